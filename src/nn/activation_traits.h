/* What an activation tells about itself to folders that never see a `real`. */
#ifndef NNT_NN_ACTIVATION_TRAITS_H
#define NNT_NN_ACTIVATION_TRAITS_H

#include "nntrain/option.h"
#include <stdbool.h>
#include <stddef.h>

enum { NNT_MOST_KINKS = 2 };

typedef struct nnt_activation_traits {
    const char *auto_init; /* initialiser that "init": "auto" stands for */
    double max_slope;      /* largest |f'(z)| over z, at default options */
    int slope_option;      /* index of its negative slope among the options, or NNT_NO_OPTION */
    bool is_homogeneous;   /* f(cz) = c f(z) for c > 0 */
    size_t n_learned;      /* its options are where parameters of the layer start that are
                              trained in their place: how many; 0: they are constants */
    size_t n_kinks;        /* z at which f has no second derivative: there, differences of f */
    double kinks[NNT_MOST_KINKS]; /* say little about f' */
    double defined_up_to; /* f is NaN for |z| above it, at default options; 0: no such limit */
} nnt_activation_traits;

#endif
