/* Covariances between rows, by Hermite series. The series of a function with a kink
 * converges slowly where rows are much alike; what it leaves is known exactly and is
 * spread over the higher terms. Every step keeps the matrix positive semidefinite:
 * sums of element-wise powers of one are, times outer products (Schur). */
#include "theory/row_kernel.h"

#include "base/memory.h"
#include <math.h>
#include <string.h>

size_t nnt_row_kernel_pick(size_t i, size_t n, size_t total) {
    return i * (total / n) + i * (total % n) / n;
}

static double dot(size_t n, const double *x, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

static nnt_status allocate(size_t n, nnt_row_kernel *kernel, nnt_error *error) {
    *kernel = (nnt_row_kernel){.n = n};
    /* n is at most NNT_THEORY_MOST_ROWS: the products fit. */
    kernel->covariance = nnt_allocate(n * n, sizeof(double));
    kernel->input_square = nnt_allocate(n, sizeof(double));
    kernel->moments = nnt_allocate(n, sizeof(nnt_theory_moments));
    kernel->coefficients = nnt_allocate(NNT_HERMITE_TERMS * n, sizeof(double));
    kernel->products = nnt_allocate(3 * n, sizeof(double));
    kernel->scratch = nnt_allocate(1, sizeof(nnt_theory_scratch));
    if (!kernel->covariance || !kernel->input_square || !kernel->moments || !kernel->coefficients ||
        !kernel->products || !kernel->scratch) {
        nnt_row_kernel_clear(kernel);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the kernel of %zu rows", n);
    }
    return NNT_OK;
}

nnt_status nnt_row_kernel_create(const nnt_theory_layer *layer,
                                 const nnt_theory_data *data,
                                 size_t n,
                                 nnt_row_kernel *kernel,
                                 nnt_error *error) {
    const nnt_status status = allocate(n, kernel, error);
    if (status != NNT_OK) {
        return status;
    }
    const size_t d = data->n_features;
    const double weight_variance = layer->weight_deviation * layer->weight_deviation;
    const double bias_variance = layer->bias_deviation * layer->bias_deviation;
    kernel->mean = layer->bias_mean;
    for (size_t i = 0; i < n; i++) {
        const double *x = data->features + nnt_row_kernel_pick(i, n, data->n_rows) * d;
        for (size_t j = 0; j <= i; j++) {
            const double *y = data->features + nnt_row_kernel_pick(j, n, data->n_rows) * d;
            const double product = dot(d, x, y);
            kernel->covariance[i * n + j] = weight_variance * product + bias_variance;
            kernel->covariance[j * n + i] = kernel->covariance[i * n + j];
            kernel->input_square[i] = product; /* of j = i in the end */
        }
    }
    return NNT_OK;
}

void nnt_row_kernel_look(nnt_row_kernel *kernel, const nnt_theory_function *function) {
    const size_t n = kernel->n;
    double coefficients[NNT_HERMITE_TERMS];
    for (size_t i = 0; i < n; i++) {
        nnt_theory_moments_find(function, kernel->mean, kernel->covariance[i * n + i],
                                kernel->scratch, &kernel->moments[i], coefficients);
        for (size_t k = 0; k < NNT_HERMITE_TERMS; k++) {
            kernel->coefficients[k * n + i] = coefficients[k];
        }
    }
}

void nnt_row_kernel_look_last(nnt_row_kernel *kernel, const nnt_theory_function *function) {
    for (size_t i = 0; i < kernel->n; i++) {
        nnt_theory_moments_find(function, kernel->mean, kernel->covariance[i * kernel->n + i],
                                kernel->scratch, &kernel->moments[i], NULL);
    }
}

/* Terms from NNT_HERMITE_TERMS on, their sum at rho = 1 being 1. Of a function with a
 * kink c_k^2 falls like k^-5/2; the sum is taken octave by octave, at the mean term
 * 1.375 of each. Smoother functions leave next to nothing. Odd and even terms are
 * given one half each, so that the rest is small for opposite rows. */
static double find_rest(double rho) {
    const double first = 1 - 0.35355339059327376220; /* share of an octave, 1 - 2^-3/2 */
    const double r2 = rho * rho, r4 = r2 * r2, r8 = r4 * r4, r16 = r8 * r8;
    const double r64 = (r16 * r16) * (r16 * r16);
    double power = r64 * r16 * r8; /* 88 = 1.375 * 64 */
    double share = first;
    double sum = 0;
    for (int octave = 0; octave < 12; octave++) {
        sum += share * power;
        share *= 1 - first;
        power *= power;
    }
    return sum * 0.5 * (1 + rho);
}

/* products[0..i) = E[f(z_i) f(z_j)] for j < i. Coefficients go by term, so that all j
 * advance together. */
static void find_products(nnt_row_kernel *kernel, size_t i) {
    const size_t n = kernel->n;
    double *sum = kernel->products, *rho = sum + n;
    const double variance = kernel->covariance[i * n + i];
    for (size_t j = 0; j < i; j++) {
        const double scale = sqrt(variance) * sqrt(kernel->covariance[j * n + j]);
        const double ratio = scale > 0 ? kernel->covariance[i * n + j] / scale : 0;
        rho[j] = fmin(1, fmax(-1, ratio));
        sum[j] = 0;
    }
    for (size_t k = NNT_HERMITE_TERMS; k-- > 0;) {
        const double *terms = kernel->coefficients + k * n;
        const double own = terms[i];
        for (size_t j = 0; j < i; j++) {
            sum[j] = sum[j] * rho[j] + own * terms[j];
        }
    }
    for (size_t j = 0; j < i; j++) {
        sum[j] += sqrt(kernel->moments[i].hermite_rest) * sqrt(kernel->moments[j].hermite_rest) *
                  find_rest(rho[j]);
    }
}

void nnt_row_kernel_advance(nnt_row_kernel *kernel, const nnt_theory_layer *next) {
    const size_t n = kernel->n;
    const double units = (double)next->inputs;
    const double gain = units * next->weight_deviation * next->weight_deviation;
    const double bias_variance = next->bias_deviation * next->bias_deviation;
    double *variances = kernel->products + 2 * n;
    /* The last row first: a row of pairs needs the old variances of the rows above. */
    for (size_t i = n; i-- > 0;) {
        find_products(kernel, i);
        for (size_t j = 0; j < i; j++) {
            kernel->covariance[i * n + j] = gain * kernel->products[j] + bias_variance;
        }
        variances[i] = gain * kernel->moments[i].square + bias_variance;
        kernel->input_square[i] = units * kernel->moments[i].square;
    }
    for (size_t i = 0; i < n; i++) {
        kernel->covariance[i * n + i] = variances[i];
        for (size_t j = 0; j < i; j++) {
            kernel->covariance[j * n + i] = kernel->covariance[i * n + j];
        }
    }
    kernel->mean = next->bias_mean;
}

bool nnt_row_kernel_is_finite(const nnt_row_kernel *kernel) {
    for (size_t i = 0; i < kernel->n; i++) {
        if (!isfinite(kernel->covariance[i * kernel->n + i])) {
            return false;
        }
    }
    return true;
}

double nnt_row_kernel_square(const nnt_row_kernel *kernel) {
    double sum = 0;
    for (size_t i = 0; i < kernel->n; i++) {
        sum += kernel->covariance[i * kernel->n + i];
    }
    return sum / (double)kernel->n + kernel->mean * kernel->mean;
}

double nnt_row_kernel_correlation(const nnt_row_kernel *kernel) {
    const size_t n = kernel->n;
    const double mean_square = kernel->mean * kernel->mean;
    double sum = 0;
    size_t n_pairs = 0;
    for (size_t i = 0; i < n; i++) {
        const double own = sqrt(kernel->covariance[i * n + i] + mean_square);
        for (size_t j = 0; j < i; j++) {
            const double scale = own * sqrt(kernel->covariance[j * n + j] + mean_square);
            if (scale > 0) {
                sum += (kernel->covariance[i * n + j] + mean_square) / scale;
                n_pairs++;
            }
        }
    }
    return n_pairs > 0 ? sum / (double)n_pairs : 1;
}

void nnt_row_kernel_clear(nnt_row_kernel *kernel) {
    nnt_free(kernel->covariance);
    nnt_free(kernel->input_square);
    nnt_free(kernel->moments);
    nnt_free(kernel->coefficients);
    nnt_free(kernel->products);
    nnt_free(kernel->scratch);
    *kernel = (nnt_row_kernel){0};
}
