/* The three products of a dense layer in lanes. No number is shared between lanes,
 * so there is nothing to broadcast: both operands are loaded, and a block of results
 * is held in registers to load each operand less often. */
#include "kernel/lanes.h"

#include "kernel/simd.h"
#include <stdbool.h>

/* Results held in registers: rows by columns, whose operands must fit beside them. */
enum { TILE_ROWS = 4, TILE_COLUMNS = NNT_VECTOR_BYTES == 32 ? 2 : 4 };

/* c[row][column] = start[column] + sum over steps of a[row][step] b[step][column].
 * Strides count numbers, lanes included. */
typedef struct product {
    size_t rows, columns, steps;
    const real *a;
    size_t a_row, a_step;
    const real *b;
    size_t b_column, b_step;
    const real *start; /* NULL: zeros */
    real *c;
    size_t c_row; /* columns of c and of start stand side by side */
} product;

/* One vector of the lanes; `rows` and `columns` are constants where this is called. */
NNT_TEMPLATE void run_tile(const product *p,
                           size_t rows,
                           size_t columns,
                           const real *a,
                           const real *b,
                           const real *start,
                           real *c) {
    vreal sum[TILE_ROWS][TILE_COLUMNS];
    NNT_UNROLL for (size_t j = 0; j < columns; j++) {
        const vreal first =
            start ? nnt_simd_load(start + j * NNT_TEAM_LANES) : nnt_simd_broadcast(0);
        NNT_UNROLL for (size_t i = 0; i < rows; i++) {
            sum[i][j] = first;
        }
    }
    for (size_t step = 0; step < p->steps; step++) {
        vreal right[TILE_COLUMNS];
        NNT_UNROLL for (size_t j = 0; j < columns; j++) {
            right[j] = nnt_simd_load(b + step * p->b_step + j * p->b_column);
        }
        NNT_UNROLL for (size_t i = 0; i < rows; i++) {
            const vreal left = nnt_simd_load(a + step * p->a_step + i * p->a_row);
            NNT_UNROLL for (size_t j = 0; j < columns; j++) {
                sum[i][j] = nnt_simd_fma(left, right[j], sum[i][j]);
            }
        }
    }
    NNT_UNROLL for (size_t i = 0; i < rows; i++) {
        NNT_UNROLL for (size_t j = 0; j < columns; j++) {
            nnt_simd_store(c + i * p->c_row + j * NNT_TEAM_LANES, sum[i][j]);
        }
    }
}

/* All lanes of the results whose first is at (row, column). */
NNT_TEMPLATE void
run_lanes(const product *p, size_t row, size_t column, size_t rows, size_t columns) {
    const real *a = p->a + row * p->a_row;
    const real *b = p->b + column * p->b_column;
    const real *start = p->start ? p->start + column * NNT_TEAM_LANES : NULL;
    real *c = p->c + row * p->c_row + column * NNT_TEAM_LANES;
    for (size_t lane = 0; lane < NNT_TEAM_LANES; lane += NNT_LANES) {
        run_tile(p, rows, columns, a + lane, b + lane, start ? start + lane : NULL, c + lane);
    }
}

/* All columns of some rows, in as few tiles as there can be. */
NNT_TEMPLATE void run_rows(const product *p, size_t row, size_t rows) {
    size_t column = 0;
    for (; column + TILE_COLUMNS <= p->columns; column += TILE_COLUMNS) {
        run_lanes(p, row, column, rows, TILE_COLUMNS);
    }
    if (TILE_COLUMNS > 2 && column + 2 <= p->columns) {
        run_lanes(p, row, column, rows, 2);
        column += 2;
    }
    if (column < p->columns) {
        run_lanes(p, row, column, rows, 1);
    }
}

static void run_product(const product *p) {
    size_t row = 0;
    for (; row + TILE_ROWS <= p->rows; row += TILE_ROWS) {
        run_rows(p, row, TILE_ROWS);
    }
    if (row + 2 <= p->rows) {
        run_rows(p, row, 2);
        row += 2;
    }
    if (row < p->rows) {
        run_rows(p, row, 1);
    }
}

void nnt_lanes_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    run_product(&(product){.rows = n,
                           .columns = out,
                           .steps = in,
                           .a = x,
                           .a_row = in * NNT_TEAM_LANES,
                           .a_step = NNT_TEAM_LANES,
                           .b = w,
                           .b_column = NNT_TEAM_LANES,
                           .b_step = out * NNT_TEAM_LANES,
                           .start = b,
                           .c = z,
                           .c_row = out * NNT_TEAM_LANES});
}

void nnt_lanes_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w) {
    run_product(&(product){.rows = in,
                           .columns = out,
                           .steps = n,
                           .a = x,
                           .a_row = NNT_TEAM_LANES,
                           .a_step = in * NNT_TEAM_LANES,
                           .b = delta,
                           .b_column = NNT_TEAM_LANES,
                           .b_step = out * NNT_TEAM_LANES,
                           .c = grad_w,
                           .c_row = out * NNT_TEAM_LANES});
}

void nnt_lanes_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x) {
    run_product(&(product){.rows = n,
                           .columns = in,
                           .steps = out,
                           .a = delta,
                           .a_row = out * NNT_TEAM_LANES,
                           .a_step = NNT_TEAM_LANES,
                           .b = w,
                           .b_column = out * NNT_TEAM_LANES,
                           .b_step = NNT_TEAM_LANES,
                           .c = grad_x,
                           .c_row = in * NNT_TEAM_LANES});
}

void nnt_lanes_put(size_t n, size_t lane, const real *from, real *lanes) {
    for (size_t i = 0; i < n; i++) {
        lanes[i * NNT_TEAM_LANES + lane] = from[i];
    }
}

void nnt_lanes_get(size_t n, size_t lane, const real *lanes, real *to) {
    for (size_t i = 0; i < n; i++) {
        to[i] = lanes[i * NNT_TEAM_LANES + lane];
    }
}
