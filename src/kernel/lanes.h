/* Several networks of one shape at once, one in each lane of a vector: where one
 * network has a number, they have NNT_TEAM_LANES side by side. Element e of lane l of
 * an array stands at e * NNT_TEAM_LANES + l. What works on single numbers (an
 * activation, an optimizer's step, nnt_bias_gradient) works on such arrays as it is,
 * with NNT_TEAM_LANES times as many of them; here is what does not.
 *
 * The products accumulate each element in the order that matrix.h states, so that a
 * lane gets the bits that its network would get alone. Arrays must not overlap and
 * need no alignment. */
#ifndef NNT_KERNEL_LANES_H
#define NNT_KERNEL_LANES_H

#include "kernel/real.h"

/* One 64-byte line, the widest vector there is: 16 of float, 8 of double. */
enum { NNT_TEAM_LANES = 64 / sizeof(real) };

/* A loop over the lanes of one number. Left to themselves compilers unroll so short a
 * loop before they look for vectors in it, and find none. */
#if defined(__clang__)
#define NNT_KEEP_LOOP _Pragma("clang loop unroll(disable)")
#else
#define NNT_KEEP_LOOP _Pragma("GCC unroll 1")
#endif
#define NNT_FOR_LANES(lane) NNT_KEEP_LOOP for (size_t lane = 0; lane < NNT_TEAM_LANES; lane++)

#define nnt_lanes_affine NNT_CORE(nnt_lanes_affine)
#define nnt_lanes_weight_gradient NNT_CORE(nnt_lanes_weight_gradient)
#define nnt_lanes_input_gradient NNT_CORE(nnt_lanes_input_gradient)
#define nnt_lanes_put NNT_CORE(nnt_lanes_put)
#define nnt_lanes_get NNT_CORE(nnt_lanes_get)

/* z = x w + b   x (n, in)  w (in, out)  b (out)  z (n, out), each with its lanes */
void nnt_lanes_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z);

/* grad_w = x^T delta   x (n, in)  delta (n, out)  grad_w (in, out) */
void nnt_lanes_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w);

/* grad_x = delta w^T   delta (n, out)  w (in, out)  grad_x (n, in) */
void nnt_lanes_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x);

/* One lane's n numbers, into the lanes and out of them. */
void nnt_lanes_put(size_t n, size_t lane, const real *from, real *lanes);
void nnt_lanes_get(size_t n, size_t lane, const real *lanes, real *to);

#endif
