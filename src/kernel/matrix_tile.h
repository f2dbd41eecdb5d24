/* One tile of a product c = start + a b: a few rows by up to three vectors of
 * columns, held in registers while the summed index runs from first to last. Every element is
 * one chain of fused multiply-adds; lanes, rows and tiles never mix. */
#ifndef NNT_KERNEL_MATRIX_TILE_H
#define NNT_KERNEL_MATRIX_TILE_H

#include "kernel/simd.h"
#include <stdbool.h>

/* With three vectors of columns, these rows fill the registers. Eight rows or fewer
 * also fit one set of an eight-way cache, for which the rows of a compete if its width
 * is a power of two. */
enum {
    NNT_TILE_ROWS = NNT_VECTOR_BYTES == 32 ? 4 : 8,
    NNT_TILE_MOST_ROWS = 8,
    NNT_TILE_VECTORS = 3,
    NNT_TILE_COLUMNS = NNT_TILE_VECTORS * NNT_LANES
};

/* The rows of a tile: with fewer vectors of columns, more of them are needed so that there
 * are always sums to go on with while others are being added to. */
NNT_TEMPLATE size_t nnt_tile_rows(size_t vectors) {
    const size_t of_two = NNT_TILE_ROWS < 6 ? 6 : NNT_TILE_ROWS;
    return vectors == 3 ? NNT_TILE_ROWS : vectors == 2 ? of_two : NNT_TILE_MOST_ROWS;
}

/* Element (row, step) of a is a[row * a_row + step * a_step], where one of the strides
 * is 1; b, start and c have consecutive columns. last_count: columns in the last vector
 * of the tile. ahead: what a copy of the next strip's b will begin with, or NULL. */
typedef struct nnt_tile {
    size_t steps;
    const real *a;
    size_t a_row, a_step;
    const real *b;
    size_t b_step;
    const real *start;
    size_t start_row;
    real *c;
    size_t c_row;
    size_t last_count;
    const real *ahead;
    size_t ahead_step;
} nnt_tile;

NNT_TEMPLATE vreal nnt_tile_load(const real *p, bool is_whole, size_t count) {
    return is_whole ? nnt_simd_load(p) : nnt_simd_load_first(p, count);
}

/* Everything but `tile` is a constant where this is called, and so is the stride of a
 * that is 1, which saves address registers. is_full: the last vector is. With is_fetching,
 * each step also brings a line from ahead into the second-level cache. */
NNT_TEMPLATE void nnt_tile_run(const nnt_tile *tile,
                               bool is_a_transposed,
                               size_t rows,
                               size_t vectors,
                               bool is_full,
                               bool is_fetching) {
    const nnt_tile t = *tile;
    const size_t a_row = is_a_transposed ? 1 : t.a_row;
    const size_t a_step = is_a_transposed ? t.a_step : 1;
    vreal sum[NNT_TILE_MOST_ROWS][NNT_TILE_VECTORS];
    NNT_UNROLL for (size_t r = 0; r < rows; r++) {
        NNT_UNROLL for (size_t v = 0; v < vectors; v++) {
            sum[r][v] = nnt_tile_load(t.start + r * t.start_row + v * NNT_LANES,
                                      is_full || v + 1 < vectors, t.last_count);
        }
    }
    for (size_t step = 0; step < t.steps; step++) {
        vreal b[NNT_TILE_VECTORS];
        NNT_UNROLL for (size_t v = 0; v < vectors; v++) {
            b[v] = nnt_tile_load(t.b + step * t.b_step + v * NNT_LANES, is_full || v + 1 < vectors,
                                 t.last_count);
        }
        if (is_fetching) {
            __builtin_prefetch(t.ahead + step * t.ahead_step, 0, 2);
        }
        NNT_UNROLL for (size_t r = 0; r < rows; r++) {
            vreal a = nnt_simd_broadcast(t.a[r * a_row + step * a_step]);
            NNT_UNROLL for (size_t v = 0; v < vectors; v++) {
                sum[r][v] = nnt_simd_fma(a, b[v], sum[r][v]);
            }
        }
    }
    NNT_UNROLL for (size_t r = 0; r < rows; r++) {
        NNT_UNROLL for (size_t v = 0; v < vectors; v++) {
            real *c = t.c + r * t.c_row + v * NNT_LANES;
            if (v + 1 < vectors || is_full) {
                nnt_simd_store(c, sum[r][v]);
            } else {
                nnt_simd_store_first(c, sum[r][v], t.last_count);
            }
        }
    }
}

#endif
