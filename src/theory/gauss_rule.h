/* Nodes and weights for expectations over a normal variable, exact enough for
 * functions with kinks: panels end where activations have theirs. */
#ifndef NNT_THEORY_GAUSS_RULE_H
#define NNT_THEORY_GAUSS_RULE_H

#include <stddef.h>

enum { NNT_GAUSS_MOST_NODES = 2048 };

/* E[F(z)] = sum of weight[i] F(z[i]) for z = mean + deviation g. */
typedef struct nnt_gauss_rule {
    size_t n;
    size_t n_mirrored; /* so many nodes below 0 are followed by their mirror images; 0: none */
    double g[NNT_GAUSS_MOST_NODES];
    double z[NNT_GAUSS_MOST_NODES];
    double weight[NNT_GAUSS_MOST_NODES];
} nnt_gauss_rule;

/* mean and deviation finite, deviation >= 0. */
void nnt_gauss_rule_set(nnt_gauss_rule *rule, double mean, double deviation);

#endif
