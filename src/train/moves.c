/* Steps layer by layer, where layers differ. */
#include "train/moves.h"

#include "base/memory.h"
#include <math.h>
#include <string.h>

/* Behind a layer's parameters, gaps included. */
static size_t find_end(const nnt_network *network, size_t layer) {
    return layer + 1 < network->n_layers ? network->layers[layer + 1].weight_at
                                         : network->block_length;
}

static void find_stretches(const nnt_network *network, nnt_moves *moves) {
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const size_t end = find_end(network, l);
        nnt_stretch *last = moves->n > 0 ? &moves->stretches[moves->n - 1] : NULL;
        if (layer->is_frozen) {
            moves->has_frozen = true;
            continue;
        }
        if (last && last->at + last->length == layer->weight_at &&
            last->learning_rate_factor == layer->learning_rate_factor) {
            last->length = end - last->at;
        } else {
            moves->stretches[moves->n++] = (nnt_stretch){layer->weight_at, end - layer->weight_at,
                                                         layer->learning_rate_factor};
        }
    }
}

nnt_status nnt_moves_create(const nnt_network *network, nnt_moves *moves, nnt_error *error) {
    size_t widest = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        widest = network->layers[l].units > widest ? network->layers[l].units : widest;
    }
    *moves = (nnt_moves){.stretches = nnt_allocate(network->n_layers, sizeof *moves->stretches),
                         .square_norms = nnt_allocate(widest, sizeof *moves->square_norms)};
    if (!moves->stretches || !moves->square_norms) {
        nnt_moves_clear(moves);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for steps of %zu layers",
                             network->n_layers);
    }
    find_stretches(network, moves);
    return NNT_OK;
}

void nnt_moves_clear(nnt_moves *moves) {
    nnt_free(moves->stretches);
    nnt_free(moves->square_norms);
    *moves = (nnt_moves){0};
}

/* An optimizer's step over a stretch, of which each parameter moves by itself. */
typedef struct movement {
    const nnt_optimizer *optimizer;
    nnt_step step;
} movement;

static void move_range(void *context, size_t first, size_t end) {
    const movement *it = context;
    nnt_step part = it->step;
    part.n = end - first;
    part.gradient += first;
    part.parameters += first;
    for (size_t i = 0; i < it->optimizer->n_state; i++) {
        part.state[i] += first;
    }
    it->optimizer->step(&part);
}

/* Parameters for which waking a thread is worth while; whole cache lines. */
enum { LEAST_MOVED = 8192 };

/* Whether one call of the optimizer moves everything as it is. */
static bool is_plain(const nnt_moves *moves, size_t n) {
    const nnt_stretch *first = &moves->stretches[0];
    return moves->n == 1 && first->length == n && n <= LEAST_MOVED &&
           first->learning_rate_factor == 1;
}

void nnt_moves_take(const nnt_moves *moves, const nnt_optimizer *optimizer, const nnt_step *step) {
    if (is_plain(moves, step->n)) {
        optimizer->step(step);
        return;
    }
    for (size_t s = 0; s < moves->n; s++) {
        const nnt_stretch *stretch = &moves->stretches[s];
        movement it = {.optimizer = optimizer, .step = *step};
        it.step.n = stretch->length;
        it.step.learning_rate *= stretch->learning_rate_factor;
        it.step.gradient += stretch->at;
        it.step.parameters += stretch->at;
        for (size_t i = 0; i < optimizer->n_state; i++) {
            it.step.state[i] += stretch->at;
        }
        nnt_pool_loop(moves->pool, stretch->length, LEAST_MOVED, move_range, &it);
    }
}

void nnt_moves_forget_frozen(const nnt_moves *moves, const nnt_network *network, real *gradient) {
    for (size_t l = 0; moves->has_frozen && l < network->n_layers; l++) {
        const size_t at = network->layers[l].weight_at;
        if (network->layers[l].is_frozen) {
            memset(gradient + at, 0, (find_end(network, l) - at) * sizeof *gradient);
        }
    }
}

/* W is (inputs, units): a row at a time, all units side by side. */
static void limit_layer(const nnt_layer *layer, double max_norm, double *square_norms, real *w) {
    const size_t units = layer->units;
    memset(square_norms, 0, units * sizeof *square_norms);
    for (size_t k = 0; k < layer->inputs; k++) {
        for (size_t j = 0; j < units; j++) {
            const double weight = (double)w[k * units + j];
            square_norms[j] += weight * weight;
        }
    }
    for (size_t j = 0; j < units; j++) {
        const double norm = sqrt(square_norms[j]);
        for (size_t k = 0; norm > max_norm && k < layer->inputs; k++) {
            w[k * units + j] *= (real)(max_norm / norm);
        }
    }
}

void nnt_moves_limit_norms(const nnt_moves *moves, double max_norm, nnt_network *network) {
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        if (!layer->is_frozen) {
            limit_layer(layer, max_norm, moves->square_norms,
                        network->parameters + layer->weight_at);
        }
    }
}
