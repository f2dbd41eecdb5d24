/* Grids: blocks that cover a matrix, and products that are computed in them. */
#include "kernel/grid.h"
#include "kernel/kernel_test.h"
#include <stdlib.h>

static const size_t thread_counts[] = {1, 2, 3, 8, 64};
enum { N_THREAD_COUNTS = sizeof thread_counts / sizeof thread_counts[0], MOST = 1 << 16 };

static void check_cover(size_t rows, size_t columns, size_t steps, size_t n_threads) {
    static unsigned char times[MOST];
    const nnt_grid grid = nnt_grid_cut(rows, columns, steps, n_threads);
    cr_assert(rows * columns <= MOST);
    memset(times, 0, rows * columns);
    for (size_t i = 0; i < grid.n_blocks; i++) {
        const nnt_block block = nnt_grid_block(&grid, i);
        cr_assert(block.n_rows > 0 && block.n_columns > 0);
        cr_assert(block.row + block.n_rows <= rows && block.column + block.n_columns <= columns);
        for (size_t r = block.row; r < block.row + block.n_rows; r++) {
            for (size_t c = block.column; c < block.column + block.n_columns; c++) {
                times[r * columns + c]++;
            }
        }
    }
    for (size_t i = 0; i < rows * columns; i++) {
        cr_assert(times[i] == 1, "%zu x %zu, %zu threads: element %zu", rows, columns, n_threads,
                  i);
    }
}

NNT_TEST(grid, blocks_cover_every_element_once) {
    test_skip_without_isa();
    test_random random = {3};
    for (int i = 0; i < 200; i++) {
        const size_t rows = 1 + test_random_below(&random, 200);
        const size_t columns = 1 + test_random_below(&random, 300);
        const size_t steps = test_random_below(&random, 3000);
        check_cover(rows, columns, steps, thread_counts[i % N_THREAD_COUNTS]);
    }
}

/* One thread and small products get one block, larger ones at least one for each
 * thread, where there are so many whole tiles. */
NNT_TEST(grid, enough_blocks_and_not_too_many) {
    test_skip_without_isa();
    cr_assert(nnt_grid_cut(256, 1024, 1024, 1).n_blocks == 1);
    cr_assert(nnt_grid_cut(4, 8, 2, 8).n_blocks == 1);
    cr_assert(nnt_grid_cut(64, 10, 64, 8).n_blocks <= 2);
    for (size_t t = 2; t <= 8; t++) {
        const size_t n_wide = nnt_grid_cut(256, 1024, 1024, t).n_blocks;
        cr_assert(n_wide >= t && n_wide <= 8 * t, "%zu threads: %zu blocks", t, n_wide);
        cr_assert(nnt_grid_cut(64, 128, 784, t).n_blocks >= t);
        cr_assert(nnt_grid_cut(1024, 10, 256, t).n_blocks >= t);
    }
}

/* ---- products ----------------------------------------------------------------------- */

typedef struct operands {
    nnt_dense size;
    real *x, *w, *b, *delta;
} operands;

static real *draw(size_t n, test_random *random) {
    real *numbers = malloc((n + 1) * sizeof *numbers);
    cr_assert(numbers != NULL);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = (real)test_random_between(random, -1, 1);
    }
    return numbers;
}

typedef void block_product(const operands *it, const nnt_block *block, real *c);

static void affine(const operands *it, const nnt_block *block, real *c) {
    nnt_affine_block(&it->size, block, it->x, it->w, it->b, c);
}

static void weight_gradient(const operands *it, const nnt_block *block, real *c) {
    nnt_weight_gradient_block(&it->size, block, it->x, it->delta, c);
}

static void input_gradient(const operands *it, const nnt_block *block, real *c) {
    nnt_input_gradient_block(&it->size, block, it->delta, it->w, c);
}

static void bias_gradient(const operands *it, const nnt_block *block, real *c) {
    nnt_bias_gradient_block(&it->size, block, it->delta, c);
}

/* Block by block, the last one first, and nothing behind the end. */
static void check_blocks(const operands *it, const nnt_grid *grid, block_product *run, real *want) {
    const size_t n = grid->rows * grid->columns;
    real *got = malloc((n + 1) * sizeof *got);
    cr_assert(got != NULL);
    got[n] = 42;
    for (size_t i = grid->n_blocks; i-- > 0;) {
        const nnt_block block = nnt_grid_block(grid, i);
        run(it, &block, got);
    }
    const size_t at = test_find_difference(n, got, want);
    cr_assert(at == n && got[n] == 42, "%zu x %zu in %zu blocks: element %zu", grid->rows,
              grid->columns, grid->n_blocks, at);
    free(got);
}

static void check_products(nnt_dense s, size_t n_threads, test_random *random) {
    const operands it = {.size = s,
                         .x = draw(s.n * s.in, random),
                         .w = draw(s.in * s.out, random),
                         .b = draw(s.out, random),
                         .delta = draw(s.n * s.out, random)};
    const size_t most = s.n * s.in + s.in * s.out + s.n * s.out;
    real *want = malloc((most + 1) * sizeof *want);
    cr_assert(want != NULL);
    const nnt_grid of_z = nnt_grid_cut(s.n, s.out, s.in, n_threads);
    nnt_affine(s.n, s.in, s.out, it.x, it.w, it.b, want);
    check_blocks(&it, &of_z, affine, want);
    const nnt_grid of_w = nnt_grid_cut(s.in, s.out, s.n, n_threads);
    nnt_weight_gradient(s.n, s.in, s.out, it.x, it.delta, want);
    check_blocks(&it, &of_w, weight_gradient, want);
    const nnt_grid of_x = nnt_grid_cut(s.n, s.in, s.out, n_threads);
    nnt_input_gradient(s.n, s.in, s.out, it.delta, it.w, want);
    check_blocks(&it, &of_x, input_gradient, want);
    const nnt_grid of_b = nnt_grid_cut(1, s.out, (size_t)1 << 20, n_threads);
    nnt_bias_gradient(s.n, s.out, it.delta, want);
    check_blocks(&it, &of_b, bias_gradient, want);
    free(it.x);
    free(it.w);
    free(it.b);
    free(it.delta);
    free(want);
}

NNT_TEST(grid, products_in_blocks_are_the_products) {
    static const nnt_dense sizes[] = {{64, 300, 128}, {61, 67, 45},  {203, 150, 1}, {17, 129, 200},
                                      {1, 400, 300},  {300, 33, 10}, {5, 3, 2},     {40, 1, 600}};
    test_skip_without_isa();
    test_random random = {4};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t t = 0; t < N_THREAD_COUNTS; t++) {
            check_products(sizes[i], thread_counts[t], &random);
        }
    }
}
