/* The products of a layer with two outputs, as networks for two classes end: tiles with a
 * lane for each output would leave most lanes empty. The same chains, so the same bits. */
#ifndef NNT_KERNEL_MATRIX_PAIR_H
#define NNT_KERNEL_MATRIX_PAIR_H

#include "kernel/simd.h"
#include <stdbool.h>

/* With more inputs, rows are so far apart that walking down a strip of them is slow. */
enum { NNT_PAIR_INPUTS = 64, NNT_PAIR_ROWS = 8 };

/* Whether the functions below are for a layer with so many outputs, as far as they ask for no
 * number of inputs … */
NNT_TEMPLATE bool nnt_pair_suits_outputs(size_t out) {
    return NNT_LANES >= 4 && out == 2;
}

/* … and where they do. */
NNT_TEMPLATE bool nnt_pair_suits(size_t in, size_t out) {
    return nnt_pair_suits_outputs(out) && in <= NNT_PAIR_INPUTS;
}

/* `rows` is a constant where this is called. */
NNT_TEMPLATE void
nnt_pair_rows(size_t rows, size_t in, const real *x, const real *w, vreal start, real *z) {
    vreal sum[NNT_PAIR_ROWS];
    NNT_UNROLL for (size_t i = 0; i < rows; i++) {
        sum[i] = start;
    }
    for (size_t k = 0; k < in; k++) {
        const vreal both = nnt_simd_load_pair(w + 2 * k);
        NNT_UNROLL for (size_t i = 0; i < rows; i++) {
            sum[i] = nnt_simd_fma(nnt_simd_broadcast(x[i * in + k]), both, sum[i]);
        }
    }
    NNT_UNROLL for (size_t i = 0; i + 1 < rows; i += 2) {
        nnt_simd_store_pairs(z + 2 * i, sum[i], sum[i + 1]);
    }
    if (rows == 1) {
        nnt_simd_store_first(z, sum[0], 2);
    }
}

NNT_TEMPLATE void
nnt_pair_affine(size_t n, size_t in, const real *x, const real *w, const real *b, real *z) {
    const vreal start = nnt_simd_load_pair(b);
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        nnt_pair_rows(8, in, x + i * in, w, start, z + 2 * i);
    }
    if (i + 4 <= n) {
        nnt_pair_rows(4, in, x + i * in, w, start, z + 2 * i);
        i += 4;
    }
    if (i + 2 <= n) {
        nnt_pair_rows(2, in, x + i * in, w, start, z + 2 * i);
        i += 2;
    }
    if (i < n) {
        nnt_pair_rows(1, in, x + i * in, w, start, z + 2 * i);
    }
}

/* Numbers of both outputs, `count` of each, side by side in memory. */
NNT_TEMPLATE void nnt_pair_load(const real *from, size_t count, vreal *first, vreal *second) {
    vreal low, high = nnt_simd_broadcast(0);
    if (count == NNT_LANES) {
        low = nnt_simd_load(from);
        high = nnt_simd_load(from + NNT_LANES);
    } else if (2 * count > NNT_LANES) {
        low = nnt_simd_load(from);
        high = nnt_simd_load_first(from + NNT_LANES, 2 * count - NNT_LANES);
    } else {
        low = nnt_simd_load_first(from, 2 * count);
    }
    nnt_simd_separate(low, high, first, second);
}

NNT_TEMPLATE void nnt_pair_store(real *to, size_t count, vreal first, vreal second) {
    vreal low, high;
    nnt_simd_interleave(first, second, &low, &high);
    if (count == NNT_LANES) {
        nnt_simd_store(to, low);
        nnt_simd_store(to + NNT_LANES, high);
    } else if (2 * count > NNT_LANES) {
        nnt_simd_store(to, low);
        nnt_simd_store_first(to + NNT_LANES, high, 2 * count - NNT_LANES);
    } else {
        nnt_simd_store_first(to, low, 2 * count);
    }
}

/* A strip of `count` inputs: lanes are inputs. is_full: they fill a vector. */
NNT_TEMPLATE void nnt_pair_weight_strip(
    size_t n, size_t in, size_t count, bool is_full, const real *x, const real *delta, real *grad) {
    vreal first = nnt_simd_broadcast(0), second = first;
    for (size_t i = 0; i < n; i++) {
        const vreal of_row =
            is_full ? nnt_simd_load(x + i * in) : nnt_simd_load_first(x + i * in, count);
        first = nnt_simd_fma(of_row, nnt_simd_broadcast(delta[2 * i]), first);
        second = nnt_simd_fma(of_row, nnt_simd_broadcast(delta[2 * i + 1]), second);
    }
    nnt_pair_store(grad, count, first, second);
}

NNT_TEMPLATE void
nnt_pair_weight_gradient(size_t n, size_t in, const real *x, const real *delta, real *grad_w) {
    size_t k = 0;
    for (; k + NNT_LANES <= in; k += NNT_LANES) {
        nnt_pair_weight_strip(n, in, NNT_LANES, true, x + k, delta, grad_w + 2 * k);
    }
    if (k < in) {
        nnt_pair_weight_strip(n, in, in - k, false, x + k, delta, grad_w + 2 * k);
    }
}

NNT_TEMPLATE void nnt_pair_input_strip(
    size_t n, size_t in, size_t count, bool is_full, const real *delta, const real *w, real *grad) {
    vreal first, second;
    nnt_pair_load(w, count, &first, &second);
    for (size_t i = 0; i < n; i++) {
        vreal sum = nnt_simd_broadcast(0);
        sum = nnt_simd_fma(nnt_simd_broadcast(delta[2 * i]), first, sum);
        sum = nnt_simd_fma(nnt_simd_broadcast(delta[2 * i + 1]), second, sum);
        if (is_full) {
            nnt_simd_store(grad + i * in, sum);
        } else {
            nnt_simd_store_first(grad + i * in, sum, count);
        }
    }
}

NNT_TEMPLATE void
nnt_pair_input_gradient(size_t n, size_t in, const real *delta, const real *w, real *grad_x) {
    size_t k = 0;
    for (; k + NNT_LANES <= in; k += NNT_LANES) {
        nnt_pair_input_strip(n, in, NNT_LANES, true, delta, w + 2 * k, grad_x + k);
    }
    if (k < in) {
        nnt_pair_input_strip(n, in, in - k, false, delta, w + 2 * k, grad_x + k);
    }
}

/* grad_b: plain additions. */
NNT_TEMPLATE void nnt_pair_bias_gradient(size_t n, const real *delta, real *grad_b) {
    real first = 0, second = 0;
    for (size_t i = 0; i < n; i++) {
        first += delta[2 * i];
        second += delta[2 * i + 1];
    }
    grad_b[0] = first;
    grad_b[1] = second;
}

#endif
