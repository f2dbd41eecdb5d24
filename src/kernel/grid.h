/* How the result of a matrix product is dealt out to several threads: in blocks. An
 * element's sum lies within one block, so how the blocks are cut changes no bits. */
#ifndef NNT_KERNEL_GRID_H
#define NNT_KERNEL_GRID_H

#include "kernel/matrix.h"

#define nnt_grid_cut NNT_CORE(nnt_grid_cut)
#define nnt_grid_block NNT_CORE(nnt_grid_block)

typedef struct nnt_grid {
    size_t rows, columns;             /* of the result */
    size_t block_rows, block_columns; /* of all blocks but the last ones */
    size_t n_across, n_blocks;        /* blocks side by side; all of them */
} nnt_grid;

/* Cuts the result (rows, columns) of a product that sums over `steps`. Small products
 * and those of one thread stay in one piece. */
nnt_grid nnt_grid_cut(size_t rows, size_t columns, size_t steps, size_t n_threads);

nnt_block nnt_grid_block(const nnt_grid *grid, size_t index);

#endif
