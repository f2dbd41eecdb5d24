/* Cutting the result of a product. */
#include "kernel/grid.h"

/* Blocks are whole units, but for the last ones: two cache lines of columns, which
 * fill vectors of every width, and the rows of the highest tile. */
enum {
    UNIT_COLUMNS = 128 / sizeof(real),
    UNIT_ROWS = 8,
    /* Multiply-adds of a block for which waking a thread is worth while, and of blocks
     * that are large enough to have several for each thread, so that one that comes
     * late has less to do. */
    LEAST_WORK = 16384,
    AMPLE_WORK = 1 << 20,
    BLOCKS_PER_THREAD = 4
};

static size_t divide_up(size_t a, size_t b) {
    return (a + b - 1) / b;
}

/* Blocks that are wanted: one for each thread, or several. */
static size_t count_wanted(double work, size_t n_threads) {
    const double n = (double)n_threads;
    if (n_threads == 1 || work < 2 * LEAST_WORK) {
        return 1;
    }
    if (work >= n * BLOCKS_PER_THREAD * AMPLE_WORK) {
        return n_threads * BLOCKS_PER_THREAD;
    }
    return work < n * LEAST_WORK ? (size_t)(work / LEAST_WORK) : n_threads;
}

/* A length in at most `n` blocks of whole units: the length of a block. */
static size_t cut_length(size_t length, size_t unit, size_t n) {
    return divide_up(divide_up(length, unit), n) * unit;
}

/* Blocks side by side share nothing of b, which would have to be packed twice by blocks
 * below each other: columns are cut first. */
nnt_grid nnt_grid_cut(size_t rows, size_t columns, size_t steps, size_t n_threads) {
    const double work = (double)rows * (double)columns * (double)steps;
    const size_t n_wanted = count_wanted(work, n_threads);
    nnt_grid grid = {.rows = rows,
                     .columns = columns,
                     .block_rows = rows,
                     .block_columns = columns,
                     .n_across = 1,
                     .n_blocks = 1};
    if (n_wanted > 1) {
        grid.block_columns = cut_length(columns, UNIT_COLUMNS, n_wanted);
        grid.n_across = divide_up(columns, grid.block_columns);
        grid.block_rows = cut_length(rows, UNIT_ROWS, divide_up(n_wanted, grid.n_across));
        grid.n_blocks = grid.n_across * divide_up(rows, grid.block_rows);
    }
    return grid;
}

nnt_block nnt_grid_block(const nnt_grid *grid, size_t index) {
    const size_t row = index / grid->n_across * grid->block_rows;
    const size_t column = index % grid->n_across * grid->block_columns;
    const size_t rows_left = grid->rows - row;
    const size_t columns_left = grid->columns - column;
    return (nnt_block){.row = row,
                       .n_rows = rows_left < grid->block_rows ? rows_left : grid->block_rows,
                       .column = column,
                       .n_columns =
                           columns_left < grid->block_columns ? columns_left : grid->block_columns};
}
