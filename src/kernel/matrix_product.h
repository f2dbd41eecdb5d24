/* One product c = start + a b with any strides, of which the three of a dense layer are
 * cases. Every element is one chain of fused multiply-adds over the steps from first to
 * last, whatever the blocking. */
#ifndef NNT_KERNEL_MATRIX_PRODUCT_H
#define NNT_KERNEL_MATRIX_PRODUCT_H

#include "kernel/real.h"

#define nnt_product_run NNT_CORE(nnt_product_run)

/* Element (row, step) of a is a[row * a_row + step * a_step]; element (step, column)
 * of b is b[step * b_step + column * b_column]; of each pair of strides one is 1; c has
 * rows of c_row numbers. All rows start from start[column * start_column]; where that
 * stride is 0, start[0 … NNT_TILE_COLUMNS-1] are equal. */
typedef struct nnt_product {
    size_t rows, columns, steps;
    const real *a;
    size_t a_row, a_step;
    const real *b;
    size_t b_step, b_column;
    const real *start;
    size_t start_column;
    real *c;
    size_t c_row;
} nnt_product;

void nnt_product_run(const nnt_product *p);

#endif
