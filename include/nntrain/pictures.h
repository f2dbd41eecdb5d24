/* Pictures and facts of things that a config can name, without a run. */
#ifndef NNTRAIN_PICTURES_H
#define NNTRAIN_PICTURES_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Points of an activation's picture, from z = -5 to z = 5. */
enum { NNT_ACTIVATION_POINTS = 201 };

/* An activation with its default options. */
typedef struct nnt_activation_shape {
    const char *name;
    const char *formula;
    double low, high; /* least and greatest value of f; infinite where there is none */
    double max_slope; /* largest |f'(z)| */
    const char *init; /* initializer that "auto" stands for */
    double z[NNT_ACTIVATION_POINTS];
    double value[NNT_ACTIVATION_POINTS]; /* f(z) */
    double slope[NNT_ACTIVATION_POINTS]; /* f'(z) */
} nnt_activation_shape;

/* NNT_ERR_USAGE for an unknown name, with those that are known. */
NNT_API NNT_MUST_CHECK nnt_status nnt_activation_sample(const char *name,
                                                        nnt_activation_shape *shape,
                                                        nnt_error *error);

/* Writes one SVG file with a small picture of each activation: f solid, f' dashed. */
NNT_API NNT_MUST_CHECK nnt_status nnt_activations_save_picture(const char *path,
                                                               const char *const *names,
                                                               size_t n_names,
                                                               nnt_error *error);

#ifdef __cplusplus
}
#endif
#endif
