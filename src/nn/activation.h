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
    /* grad_option[j] = sum over i of grad_a[i] * df(z[i])/d option[j]; NULL where no
     * options are learned. */
    void (*learn)(
        size_t n, const real *option, const real *z, const real *grad_a, real *grad_option);
} nnt_activation;

#define nnt_activation_count NNT_CORE(nnt_activation_count)
#define nnt_activation_get NNT_CORE(nnt_activation_get)
#define nnt_activation_find NNT_CORE(nnt_activation_find)

size_t nnt_activation_count(void);
const nnt_activation *nnt_activation_get(size_t index);
const nnt_activation *nnt_activation_find(const char *name); /* NULL when there is none */

#define NNT_ACTIVATION(name) extern const nnt_activation NNT_CORE(nnt_activation_##name);
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

#endif
