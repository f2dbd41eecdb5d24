/* The joint normal law of the pre-activations of all rows, carried from layer to
 * layer: the covariance K of theory.h. */
#ifndef NNT_THEORY_ROW_KERNEL_H
#define NNT_THEORY_ROW_KERNEL_H

#include "theory/moments.h"

/* n rows, at one hidden layer. */
typedef struct nnt_row_kernel {
    size_t n;
    double mean;                 /* of z: the mean of the biases */
    double *covariance;          /* (n, n) of the rows' z, symmetric */
    double *input_square;        /* (n) |a[l-1]|^2 */
    nnt_theory_moments *moments; /* (n) of this layer, after look */
    double *coefficients;        /* (NNT_HERMITE_TERMS, n) likewise */
    double *products;            /* (3, n) working storage of one row of pairs */
    nnt_theory_scratch *scratch;
} nnt_row_kernel;

/* Row i of n that are looked at, of `total`, at equal distances. */
size_t nnt_row_kernel_pick(size_t i, size_t n, size_t total);

/* At the first layer, of n rows of the data. */
NNT_MUST_CHECK nnt_status nnt_row_kernel_create(const nnt_theory_layer *layer,
                                                const nnt_theory_data *data,
                                                size_t n,
                                                nnt_row_kernel *kernel,
                                                nnt_error *error);

/* Finds the moments of every row under this layer's function. */
void nnt_row_kernel_look(nnt_row_kernel *kernel, const nnt_theory_function *function);

/* The same where nothing is to follow: most of the work is for what advances. */
void nnt_row_kernel_look_last(nnt_row_kernel *kernel, const nnt_theory_function *function);

/* From the z of a layer of `units` units, looked at, to those of the next. */
void nnt_row_kernel_advance(nnt_row_kernel *kernel, const nnt_theory_layer *next);

/* False once a variance is too large for doubles; then nothing above may be called. */
bool nnt_row_kernel_is_finite(const nnt_row_kernel *kernel);

double nnt_row_kernel_square(const nnt_row_kernel *kernel); /* mean of z^2 over rows */

/* Mean over pairs of E[z z'] / sqrt(E[z^2] E[z'^2]). Rows of zeros are left out, as they
 * are where it is measured; 1 when there are no two others. */
double nnt_row_kernel_correlation(const nnt_row_kernel *kernel);

void nnt_row_kernel_clear(nnt_row_kernel *kernel);

#endif
