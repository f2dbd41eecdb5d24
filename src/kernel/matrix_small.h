/* Products so small that finding out how to cut them would take longer than they do: the
 * result has one vector of columns and a tile of rows. The same tiles, chosen at once. */
#ifndef NNT_KERNEL_MATRIX_SMALL_H
#define NNT_KERNEL_MATRIX_SMALL_H

#include "kernel/matrix_half.h"

enum { NNT_SMALL_ROWS = 8, NNT_SMALL_STEPS = 16 };

/* Whether a product with a result (rows, columns) and `steps` terms in a sum is small. */
NNT_TEMPLATE bool nnt_product_is_small(size_t rows, size_t columns, size_t steps) {
    return rows <= NNT_SMALL_ROWS && columns <= NNT_LANES && steps <= NNT_SMALL_STEPS &&
           columns > 1;
}

/* How many columns there are, as far as the code differs. */
typedef enum nnt_small_width {
    NNT_SMALL_PART_OF_HALF,
    NNT_SMALL_HALF,
    NNT_SMALL_PART,
    NNT_SMALL_WHOLE
} nnt_small_width;

NNT_TEMPLATE void
nnt_small_run_tile(const nnt_tile *tile, bool is_a_transposed, size_t rows, nnt_small_width width) {
    if (width == NNT_SMALL_PART_OF_HALF || width == NNT_SMALL_HALF) {
        nnt_half_run(tile, is_a_transposed, rows, width == NNT_SMALL_HALF);
    } else {
        nnt_tile_run(tile, is_a_transposed, rows, 1, width == NNT_SMALL_WHOLE, false);
    }
}

/* All rows from one start; the stride of a that is 1 is not looked at. */
NNT_TEMPLATE void
nnt_small_run_rows(nnt_tile tile, bool is_a_transposed, size_t rows, nnt_small_width width) {
    const size_t a_row = is_a_transposed ? 1 : tile.a_row;
    while (rows >= 4) {
        nnt_small_run_tile(&tile, is_a_transposed, 4, width);
        tile.a += 4 * a_row;
        tile.c += 4 * tile.c_row;
        rows -= 4;
    }
    if (rows >= 2) {
        nnt_small_run_tile(&tile, is_a_transposed, 2, width);
        tile.a += 2 * a_row;
        tile.c += 2 * tile.c_row;
        rows -= 2;
    }
    if (rows > 0) {
        nnt_small_run_tile(&tile, is_a_transposed, 1, width);
    }
}

NNT_TEMPLATE void nnt_small_run(nnt_tile tile, bool is_a_transposed, size_t rows) {
    if (tile.last_count == NNT_HALF_LANES) {
        nnt_small_run_rows(tile, is_a_transposed, rows, NNT_SMALL_HALF);
    } else if (tile.last_count <= NNT_HALF_LANES) {
        nnt_small_run_rows(tile, is_a_transposed, rows, NNT_SMALL_PART_OF_HALF);
    } else if (tile.last_count < NNT_LANES) {
        nnt_small_run_rows(tile, is_a_transposed, rows, NNT_SMALL_PART);
    } else {
        nnt_small_run_rows(tile, is_a_transposed, rows, NNT_SMALL_WHOLE);
    }
}

NNT_TEMPLATE void nnt_small_affine(
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

NNT_TEMPLATE void nnt_small_weight_gradient(size_t n,
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

NNT_TEMPLATE void nnt_small_input_gradient(size_t n,
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
