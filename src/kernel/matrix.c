/* The products of a dense layer in tiles of registers (matrix_tile.h).
 *
 * All three are one product c = start + a b with different strides. It is cut into
 * strips of columns as wide as a tile. Where b is too large for the first-level
 * cache and many rows use it, or where it is given transposed, the product is also
 * cut into chunks of rows and blocks of steps, so that the chunk of a stays in the
 * second-level cache, and each strip of b is copied into a panel. Between blocks the
 * chains continue from c, which holds them exactly. What is one tile or two goes to
 * matrix_small.h at once. */
#include "kernel/matrix.h"
#include "kernel/matrix_panel.h"
#include "kernel/matrix_small.h"

enum {
    CHUNK_ROWS = 256,
    /* b is used where it lies if it is smaller than this or few rows use it. */
    SMALL_BYTES = 16384,
    FEW_ROWS = 2 * NNT_TILE_ROWS
};

/* Element (row, step) of a is a[row * a_row + step * a_step]; element (step, column)
 * of b is b[step * b_step + column * b_column], where one of the strides is 1; c has
 * rows of c_row numbers. All rows start from start[column * start_column]; where
 * that stride is 0, start[0 … NNT_TILE_COLUMNS-1] are equal. */
typedef struct product {
    size_t rows, columns, steps;
    const real *a;
    size_t a_row, a_step;
    const real *b;
    size_t b_step, b_column;
    const real *start;
    size_t start_column;
    real *c;
    size_t c_row;
} product;

static const real zeros[NNT_TILE_COLUMNS] = {0};

/* Runs one tile of as many of the `rows` rows as it can hold; returns how many. */
NNT_INLINE size_t
run_tile(const nnt_tile *tile, bool is_a_transposed, size_t rows, size_t vectors, bool is_full) {
    if (rows >= NNT_TILE_ROWS) {
        nnt_tile_run(tile, is_a_transposed, NNT_TILE_ROWS, vectors, is_full);
        return NNT_TILE_ROWS;
    }
    if (NNT_TILE_ROWS > 4 && rows >= 4) {
        nnt_tile_run(tile, is_a_transposed, 4, vectors, is_full);
        return 4;
    }
    if (rows >= 2) {
        nnt_tile_run(tile, is_a_transposed, 2, vectors, is_full);
        return 2;
    }
    nnt_tile_run(tile, is_a_transposed, 1, vectors, is_full);
    return 1;
}

/* The tile and those below it, for `rows` rows of one strip. */
NNT_INLINE void run_tiles(nnt_tile tile, bool is_a_transposed, size_t rows, size_t columns) {
    size_t vectors = (columns + NNT_LANES - 1) / NNT_LANES;
    size_t done;
    tile.last_count = columns - (vectors - 1) * NNT_LANES;
    for (; rows > 0; rows -= done) {
        if (columns == NNT_TILE_COLUMNS) {
            done = run_tile(&tile, is_a_transposed, rows, NNT_TILE_VECTORS, true);
        } else if (vectors == 3) {
            done = run_tile(&tile, is_a_transposed, rows, 3, false);
        } else if (vectors == 2) {
            done = run_tile(&tile, is_a_transposed, rows, 2, false);
        } else {
            done = run_tile(&tile, is_a_transposed, rows, 1, false);
        }
        tile.a += done * tile.a_row;
        tile.c += done * tile.c_row;
        tile.start += done * tile.start_row;
    }
}

static void run_strip(const nnt_tile *tile, size_t rows, size_t columns) {
    if (tile->a_step == 1) {
        run_tiles(*tile, false, rows, columns);
    } else {
        run_tiles(*tile, true, rows, columns);
    }
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* One strip of b in a panel; a block of steps of a chunk of rows. */
static void
run_block(const product *p, size_t row, size_t n_rows, size_t column, size_t step, size_t n_steps) {
    nnt_panel panel;
    size_t n_columns = smaller(p->columns - column, NNT_TILE_COLUMNS);
    const real *b = p->b + step * p->b_step + column * p->b_column;
    if (p->b_column == 1) {
        nnt_panel_copy(&panel, b, p->b_step, n_steps, n_columns);
    } else {
        nnt_panel_transpose(&panel, b, p->b_column, n_steps, n_columns);
    }
    nnt_tile tile = {.steps = n_steps,
                     .a = p->a + row * p->a_row + step * p->a_step,
                     .a_row = p->a_row,
                     .a_step = p->a_step,
                     .b = panel.number,
                     .b_step = NNT_TILE_COLUMNS,
                     .c = p->c + row * p->c_row + column,
                     .c_row = p->c_row};
    if (step > 0) {
        tile.start = tile.c;
        tile.start_row = tile.c_row;
    } else {
        tile.start = p->start + column * p->start_column;
    }
    run_strip(&tile, n_rows, n_columns);
}

/* The length of blocks of steps, all but the last equal and whole vectors. */
static size_t choose_block(size_t steps) {
    size_t n_blocks = (steps + NNT_PANEL_STEPS - 1) / NNT_PANEL_STEPS;
    size_t block = (steps + n_blocks - 1) / n_blocks;
    return (block + NNT_LANES - 1) / NNT_LANES * NNT_LANES;
}

static void run_in_panels(const product *p) {
    size_t block = choose_block(p->steps);
    for (size_t row = 0; row < p->rows; row += CHUNK_ROWS) {
        size_t n_rows = smaller(p->rows - row, CHUNK_ROWS);
        for (size_t step = 0; step < p->steps; step += block) {
            size_t n_steps = smaller(p->steps - step, block);
            for (size_t column = 0; column < p->columns; column += NNT_TILE_COLUMNS) {
                run_block(p, row, n_rows, column, step, n_steps);
            }
        }
    }
}

static void run_in_place(const product *p) {
    nnt_tile tile = {.steps = p->steps,
                     .a = p->a,
                     .a_row = p->a_row,
                     .a_step = p->a_step,
                     .b_step = p->b_step,
                     .c_row = p->c_row};
    for (size_t column = 0; column < p->columns; column += NNT_TILE_COLUMNS) {
        tile.b = p->b + column * p->b_column;
        tile.c = p->c + column;
        tile.start = p->start + column * p->start_column;
        run_strip(&tile, p->rows, smaller(p->columns - column, NNT_TILE_COLUMNS));
    }
}

static void run_product(const product *p) {
    bool is_b_small = p->rows < FEW_ROWS || p->steps * p->b_step * sizeof(real) <= SMALL_BYTES;
    if (p->steps == 0 || (p->b_column == 1 && is_b_small)) {
        run_in_place(p);
    } else {
        run_in_panels(p);
    }
}

/* Leaves of a product what lies in some rows and columns of its result. */
static void cut_product(product *p, size_t row, size_t rows, size_t column, size_t columns) {
    p->rows = rows;
    p->columns = columns;
    p->a += row * p->a_row;
    p->b += column * p->b_column;
    p->start += column * p->start_column;
    p->c += row * p->c_row + column;
}

static void run_product_block(product *p, const nnt_block *block) {
    cut_product(p, block->row, block->n_rows, block->column, block->n_columns);
    run_product(p);
}

/* The same where the rows and columns of the result have changed places. */
static void run_turned_block(product *p, const nnt_block *block) {
    cut_product(p, block->column, block->n_columns, block->row, block->n_rows);
    run_product(p);
}

/* ---- forward ---------------------------------------------------------------------- */

static product
make_affine(size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    return (product){.rows = n,
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
static product
make_affine_to_one(size_t n, size_t in, const real *x, const real *w, const real *start, real *z) {
    return (product){.rows = 1,
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
    if (nnt_product_is_small(n, out, in)) {
        nnt_small_affine(n, in, out, x, w, b, z);
        return;
    }
    if (out == 1) {
        real start[NNT_TILE_COLUMNS];
        fill_start(b[0], start);
        const product p = make_affine_to_one(n, in, x, w, start, z);
        run_product(&p);
    } else {
        const product p = make_affine(n, in, out, x, w, b, z);
        run_product(&p);
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
        product p = make_affine_to_one(size->n, size->in, x, w, start, z);
        run_turned_block(&p, block);
    } else {
        product p = make_affine(size->n, size->in, size->out, x, w, b, z);
        run_product_block(&p, block);
    }
}

/* ---- gradients -------------------------------------------------------------------- */

static product make_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w) {
    return (product){.rows = in,
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
static product
make_weight_gradient_of_one(size_t n, size_t in, const real *x, const real *delta, real *grad_w) {
    return (product){.rows = 1,
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
    if (nnt_product_is_small(in, out, n)) {
        nnt_small_weight_gradient(n, in, out, x, delta, zeros, grad_w);
        return;
    }
    const product p = out == 1 ? make_weight_gradient_of_one(n, in, x, delta, grad_w)
                               : make_weight_gradient(n, in, out, x, delta, grad_w);
    run_product(&p);
}

void nnt_weight_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *x, const real *delta, real *grad_w) {
    if (size->out == 1) {
        product p = make_weight_gradient_of_one(size->n, size->in, x, delta, grad_w);
        run_turned_block(&p, block);
    } else {
        product p = make_weight_gradient(size->n, size->in, size->out, x, delta, grad_w);
        run_product_block(&p, block);
    }
}

static product make_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x) {
    return (product){.rows = n,
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
    if (nnt_product_is_small(n, in, out)) {
        nnt_small_input_gradient(n, in, out, delta, w, zeros, grad_x);
        return;
    }
    const product p = make_input_gradient(n, in, out, delta, w, grad_x);
    run_product(&p);
}

void nnt_input_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *delta, const real *w, real *grad_x) {
    product p = make_input_gradient(size->n, size->in, size->out, delta, w, grad_x);
    run_product_block(&p, block);
}

/* Multiplying by 1 and adding rounds as an addition does. */
static void add_rows(size_t n, size_t out, size_t from, size_t end, const real *delta, real *sums) {
    const vreal one = nnt_simd_broadcast(1);
    for (size_t j = from; j < end; j += NNT_LANES) {
        const size_t columns = smaller(end - j, NNT_LANES);
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
    add_rows(n, out, 0, out, delta, grad_b);
}

void nnt_bias_gradient_block(const nnt_dense *size,
                             const nnt_block *block,
                             const real *delta,
                             real *grad_b) {
    add_rows(size->n, size->out, block->column, block->column + block->n_columns, delta, grad_b);
}
