/* Products so small that finding out how to cut them would take longer than they do: the
 * result has one vector of columns and a tile of rows. The same tiles, chosen at once. */
#ifndef NNT_KERNEL_MATRIX_SMALL_H
#define NNT_KERNEL_MATRIX_SMALL_H

#include "kernel/matrix_tile.h"

enum { NNT_SMALL_ROWS = 8, NNT_SMALL_STEPS = 16 };

/* Whether a product with a result (rows, columns) and `steps` terms in a sum is small. */
NNT_INLINE bool nnt_product_is_small(size_t rows, size_t columns, size_t steps) {
    return rows <= NNT_SMALL_ROWS && columns <= NNT_LANES && steps <= NNT_SMALL_STEPS &&
           columns > 1;
}

/* All rows from one start; the stride of a that is 1 is not looked at. */
NNT_INLINE void nnt_small_run_rows(nnt_tile tile, bool is_a_transposed, size_t rows, bool is_full) {
    const size_t a_row = is_a_transposed ? 1 : tile.a_row;
    while (rows >= 4) {
        nnt_tile_run(&tile, is_a_transposed, 4, 1, is_full, false);
        tile.a += 4 * a_row;
        tile.c += 4 * tile.c_row;
        rows -= 4;
    }
    if (rows >= 2) {
        nnt_tile_run(&tile, is_a_transposed, 2, 1, is_full, false);
        tile.a += 2 * a_row;
        tile.c += 2 * tile.c_row;
        rows -= 2;
    }
    if (rows > 0) {
        nnt_tile_run(&tile, is_a_transposed, 1, 1, is_full, false);
    }
}

NNT_INLINE void nnt_small_run(nnt_tile tile, bool is_a_transposed, size_t rows) {
    if (tile.last_count == NNT_LANES) {
        nnt_small_run_rows(tile, is_a_transposed, rows, true);
    } else {
        nnt_small_run_rows(tile, is_a_transposed, rows, false);
    }
}

NNT_INLINE void nnt_small_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    const nnt_tile tile = {.steps = in,
                           .a = x,
                           .a_row = in,
                           .b = w,
                           .b_step = out,
                           .start = b,
                           .c = z,
                           .c_row = out,
                           .last_count = out};
    nnt_small_run(tile, false, n);
}

NNT_INLINE void nnt_small_weight_gradient(size_t n,
                                          size_t in,
                                          size_t out,
                                          const real *x,
                                          const real *delta,
                                          const real *zeros,
                                          real *grad_w) {
    const nnt_tile tile = {.steps = n,
                           .a = x,
                           .a_row = 1,
                           .a_step = in,
                           .b = delta,
                           .b_step = out,
                           .start = zeros,
                           .c = grad_w,
                           .c_row = out,
                           .last_count = out};
    nnt_small_run(tile, true, in);
}

NNT_INLINE void nnt_small_input_gradient(size_t n,
                                         size_t in,
                                         size_t out,
                                         const real *delta,
                                         const real *w,
                                         const real *zeros,
                                         real *grad_x) {
    real turned[NNT_SMALL_STEPS * NNT_LANES];
    for (size_t j = 0; j < out; j++) {
        for (size_t k = 0; k < in; k++) {
            turned[j * NNT_LANES + k] = w[k * out + j];
        }
    }
    const nnt_tile tile = {.steps = out,
                           .a = delta,
                           .a_row = out,
                           .b = turned,
                           .b_step = NNT_LANES,
                           .start = zeros,
                           .c = grad_x,
                           .c_row = in,
                           .last_count = in};
    nnt_small_run(tile, false, n);
}

#endif
