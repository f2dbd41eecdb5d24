/* The three products of a dense layer as plain loops: the definition of every bit
 * that matrix.c must give. */
#include "kernel/matrix.h"

void nnt_reference_affine(
    size_t n, size_t in, size_t out, const real *x, const real *w, const real *b, real *z) {
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < out; j++) {
            real sum = b[j];
            for (size_t k = 0; k < in; k++) {
                sum = nnt_fma(x[i * in + k], w[k * out + j], sum);
            }
            z[i * out + j] = sum;
        }
    }
}

void nnt_reference_weight_gradient(
    size_t n, size_t in, size_t out, const real *x, const real *delta, real *grad_w) {
    for (size_t k = 0; k < in; k++) {
        for (size_t j = 0; j < out; j++) {
            real sum = 0;
            for (size_t i = 0; i < n; i++) {
                sum = nnt_fma(x[i * in + k], delta[i * out + j], sum);
            }
            grad_w[k * out + j] = sum;
        }
    }
}

void nnt_reference_input_gradient(
    size_t n, size_t in, size_t out, const real *delta, const real *w, real *grad_x) {
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < in; k++) {
            real sum = 0;
            for (size_t j = 0; j < out; j++) {
                sum = nnt_fma(delta[i * out + j], w[k * out + j], sum);
            }
            grad_x[i * in + k] = sum;
        }
    }
}
