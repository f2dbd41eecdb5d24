/* Masks from a counter-based generator. */
#include "nn/dropout.h"

#include "base/memory.h"
#include "base/rng.h"
#include <stdio.h>
#include <string.h>

enum { WORDS = 4, SIDE = NNT_PHILOX_SIDE }; /* of a block of the generator; blocks at once */

static bool measure(const nnt_network *network, size_t capacity, size_t *total) {
    *total = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        size_t length = 0;
        if (layer->dropout > 0 &&
            (!nnt_size_multiply(capacity, layer->units, &length) ||
             !nnt_size_multiply(length, 2, &length) || !nnt_size_add(*total, length, total))) {
            return false;
        }
    }
    return true;
}

static void place(const nnt_network *network, size_t capacity, nnt_dropout *dropout) {
    real *next = dropout->block;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        if (layer->dropout > 0) {
            dropout->layers[l].mask = next;
            dropout->layers[l].kept = next + capacity * layer->units;
            next += 2 * capacity * layer->units;
        }
    }
}

nnt_status nnt_dropout_create(const nnt_network *network,
                              size_t capacity,
                              nnt_dropout *dropout,
                              nnt_error *error) {
    size_t total = 0;
    *dropout = (nnt_dropout){0};
    const bool fits = measure(network, capacity, &total);
    if (fits && total == 0) {
        return NNT_OK;
    }
    if (fits) {
        dropout->layers = nnt_allocate(network->n_layers, sizeof *dropout->layers);
        dropout->block = nnt_allocate(total, sizeof(real));
    }
    if (!dropout->layers || !dropout->block) {
        nnt_dropout_clear(dropout);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the dropout of %zu rows",
                             capacity);
    }
    place(network, capacity, dropout);
    return NNT_OK;
}

void nnt_dropout_clear(nnt_dropout *dropout) {
    nnt_free(dropout->layers);
    nnt_free(dropout->block);
    *dropout = (nnt_dropout){0};
}

/* A row takes the blocks row * b … of the layer's stream, b being those it needs: one for
 * four units. */
static void
draw_row(const nnt_rng *stream, uint64_t row, const nnt_layer *layer, real scale, real *mask) {
    const uint32_t threshold = (uint32_t)(layer->dropout * 0x1p32);
    const size_t units = layer->units;
    uint64_t block = row * ((units + WORDS - 1) / WORDS);
    for (size_t first = 0; first < units; first += SIDE * WORDS, block += SIDE) {
        const uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), stream->counter[2],
                                     stream->counter[3]};
        uint32_t words[WORDS][SIDE];
        real factors[SIDE * WORDS];
        const size_t left = units - first;
        const size_t n = left < SIDE * WORDS ? left : SIDE * WORDS;
        nnt_philox_side(counter, stream->key, words);
        for (size_t i = 0; i < SIDE; i++) {
            for (size_t w = 0; w < WORDS; w++) {
                factors[i * WORDS + w] = words[w][i] >= threshold ? scale : 0;
            }
        }
        memcpy(mask + first, factors, n * sizeof *mask);
    }
}

/* The masks of one layer. */
typedef struct drawing {
    const nnt_layer *layer;
    nnt_rng stream;
    real scale; /* of those that stay */
    const nnt_batch_rows *batch;
    real *mask;
} drawing;

static void draw_rows(void *context, size_t first, size_t end) {
    const drawing *it = context;
    for (size_t i = first; i < end; i++) {
        const size_t row = it->batch->rows ? it->batch->rows[i] : it->batch->first + i;
        draw_row(&it->stream, row, it->layer, it->scale, it->mask + i * it->layer->units);
    }
}

/* Numbers to draw for which waking a thread is worth while. */
enum { LEAST_DRAWN = 2048 };

void nnt_dropout_draw(const nnt_network *network,
                      uint64_t seed,
                      size_t epoch,
                      const nnt_batch_rows *batch,
                      const nnt_dropout *dropout) {
    for (size_t l = 0; dropout->layers && l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        if (dropout->layers[l].mask) {
            char name[32];
            snprintf(name, sizeof name, "dropout.%zu", l);
            drawing it = {.layer = layer,
                          .stream = nnt_rng_stream(seed, name, (uint32_t)epoch),
                          .scale = (real)(1 / (1 - layer->dropout)),
                          .batch = batch,
                          .mask = dropout->layers[l].mask};
            nnt_pool_loop(dropout->pool, batch->n, LEAST_DRAWN / layer->units + 1, draw_rows, &it);
        }
    }
}
