/* The three products of a dense layer, row-major, weights stored (in, out).
 *
 * Order of accumulation, the same in every build, for any blocking and any number
 * of threads: each output element is one chain of fused multiply-adds over the
 * summed index from first to last, starting from the value stated below.
 * Arguments must not overlap, and need no alignment. Sizes may be 0. A result that is
 * NaN is some NaN: which one depends on the processor. */
#ifndef NNT_KERNEL_MATRIX_H
#define NNT_KERNEL_MATRIX_H

#include "kernel/real.h"

#define nnt_affine NNT_CORE(nnt_affine)
#define nnt_weight_gradient NNT_CORE(nnt_weight_gradient)
#define nnt_input_gradient NNT_CORE(nnt_input_gradient)
#define nnt_bias_gradient NNT_CORE(nnt_bias_gradient)
#define nnt_affine_block NNT_CORE(nnt_affine_block)
#define nnt_weight_gradient_block NNT_CORE(nnt_weight_gradient_block)
#define nnt_input_gradient_block NNT_CORE(nnt_input_gradient_block)
#define nnt_bias_gradient_block NNT_CORE(nnt_bias_gradient_block)
#define nnt_reference_affine NNT_CORE(nnt_reference_affine)
#define nnt_reference_weight_gradient NNT_CORE(nnt_reference_weight_gradient)
#define nnt_reference_input_gradient NNT_CORE(nnt_reference_input_gradient)

/* z = x w + b: z[i][j] starts from b[j] and sums over k = 0 … in-1.
 *   x (n, in)  w (in, out)  b (out)  z (n, out) */
void nnt_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z);

/* grad_w = x^T delta: grad_w[k][j] starts from 0 and sums over rows i = 0 … n-1.
 *   x (n, in)  delta (n, out)  grad_w (in, out) */
void nnt_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w);

/* grad_x = delta w^T: grad_x[i][k] starts from 0 and sums over j = 0 … out-1.
 *   delta (n, out)  w (in, out)  grad_x (n, in) */
void nnt_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x);

/* grad_b[j] = sum over rows i = 0 … n-1 of delta[i][j], from 0, plain additions.
 *   delta (n, out)  grad_b (out) */
void nnt_bias_gradient(size_t n, size_t out, const real *delta, real *grad_b);

/* The sizes of a layer's pass, and a part of a matrix. */
typedef struct nnt_dense {
    size_t n, in, out;
} nnt_dense;

typedef struct nnt_block {
    size_t row, n_rows, column, n_columns;
} nnt_block;

/* The elements of z, grad_w, grad_x or grad_b that lie in the block, and no others; of
 * grad_b those of the block's columns. The arrays are whole. */
void nnt_affine_block(const nnt_dense *size,
                      const nnt_block *block,
                      const real *x,
                      const real *w,
                      const real *b,
                      real *z);
void nnt_weight_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *x, const real *delta, real *grad_w);
void nnt_input_gradient_block(
    const nnt_dense *size, const nnt_block *block, const real *delta, const real *w, real *grad_x);
void nnt_bias_gradient_block(const nnt_dense *size,
                             const nnt_block *block,
                             const real *delta,
                             real *grad_b);

/* The definitions above written as plain loops, to test against. */
void nnt_reference_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z);
void nnt_reference_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w);
void nnt_reference_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x);

#endif
