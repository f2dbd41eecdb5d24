/* Activations, one descriptor each: a = f(z) and its derivative travel together.
 * Adding one is a file activation_<name>.c and a row in activation_list.inc. */
#ifndef NNT_NN_ACTIVATION_H
#define NNT_NN_ACTIVATION_H

#include "kernel/real.h"
#include "nn/activation_traits.h"
#include "nntrain/option.h"

typedef struct nnt_activation {
    nnt_row row;
    nnt_activation_traits traits;
    /* a[i] = f(z[i]). a and z do not overlap.
     *   option  values of the row's options, in its order; learned ones as they are now */
    void (*forward)(size_t n, const real *option, const real *z, real *a);
    /* grad_z[i] = grad_a[i] * f'(z[i]), never clipped; grad_z may be grad_a. */
    void (*backward)(size_t n,
                     const real *option,
                     const real *z,
                     const real *a,
                     const real *grad_a,
                     real *grad_z);
    /* a[i] = f(z[i]) and slope[i] = f'(z[i]) in one go, for those that share most of their
     * work: the same bits as the two above. NULL elsewhere. */
    void (*forward_with_slope)(size_t n, const real *option, const real *z, real *a, real *slope);
    /* Largest |f'(z)| over z with these options; NULL: traits.max_slope with any. */
    double (*steepest)(const real *option);
    /* grad_option[j] = sum over i of grad_a[i] * df(z[i])/d option[j]; NULL where no
     * options are learned. */
    void (*learn)(
        size_t n, const real *option, const real *z, const real *grad_a, real *grad_option);
} nnt_activation;

#define nnt_activation_count NNT_CORE(nnt_activation_count)
#define nnt_activation_get NNT_CORE(nnt_activation_get)
#define nnt_activation_find NNT_CORE(nnt_activation_find)
#define nnt_activation_steepest NNT_CORE(nnt_activation_steepest)

size_t nnt_activation_count(void);
const nnt_activation *nnt_activation_get(size_t index);
const nnt_activation *nnt_activation_find(const char *name); /* NULL when there is none */

/* Whether its slopes are found with its values. What nn/kink_sides.h moves over a kink has
 * another slope there. */
static inline bool nnt_activation_gives_slope(const nnt_activation *it) {
    return it->forward_with_slope && it->traits.n_kinks == 0;
}

/* a = f(z), and the slopes as well where `slope` has room for them (NULL: it has not). */
static inline void nnt_activation_apply(
    const nnt_activation *it, size_t n, const real *option, const real *z, real *a, real *slope) {
    if (slope) {
        it->forward_with_slope(n, option, z, a, slope);
    } else {
        it->forward(n, option, z, a);
    }
}

/* What has arrived at a, `grad`, becomes what arrives at z: with the slopes of
 * nnt_activation_apply, if they were wanted. */
static inline void nnt_activation_apply_slope(const nnt_activation *it,
                                              size_t n,
                                              const real *option,
                                              const real *z,
                                              const real *a,
                                              const real *slope,
                                              real *grad) {
    if (!slope) {
        it->backward(n, option, z, a, grad, grad);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        grad[i] *= slope[i];
    }
}

/* Largest |f'(z)| over z; `option` as for forward. */
double nnt_activation_steepest(const nnt_activation *activation, const real *option);

#define NNT_ACTIVATION(name) extern const nnt_activation NNT_CORE(nnt_activation_##name);
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

#endif
