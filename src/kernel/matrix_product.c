/* A product in tiles of registers (matrix_tile.h).
 *
 * It is cut into strips of columns as wide as a tile. Where b is too large for the
 * first-level cache and many rows use it, or where it is given transposed, each strip of b
 * is copied into a panel, which takes so many steps that nearly always one is enough;
 * otherwise the chains continue from c, which holds them exactly. Where a is given
 * transposed and many strips read it, chunks of its rows are turned before. Where few
 * columns would leave many lanes empty, rows take their places. */
#include "kernel/matrix_product.h"
#include "kernel/matrix_half.h"
#include "kernel/matrix_panel.h"

enum {
    /* A chunk of a that is turned: half a second-level cache, or what takes its place. */
    CHUNK_NUMBERS = 524288 / sizeof(real),
    /* b is used where it lies if it is smaller than this or few rows use it. */
    SMALL_BYTES = 16384,
    FEW_ROWS = 2 * NNT_TILE_ROWS,
    /* a is turned if it has so many columns to be read for. */
    MANY_COLUMNS = 8 * NNT_TILE_COLUMNS,
    LINE_NUMBERS = NNT_ALIGNMENT / sizeof(real),
    /* The lines of a row of a strip. */
    STRIP_LINES = (NNT_TILE_COLUMNS + LINE_NUMBERS - 1) / LINE_NUMBERS,
    /* What is turned at once where columns are few. */
    NARROW_COLUMNS = 2 * NNT_LANES,
    NARROW_ROWS = 4 * NNT_TILE_COLUMNS
};

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* A tile of the highest kind, which may be one of the last in its strip: each of those asks
 * for one line of every row of the next strip. When that is copied, its lines have come,
 * and have not been pushed out again. */
NNT_TEMPLATE void run_high_tile(
    const nnt_tile *tile, bool is_a_transposed, size_t rows, size_t vectors, bool is_full) {
    const size_t most = nnt_tile_rows(vectors);
    const size_t n_below = rows / most - 1;
    if (vectors == NNT_TILE_VECTORS && is_full && tile->ahead && n_below < STRIP_LINES) {
        nnt_tile fetching = *tile;
        fetching.ahead += n_below * LINE_NUMBERS;
        nnt_tile_run(&fetching, is_a_transposed, most, vectors, is_full, true);
    } else {
        nnt_tile_run(tile, is_a_transposed, most, vectors, is_full, false);
    }
}

/* Runs one tile of as many of the `rows` rows as it can hold; returns how many. */
NNT_TEMPLATE size_t
run_tile(const nnt_tile *tile, bool is_a_transposed, size_t rows, size_t vectors, bool is_full) {
    const size_t most = nnt_tile_rows(vectors);
    /* Eight rows are better four and four than six and two. */
    if (rows >= most && !(most == 6 && rows == 8)) {
        run_high_tile(tile, is_a_transposed, rows, vectors, is_full);
        return most;
    }
    if (most > 4 && rows >= 4) {
        nnt_tile_run(tile, is_a_transposed, 4, vectors, is_full, false);
        return 4;
    }
    if (rows >= 2) {
        nnt_tile_run(tile, is_a_transposed, 2, vectors, is_full, false);
        return 2;
    }
    nnt_tile_run(tile, is_a_transposed, 1, vectors, is_full, false);
    return 1;
}

/* The tile and those below it, for `rows` rows of one strip. */
NNT_TEMPLATE void
run_tiles(nnt_tile tile, bool is_a_transposed, size_t rows, size_t vectors, bool is_full) {
    size_t done;
    for (; rows > 0; rows -= done) {
        done = run_tile(&tile, is_a_transposed, rows, vectors, is_full);
        tile.a += done * tile.a_row;
        tile.c += done * tile.c_row;
        tile.start += done * tile.start_row;
    }
}

/* One strip of at most half a vector. */
NNT_TEMPLATE void run_half_tiles(nnt_tile tile, bool is_a_transposed, size_t rows, bool is_full) {
    size_t done;
    for (; rows > 0; rows -= done) {
        done = rows >= 8 ? 8 : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
        if (done == 8) {
            nnt_half_run(&tile, is_a_transposed, 8, is_full);
        } else if (done == 4) {
            nnt_half_run(&tile, is_a_transposed, 4, is_full);
        } else if (done == 2) {
            nnt_half_run(&tile, is_a_transposed, 2, is_full);
        } else {
            nnt_half_run(&tile, is_a_transposed, 1, is_full);
        }
        tile.a += done * tile.a_row;
        tile.c += done * tile.c_row;
        tile.start += done * tile.start_row;
    }
}

NNT_TEMPLATE void run_columns(nnt_tile tile, bool is_a_transposed, size_t rows, size_t columns) {
    const size_t vectors = (columns + NNT_LANES - 1) / NNT_LANES;
    tile.last_count = columns - (vectors - 1) * NNT_LANES;
    if (columns == NNT_HALF_LANES) {
        run_half_tiles(tile, is_a_transposed, rows, true);
    } else if (columns <= NNT_HALF_LANES) {
        run_half_tiles(tile, is_a_transposed, rows, false);
    } else if (columns == 3 * NNT_LANES) {
        run_tiles(tile, is_a_transposed, rows, 3, true);
    } else if (columns == 2 * NNT_LANES) {
        run_tiles(tile, is_a_transposed, rows, 2, true);
    } else if (vectors == 3) {
        run_tiles(tile, is_a_transposed, rows, 3, false);
    } else if (vectors == 2) {
        run_tiles(tile, is_a_transposed, rows, 2, false);
    } else {
        run_tiles(tile, is_a_transposed, rows, 1, false);
    }
}

static void run_strip(const nnt_tile *tile, size_t rows, size_t columns) {
    if (tile->a_step == 1) {
        run_columns(*tile, false, rows, columns);
    } else {
        run_columns(*tile, true, rows, columns);
    }
}

/* The columns of the next strip. Two strips of two vectors keep the processor busier than
 * one of three and one of a single vector. */
static size_t choose_strip(size_t columns) {
    if (columns > NNT_TILE_COLUMNS && columns <= NNT_TILE_COLUMNS + NNT_LANES) {
        return 2 * NNT_LANES;
    }
    return smaller(columns, NNT_TILE_COLUMNS);
}

/* ---- b where it lies ---------------------------------------------------------------- */

static void run_in_place(const nnt_product *p) {
    nnt_tile tile = {.steps = p->steps,
                     .a = p->a,
                     .a_row = p->a_row,
                     .a_step = p->a_step,
                     .b_step = p->b_step,
                     .c_row = p->c_row};
    size_t n_columns = 0;
    for (size_t column = 0; column < p->columns; column += n_columns) {
        n_columns = choose_strip(p->columns - column);
        tile.b = p->b + column * p->b_column;
        tile.c = p->c + column;
        tile.start = p->start + column * p->start_column;
        run_strip(&tile, p->rows, n_columns);
    }
}

/* ---- b in panels -------------------------------------------------------------------- */

/* A chunk of rows and a block of steps. */
typedef struct part {
    size_t row, n_rows;
    size_t step, n_steps;
} part;

/* A strip of the part, from `column` on; the tile knows a. */
static void run_part_strip(
    const nnt_product *p, const part *at, nnt_tile tile, size_t column, size_t n_columns) {
    nnt_panel panel;
    const real *b = p->b + at->step * p->b_step + column * p->b_column;
    if (p->b_column == 1) {
        if (column + n_columns < p->columns) {
            tile.ahead = b + n_columns;
            tile.ahead_step = p->b_step;
        }
        nnt_panel_copy(&panel, b, p->b_step, at->n_steps, n_columns);
    } else {
        nnt_turn(panel.number, NNT_TILE_COLUMNS, b, p->b_column, at->n_steps, n_columns);
    }
    tile.b = panel.number;
    tile.b_step = NNT_TILE_COLUMNS;
    tile.c = p->c + at->row * p->c_row + column;
    tile.c_row = p->c_row;
    if (at->step > 0) {
        tile.start = tile.c;
        tile.start_row = tile.c_row;
    } else {
        tile.start = p->start + column * p->start_column;
    }
    run_strip(&tile, at->n_rows, n_columns);
}

static void run_strips(const nnt_product *p, const part *at, const nnt_tile *tile) {
    size_t n_columns = 0;
    for (size_t column = 0; column < p->columns; column += n_columns) {
        n_columns = choose_strip(p->columns - column);
        run_part_strip(p, at, *tile, column, n_columns);
    }
}

/* The part with its a turned, so that the steps of a row lie side by side. */
static void run_strips_turned(const nnt_product *p, const part *at, const nnt_tile *tile) {
    _Alignas(NNT_ALIGNMENT) real turned[CHUNK_NUMBERS];
    nnt_tile from_turned = *tile;
    from_turned.a = turned;
    from_turned.a_row = (at->n_steps + NNT_LANES - 1) / NNT_LANES * NNT_LANES;
    from_turned.a_step = 1;
    nnt_turn(turned, from_turned.a_row, tile->a, tile->a_step, at->n_rows, at->n_steps);
    run_strips(p, at, &from_turned);
}

static void run_part(const nnt_product *p, const part *at, bool is_turned) {
    const nnt_tile tile = {.steps = at->n_steps,
                           .a = p->a + at->row * p->a_row + at->step * p->a_step,
                           .a_row = p->a_row,
                           .a_step = p->a_step};
    if (is_turned) {
        run_strips_turned(p, at, &tile);
    } else {
        run_strips(p, at, &tile);
    }
}

/* The length of blocks of steps, all but the last equal and whole vectors. */
static size_t choose_block(size_t steps) {
    size_t n_blocks = (steps + NNT_PANEL_STEPS - 1) / NNT_PANEL_STEPS;
    size_t block = (steps + n_blocks - 1) / n_blocks;
    return (block + NNT_LANES - 1) / NNT_LANES * NNT_LANES;
}

static void run_in_panels(const nnt_product *p) {
    const bool is_turned = p->a_step != 1 && p->columns >= MANY_COLUMNS;
    const size_t block = choose_block(p->steps);
    const size_t chunk = is_turned ? CHUNK_NUMBERS / block / NNT_LANES * NNT_LANES : p->rows;
    for (size_t row = 0; row < p->rows; row += chunk) {
        for (size_t step = 0; step < p->steps; step += block) {
            const part at = {.row = row,
                             .n_rows = smaller(p->rows - row, chunk),
                             .step = step,
                             .n_steps = smaller(p->steps - step, block)};
            run_part(p, &at, is_turned);
        }
    }
}

static void run_wide(const nnt_product *p) {
    bool is_b_small = p->rows < FEW_ROWS || p->steps * p->b_step * sizeof(real) <= SMALL_BYTES;
    if (p->steps == 0 || (p->b_column == 1 && is_b_small)) {
        run_in_place(p);
    } else {
        run_in_panels(p);
    }
}

/* ---- few columns -------------------------------------------------------------------- */

static size_t count_vectors(size_t numbers) {
    return (numbers + NNT_LANES - 1) / NNT_LANES;
}

/* Whether the product takes clearly less with rows for columns. a must lie right for that:
 * turning it would take what is gained. */
static bool is_narrow(const nnt_product *p) {
    const bool may_turn = p->a_row == 1 && p->b_column == 1 && p->start_column == 0;
    return may_turn && p->columns <= NARROW_COLUMNS && p->steps >= NNT_LANES &&
           4 * p->columns * count_vectors(p->rows) <= 3 * p->rows * count_vectors(p->columns);
}

/* c[k][j] = from[j][k] of some rows k and the columns of up to one vector. */
static void store_turned(real *c, size_t c_row, const real *from, size_t rows, size_t columns) {
    for (size_t row = 0; row < rows; row += NNT_LANES) {
        vreal turned[NNT_LANES];
        NNT_UNROLL for (size_t j = 0; j < NNT_LANES; j++) {
            turned[j] = nnt_simd_load(from + smaller(j, columns - 1) * NARROW_ROWS + row);
        }
        nnt_simd_transpose(turned);
        NNT_UNROLL for (size_t k = 0; k < NNT_LANES; k++) {
            if (row + k < rows) {
                nnt_simd_store_first(c + (row + k) * c_row, turned[k], columns);
            }
        }
    }
}

static void run_narrow(const nnt_product *p) {
    real turned[NARROW_COLUMNS * NARROW_ROWS];
    for (size_t row = 0; row < p->rows; row += NARROW_ROWS) {
        const size_t n_rows = smaller(p->rows - row, NARROW_ROWS);
        const nnt_product of_rows = {.rows = p->columns,
                                     .columns = n_rows,
                                     .steps = p->steps,
                                     .a = p->b,
                                     .a_row = 1,
                                     .a_step = p->b_step,
                                     .b = p->a + row,
                                     .b_step = p->a_step,
                                     .b_column = 1,
                                     .start = p->start,
                                     .c = turned,
                                     .c_row = NARROW_ROWS};
        run_wide(&of_rows);
        for (size_t column = 0; column < p->columns; column += NNT_LANES) {
            store_turned(p->c + row * p->c_row + column, p->c_row, turned + column * NARROW_ROWS,
                         n_rows, smaller(p->columns - column, NNT_LANES));
        }
    }
}

void nnt_product_run(const nnt_product *p) {
    if (is_narrow(p)) {
        run_narrow(p);
    } else {
        run_wide(p);
    }
}
