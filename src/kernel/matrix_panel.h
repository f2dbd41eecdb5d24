/* Panels: parts of an operand copied into consecutive memory before the tiles of a
 * product read them many times. They are small enough to live on the stack. */
#ifndef NNT_KERNEL_MATRIX_PANEL_H
#define NNT_KERNEL_MATRIX_PANEL_H

#include "kernel/matrix_tile.h"

enum {
    NNT_PANEL_BYTES = 49152,
    NNT_PANEL_STEPS = NNT_PANEL_BYTES / (NNT_TILE_COLUMNS * (int)sizeof(real))
};
_Static_assert(NNT_PANEL_STEPS % NNT_LANES == 0, "a panel must hold whole squares");

/* Steps of b with the columns of one strip: (NNT_PANEL_STEPS, NNT_TILE_COLUMNS). */
typedef struct nnt_panel {
    real number[NNT_PANEL_STEPS * NNT_TILE_COLUMNS];
} nnt_panel;

/* panel[step][column] = b[step][column]. */
NNT_INLINE void
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

/* A square of b given transposed. Rows of b that do not exist become columns of
 * zeros; steps that do not exist land behind the last one, inside the panel. */
NNT_INLINE void
nnt_panel_transpose_square(real *to, const real *b, size_t b_column, size_t steps, size_t columns) {
    vreal row[NNT_LANES];
    if (steps == NNT_LANES && columns == NNT_LANES) {
        NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
            row[i] = nnt_simd_load(b + i * b_column);
        }
    } else {
        NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
            row[i] =
                i < columns ? nnt_simd_load_first(b + i * b_column, steps) : nnt_simd_broadcast(0);
        }
    }
    nnt_simd_transpose(row);
    NNT_UNROLL for (size_t i = 0; i < NNT_LANES; i++) {
        nnt_simd_store(to + i * NNT_TILE_COLUMNS, row[i]);
    }
}

/* panel[step][column] = b[column][step]: in squares, unless those would be mostly
 * empty. */
NNT_INLINE void nnt_panel_transpose(
    nnt_panel *panel, const real *b, size_t b_column, size_t steps, size_t columns) {
    if (2 * steps < NNT_LANES || 2 * columns < NNT_LANES) {
        for (size_t column = 0; column < columns; column++) {
            for (size_t step = 0; step < steps; step++) {
                panel->number[step * NNT_TILE_COLUMNS + column] = b[column * b_column + step];
            }
        }
        return;
    }
    for (size_t column = 0; column < columns; column += NNT_LANES) {
        size_t square_columns = columns - column < NNT_LANES ? columns - column : NNT_LANES;
        for (size_t step = 0; step < steps; step += NNT_LANES) {
            size_t square_steps = steps - step < NNT_LANES ? steps - step : NNT_LANES;
            nnt_panel_transpose_square(panel->number + step * NNT_TILE_COLUMNS + column,
                                       b + column * b_column + step, b_column, square_steps,
                                       square_columns);
        }
    }
}

#endif
