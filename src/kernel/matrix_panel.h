/* Operands of a product turned or copied before its tiles read them many times: they are
 * small enough to live on the stack. */
#ifndef NNT_KERNEL_MATRIX_PANEL_H
#define NNT_KERNEL_MATRIX_PANEL_H

#include "base/memory.h"
#include "kernel/matrix_tile.h"

/* A panel takes 96 KiB in vectors of 32 bytes and 192 KiB in vectors of 64: it stays in the
 * second-level cache, which keeps pace with a tile. Shorter panels, in the first, gain less
 * than is lost in going over the results more often. */
enum { NNT_PANEL_STEPS = 1024 };
_Static_assert(NNT_PANEL_STEPS % NNT_LANES == 0, "a panel must hold whole squares");

/* Steps of b with the columns of one strip: (NNT_PANEL_STEPS, NNT_TILE_COLUMNS). */
typedef struct nnt_panel {
    _Alignas(NNT_ALIGNMENT) real number[NNT_PANEL_STEPS * NNT_TILE_COLUMNS];
} nnt_panel;

/* panel[step][column] = b[step][column]. */
NNT_TEMPLATE void
nnt_panel_copy(nnt_panel *panel, const real *b, size_t b_step, size_t steps, size_t columns) {
    for (size_t step = 0; step < steps; step++) {
        const real *from = b + step * b_step;
        real *to = panel->number + step * NNT_TILE_COLUMNS;
        if (columns == NNT_TILE_COLUMNS) {
            NNT_UNROLL for (size_t v = 0; v < NNT_TILE_VECTORS; v++) {
                nnt_simd_store(to + v * NNT_LANES, nnt_simd_load(from + v * NNT_LANES));
            }
        } else {
            for (size_t column = 0; column < columns; column++) {
                to[column] = from[column];
            }
        }
    }
}

/* A square of a matrix that is turned. Rows of `from` that do not exist become columns of
 * zeros; columns that do not exist land behind the last one. */
NNT_TEMPLATE void nnt_turn_square(
    real *to, size_t to_row, const real *from, size_t from_row, size_t rows, size_t columns) {
    if (rows == NNT_LANES && columns == NNT_LANES) {
        nnt_simd_turn(to, to_row, from, from_row);
        return;
    }
    vreal row[NNT_LANES];
    NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
        row[i] =
            i < columns ? nnt_simd_load_first(from + i * from_row, rows) : nnt_simd_broadcast(0);
    }
    nnt_simd_transpose(row);
    NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
        nnt_simd_store(to + i * to_row, row[i]);
    }
}

/* to[row][column] = from[column][row]: in squares, unless those would be mostly empty, so
 * `to` needs room for whole ones. */
NNT_TEMPLATE void
nnt_turn(real *to, size_t to_row, const real *from, size_t from_row, size_t rows, size_t columns) {
    if (2 * rows < NNT_LANES || 2 * columns < NNT_LANES) {
        for (size_t column = 0; column < columns; column++) {
            for (size_t row = 0; row < rows; row++) {
                to[row * to_row + column] = from[column * from_row + row];
            }
        }
        return;
    }
    for (size_t column = 0; column < columns; column += NNT_LANES) {
        const size_t square_columns = columns - column < NNT_LANES ? columns - column : NNT_LANES;
        for (size_t row = 0; row < rows; row += NNT_LANES) {
            const size_t square_rows = rows - row < NNT_LANES ? rows - row : NNT_LANES;
            nnt_turn_square(to + row * to_row + column, to_row, from + column * from_row + row,
                            from_row, square_rows, square_columns);
        }
    }
}

#endif
