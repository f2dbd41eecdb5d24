/* Initial weights, one descriptor each. Draws are made in double and rounded once
 * to the precision of the network, so both precisions start alike. */
#ifndef NNT_INIT_INITIALIZER_H
#define NNT_INIT_INITIALIZER_H

#include "base/rng.h"
#include "nntrain/option.h"
#include <stdbool.h>

/* What an initialiser may know of the layer. */
typedef struct nnt_fan {
    size_t in, out;        /* columns and rows of the weight matrix */
    double negative_slope; /* of the layer's activation; 0 when it has none */
} nnt_fan;

typedef struct nnt_initializer {
    nnt_row row;
    bool is_uniform; /* weights are drawn uniformly */
    /* Standard deviation of one weight; theory reads it. NaN: not defined. */
    double (*deviation)(const nnt_value *options, const nnt_fan *fan);
    /* Fills n values, each from its own draw of *rng in order: the weights (out, in)
     * row-major, n = out in; or the biases, n = out. */
    void (*fill)(
        const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values);
    /* The same for biases that are not drawn like weights; NULL: `fill` draws both. */
    void (*fill_biases)(
        const nnt_value *options, const nnt_fan *fan, nnt_rng *rng, size_t n, double *values);
} nnt_initializer;

size_t nnt_initializer_count(void);
const nnt_initializer *nnt_initializer_get(size_t index);
const nnt_initializer *nnt_initializer_find(const char *name);
const nnt_row *nnt_initializer_row(size_t index);

#endif
