/* The products of a dense layer. All three are one product with different strides
 * (matrix_product.h); what is one tile or two goes to matrix_small.h at once. */
#include "kernel/matrix.h"
#include "kernel/matrix_pair.h"
#include "kernel/matrix_product.h"
#include "kernel/matrix_small.h"

static const real zeros[NNT_TILE_COLUMNS] = {0};

/* Leaves of a product what lies in some rows and columns of its result. */
static void cut_product(nnt_product *p, size_t row, size_t rows, size_t column, size_t columns) {
    p->rows = rows;
    p->columns = columns;
    p->a += row * p->a_row;
    p->b += column * p->b_column;
    p->start += column * p->start_column;
    p->c += row * p->c_row + column;
}

static void run_product_block(nnt_product *p, const nnt_block *block) {
    cut_product(p, block->row, block->n_rows, block->column, block->n_columns);
    nnt_product_run(p);
}

/* The same where the rows and columns of the result have changed places. */
static void run_turned_block(nnt_product *p, const nnt_block *block) {
    cut_product(p, block->column, block->n_columns, block->row, block->n_rows);
    nnt_product_run(p);
}

/* ---- forward ---------------------------------------------------------------------- */

static nnt_product
make_affine(size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    return (nnt_product){.rows = n,
                         .columns = out,
                         .steps = in,
                         .a = x,
                         .a_row = in,
                         .a_step = 1,
                         .b = w,
                         .b_step = out,
                         .b_column = 1,
                         .start = b,
                         .start_column = 1,
                         .c = z,
                         .c_row = out};
}

/* With a single output, the rows of x become the columns of the product: they fill
 * the vectors, where the output would fill one lane. */
static nnt_product
make_affine_to_one(size_t n, size_t in, const real *x, const real *w, const real *start, real *z) {
    return (nnt_product){.rows = 1,
                         .columns = n,
                         .steps = in,
                         .a = w,
                         .a_step = 1,
                         .b = x,
                         .b_step = 1,
                         .b_column = in,
                         .start = start,
                         .c = z,
                         .c_row = n};
}

static void fill_start(real b, real start[NNT_TILE_COLUMNS]) {
    for (size_t i = 0; i < NNT_TILE_COLUMNS; i++) {
        start[i] = b;
    }
}

void nnt_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    if (nnt_pair_suits(in, out)) {
        nnt_pair_affine(n, in, x, w, b, z);
        return;
    }
    if (nnt_product_is_small(n, out, in)) {
        nnt_small_affine(n, in, out, x, w, b, z);
        return;
    }
    if (out == 1) {
        real start[NNT_TILE_COLUMNS];
        fill_start(b[0], start);
        const nnt_product p = make_affine_to_one(n, in, x, w, start, z);
        nnt_product_run(&p);
    } else {
        const nnt_product p = make_affine(n, in, out, x, w, b, z);
        nnt_product_run(&p);
    }
}

void nnt_affine_block(const nnt_dense *size,
                      const nnt_block *block,
                      const real *x,
                      const real *w,
                      const real *b,
                      real *z) {
    if (size->out == 1) {
        real start[NNT_TILE_COLUMNS];
        fill_start(b[0], start);
        nnt_product p = make_affine_to_one(size->n, size->in, x, w, start, z);
        run_turned_block(&p, block);
    } else {
        nnt_product p = make_affine(size->n, size->in, size->out, x, w, b, z);
        run_product_block(&p, block);
    }
}

/* ---- gradients -------------------------------------------------------------------- */

static nnt_product make_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w) {
    return (nnt_product){.rows = in,
                         .columns = out,
                         .steps = n,
                         .a = x,
                         .a_row = 1,
                         .a_step = in,
                         .b = delta,
                         .b_step = out,
                         .b_column = 1,
                         .start = zeros,
                         .c = grad_w,
                         .c_row = out};
}

/* As in make_affine_to_one; x already lies the right way. */
static nnt_product
make_weight_gradient_of_one(size_t n, size_t in, const real *x, const real *delta, real *grad_w) {
    return (nnt_product){.rows = 1,
                         .columns = in,
                         .steps = n,
                         .a = delta,
                         .a_row = 1,
                         .a_step = 1,
                         .b = x,
                         .b_step = in,
                         .b_column = 1,
                         .start = zeros,
                         .c = grad_w,
                         .c_row = in};
}

void nnt_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w) {
    if (nnt_pair_suits(in, out)) {
        nnt_pair_weight_gradient(n, in, x, delta, grad_w);
        return;
    }
    if (nnt_product_is_small(in, out, n)) {
        nnt_small_weight_gradient(n, in, out, x, delta, zeros, grad_w);
        return;
    }
    const nnt_product p = out == 1 ? make_weight_gradient_of_one(n, in, x, delta, grad_w)
                                   : make_weight_gradient(n, in, out, x, delta, grad_w);
    nnt_product_run(&p);
}

void nnt_weight_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *x, const real *delta, real *grad_w) {
    if (size->out == 1) {
        nnt_product p = make_weight_gradient_of_one(size->n, size->in, x, delta, grad_w);
        run_turned_block(&p, block);
    } else {
        nnt_product p = make_weight_gradient(size->n, size->in, size->out, x, delta, grad_w);
        run_product_block(&p, block);
    }
}

static nnt_product make_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x) {
    return (nnt_product){.rows = n,
                         .columns = in,
                         .steps = out,
                         .a = delta,
                         .a_row = out,
                         .a_step = 1,
                         .b = w,
                         .b_step = 1,
                         .b_column = out,
                         .start = zeros,
                         .c = grad_x,
                         .c_row = in};
}

void nnt_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x) {
    if (nnt_pair_suits(in, out)) {
        nnt_pair_input_gradient(n, in, delta, w, grad_x);
        return;
    }
    if (nnt_product_is_small(n, in, out)) {
        nnt_small_input_gradient(n, in, out, delta, w, zeros, grad_x);
        return;
    }
    const nnt_product p = make_input_gradient(n, in, out, delta, w, grad_x);
    nnt_product_run(&p);
}

void nnt_input_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *delta, const real *w, real *grad_x) {
    nnt_product p = make_input_gradient(size->n, size->in, size->out, delta, w, grad_x);
    run_product_block(&p, block);
}

/* Multiplying by 1 and adding rounds as an addition does. */
static void add_rows(size_t n, size_t out, size_t from, size_t end, const real *delta, real *sums) {
    const vreal one = nnt_simd_broadcast(1);
    for (size_t j = from; j < end; j += NNT_LANES) {
        const size_t columns = end - j < NNT_LANES ? end - j : NNT_LANES;
        vreal sum = nnt_simd_broadcast(0);
        if (columns == NNT_LANES) {
            for (size_t i = 0; i < n; i++) {
                sum = nnt_simd_fma(one, nnt_simd_load(delta + i * out + j), sum);
            }
            nnt_simd_store(sums + j, sum);
        } else {
            for (size_t i = 0; i < n; i++) {
                sum = nnt_simd_fma(one, nnt_simd_load_first(delta + i * out + j, columns), sum);
            }
            nnt_simd_store_first(sums + j, sum, columns);
        }
    }
}

void nnt_bias_gradient(size_t n, size_t out, const real *delta, real *grad_b) {
    if (nnt_pair_suits_outputs(out)) {
        nnt_pair_bias_gradient(n, delta, grad_b);
    } else {
        add_rows(n, out, 0, out, delta, grad_b);
    }
}

void nnt_bias_gradient_block(const nnt_dense *size,
                             const nnt_block *block,
                             const real *delta,
                             real *grad_b) {
    add_rows(size->n, size->out, block->column, block->column + block->n_columns, delta, grad_b);
}
