/* What a diagnosis may know of a run: plain data, so that a test can make it up.
 * Series are found by name; a rule that misses one stays silent. */
#ifndef NNT_DIAGNOSIS_EVIDENCE_H
#define NNT_DIAGNOSIS_EVIDENCE_H

#include "nntrain/history.h"
#include "nntrain/run.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct nnt_layer_evidence {
    size_t units;
    const char *activation;
    double straight_to;  /* how far from 0 f is a straight line; tanh: 1; 0: it bends at 0 */
    bool is_homogeneous; /* f(cz) = c f(z) for c > 0: relu, leaky relu, linear */
} nnt_layer_evidence;

/* What theory predicts for the same network with another activation or another
 * initialiser in all hidden layers. Numbers that are not known are NaN. */
typedef struct nnt_what_if {
    const char *activation, *initializer;
    double delta_ratio;   /* delta_norm of the first hidden layer over that of the last */
    double dead_fraction; /* of the last hidden layer */
    double correlation;   /* of the last hidden layer */
} nnt_what_if;

typedef struct nnt_evidence {
    const nnt_history *history;       /* all three tables; any may be empty */
    const nnt_table *theory;          /* a row per hidden layer; NULL: nothing was predicted */
    size_t n_layers;                  /* with the output layer */
    const nnt_layer_evidence *layers; /* (n_layers) */
    bool is_regression;
    size_t n_classes;    /* of a classification */
    size_t n_train_rows; /* rows of the training data */
    size_t batch_size;   /* rows of a step; n_train_rows: the whole data */
    double learning_rate;
    const char *optimizer;
    bool finds_lengths;      /* the optimizer looks for the length of each step itself */
    bool has_momentum;       /* steps go on where the gradient is 0: momentum, adam, decay */
    const char *initializer; /* that the hidden layers have now */
    double input_offset;     /* largest |mean| / standard deviation of a feature as the network
                                 sees it; NaN: not known */
    double born_dead;        /* predicted chance of a network that is born dead, and with twice */
    double born_dead_wider;  /*   the units in every hidden layer; NaN: not known */
    size_t kept_epoch;       /* whose weights were kept */
    uint64_t steps;
    nnt_stop stop;
    nnt_divergence divergence;   /* when stop is NNT_STOP_DIVERGED */
    const nnt_what_if *what_ifs; /* (n_what_ifs) */
    size_t n_what_ifs;
} nnt_evidence;

#endif
