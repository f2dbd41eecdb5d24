/* Holding units on their side of a kink. */
#include "nn/kink_sides.h"

#include "base/memory.h"
#include <string.h>

/* Hidden layers alone: the output layer's activation is the loss's business. */
static size_t count_held(const nnt_network *network, size_t layer) {
    const nnt_layer *it = &network->layers[layer];
    const bool is_held = layer + 1 < network->n_layers && it->activation->traits.n_kinks > 0;
    return is_held ? it->units : 0;
}

nnt_status nnt_kink_sides_create(const nnt_network *network,
                                 size_t capacity,
                                 nnt_kink_sides *sides,
                                 nnt_error *error) {
    size_t units = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        units = nnt_size_plus(units, count_held(network, l));
    }
    sides->z = nnt_allocate(network->n_layers, sizeof *sides->z);
    sides->block = nnt_allocate(nnt_size_times(units, capacity), sizeof(real));
    if (!sides->z || !sides->block) {
        nnt_kink_sides_clear(sides);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the units of %zu rows",
                             capacity);
    }
    real *at = sides->block;
    for (size_t l = 0; l < network->n_layers; l++) {
        const size_t n = count_held(network, l) * capacity;
        sides->z[l] = n > 0 ? at : NULL;
        at += n;
    }
    return NNT_OK;
}

void nnt_kink_sides_clear(nnt_kink_sides *sides) {
    nnt_free(sides->z);
    nnt_free(sides->block);
    *sides = (nnt_kink_sides){0};
}

void nnt_kink_sides_take(nnt_kink_sides *sides,
                         const nnt_network *network,
                         size_t n,
                         const nnt_workspace *workspace) {
    for (size_t l = 0; l < network->n_layers; l++) {
        if (sides->z[l]) {
            memcpy(sides->z[l], workspace->layers[l].z,
                   n * network->layers[l].units * sizeof(real));
        }
    }
}

/* As close to the kink as numbers of its size are, on the side where `side` is. */
static real step_aside(real kink, real side) {
    const real unit = NNT_REAL_BITS == 32 ? (real)0x1p-22 : (real)0x1p-51;
    const real least = (real)0x1p-100; /* beside 0; its square is a number, too */
    const real size = kink < 0 ? -kink : kink;
    const real little = size > 0 ? size * unit : least;
    return side > kink ? kink + little : side < kink ? kink - little : kink;
}

static void
go_on_straight(const nnt_layer *layer, const real *option, real near, real *z, real *a) {
    const real one = 1;
    real slope = 0;
    const real ahead = *z - near;
    *z = near;
    layer->activation->forward(1, option, z, a);
    layer->activation->backward(1, option, z, a, &one, &slope);
    *a = nnt_fma(slope, ahead, *a);
}

void nnt_kink_sides_hold(
    const nnt_layer *layer, const real *option, size_t n, const real *side, real *z, real *a) {
    const nnt_activation_traits *traits = &layer->activation->traits;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < traits->n_kinks; k++) {
            /* Of two kinks in between, the one that comes first. */
            const size_t nth = side[i] <= z[i] ? k : traits->n_kinks - 1 - k;
            const real kink = (real)traits->kinks[nth];
            const bool is_between =
                side[i] == kink ? z[i] != kink : (side[i] > kink) != (z[i] > kink) || z[i] == kink;
            if (is_between) {
                go_on_straight(layer, option, step_aside(kink, side[i]), &z[i], &a[i]);
                break;
            }
        }
    }
}
