/* The tile of a product with so few columns that half a vector holds them: the processor
 * adds to two halves in the time of one whole. */
#ifndef NNT_KERNEL_MATRIX_HALF_H
#define NNT_KERNEL_MATRIX_HALF_H

#include "kernel/matrix_tile.h"

NNT_TEMPLATE vhalf nnt_half_load_some(const real *p, bool is_whole, size_t count) {
    return is_whole ? nnt_half_load(p) : nnt_half_load_first(p, count);
}

/* As nnt_tile_run with one vector of columns; is_full: they are NNT_HALF_LANES. */
NNT_TEMPLATE void
nnt_half_run(const nnt_tile *tile, bool is_a_transposed, size_t rows, bool is_full) {
    const nnt_tile t = *tile;
    const size_t a_row = is_a_transposed ? 1 : t.a_row;
    const size_t a_step = is_a_transposed ? t.a_step : 1;
    vhalf sum[NNT_TILE_MOST_ROWS];
    NNT_UNROLL for (size_t r = 0; r < rows; r++) {
        sum[r] = nnt_half_load_some(t.start + r * t.start_row, is_full, t.last_count);
    }
    for (size_t step = 0; step < t.steps; step++) {
        const vhalf b = nnt_half_load_some(t.b + step * t.b_step, is_full, t.last_count);
        NNT_UNROLL for (size_t r = 0; r < rows; r++) {
            const vhalf a = nnt_half_broadcast(t.a[r * a_row + step * a_step]);
            sum[r] = nnt_half_fma(a, b, sum[r]);
        }
    }
    NNT_UNROLL for (size_t r = 0; r < rows; r++) {
        if (is_full) {
            nnt_half_store(t.c + r * t.c_row, sum[r]);
        } else {
            nnt_half_store_first(t.c + r * t.c_row, sum[r], t.last_count);
        }
    }
}

#endif
