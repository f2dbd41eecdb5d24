/* The two distributions that the scaled initialisers draw from, and their option. */
#ifndef NNT_INIT_DRAW_H
#define NNT_INIT_DRAW_H

#include "init/initializer.h"

/* The options of every initialiser that has a scale of its own: "gain". */
extern const nnt_option nnt_gain_options[];
enum { NNT_GAIN };

/* n draws of mean 0 and the given standard deviation. */
void nnt_draw_normal(nnt_rng *rng, double deviation, size_t n, double *values);
void nnt_draw_uniform(nnt_rng *rng, double deviation, size_t n, double *values);

#endif
