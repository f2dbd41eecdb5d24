/* A small network of which the initial weights can be changed with a view to the data:
 * rows of a ring within a ring, as rules of other programs were compared on. */
#ifndef NNT_TESTS_SUPPORT_BAKEOFF_NET_H
#define NNT_TESTS_SUPPORT_BAKEOFF_NET_H

#include "base/rng.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RING_ROWS = 256, RING_MOST_LAYERS = 4, RING_MOST_UNITS = 32 };

typedef struct bakeoff_net {
    double x[RING_ROWS][2];
    const char *activation;
    size_t n_layers;
    size_t sizes[RING_MOST_LAYERS + 1]; /* inputs, units of each layer */
    double weight[RING_MOST_LAYERS][RING_MOST_UNITS][RING_MOST_UNITS]; /* unit, input */
    double bias[RING_MOST_LAYERS][RING_MOST_UNITS];
} bakeoff_net;

/* Rows take the classes in turn: radius 0.45 and 1, noise 0.07, all times 1.3. */
static inline void bakeoff_draw_ring(uint64_t seed, double (*x)[2]) {
    nnt_rng rng = nnt_rng_stream(seed, "ring", 0);
    for (size_t row = 0; row < RING_ROWS; row++) {
        const double angle = 6.283185307179586 * nnt_rng_uniform(&rng);
        const double radius = 1.3 * ((row % 2 ? 1 : 0.45) + 0.07 * nnt_rng_normal(&rng));
        x[row][0] = radius * cos(angle);
        x[row][1] = radius * sin(angle);
    }
}

/* He's weights, zero biases; `hidden` ends with 0, the output layer has two units. */
static inline void bakeoff_draw_net(uint64_t seed, const size_t *hidden, bakeoff_net *net) {
    nnt_rng rng = nnt_rng_stream(seed, "ring weights", 0);
    net->n_layers = 0;
    net->sizes[0] = 2;
    for (; hidden[net->n_layers]; net->n_layers++) {
        net->sizes[net->n_layers + 1] = hidden[net->n_layers];
    }
    net->sizes[++net->n_layers] = 2;
    for (size_t l = 0; l < net->n_layers; l++) {
        for (size_t unit = 0; unit < net->sizes[l + 1]; unit++) {
            for (size_t i = 0; i < net->sizes[l]; i++) {
                net->weight[l][unit][i] = sqrt(2 / (double)net->sizes[l]) * nnt_rng_normal(&rng);
            }
            net->bias[l][unit] = 0;
        }
    }
}

static inline double bakeoff_activate(const bakeoff_net *net, double z) {
    return strcmp(net->activation, "tanh") == 0   ? tanh(z)
           : z > 0                                ? z
           : strcmp(net->activation, "relu") == 0 ? 0
                                                  : 0.01 * z;
}

/* z of a unit of layer l (from 0) on every row, without its own bias. */
static inline void
bakeoff_weigh(const bakeoff_net *net, size_t l, size_t unit, double z[RING_ROWS]) {
    for (size_t row = 0; row < RING_ROWS; row++) {
        double a[2][RING_MOST_UNITS] = {{net->x[row][0], net->x[row][1]}};
        for (size_t k = 0; k < l; k++) {
            for (size_t j = 0; j < net->sizes[k + 1]; j++) {
                double sum = net->bias[k][j];
                for (size_t i = 0; i < net->sizes[k]; i++) {
                    sum += net->weight[k][j][i] * a[k % 2][i];
                }
                a[(k + 1) % 2][j] = bakeoff_activate(net, sum);
            }
        }
        z[row] = 0;
        for (size_t i = 0; i < net->sizes[l]; i++) {
            z[row] += net->weight[l][unit][i] * a[l % 2][i];
        }
    }
}

static inline int bakeoff_compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sets the bias of a unit so that its z is below 0 on this share of the rows. */
static inline void bakeoff_set_quantile(bakeoff_net *net, size_t l, size_t unit, double share) {
    double z[RING_ROWS];
    bakeoff_weigh(net, l, unit, z);
    qsort(z, RING_ROWS, sizeof *z, bakeoff_compare);
    net->bias[l][unit] = -z[(size_t)(share * RING_ROWS)];
}

/* … so that its largest z is that far below 0. */
static inline void bakeoff_set_above(bakeoff_net *net, size_t l, size_t unit, double distance) {
    double z[RING_ROWS];
    bakeoff_weigh(net, l, unit, z);
    qsort(z, RING_ROWS, sizeof *z, bakeoff_compare);
    net->bias[l][unit] = -z[RING_ROWS - 1] - distance;
}

#endif
