/* How the activations of a layer are spread: the variance along each of the principal
 * directions of its rows, which are the eigenvalues of their covariance. */
#ifndef NNT_INSTRUMENTS_SPECTRUM_H
#define NNT_INSTRUMENTS_SPECTRUM_H

#include "kernel/real.h"
#include <stdbool.h>

/* What bounds the cost: at most NNT_SPECTRUM_ROWS rows are looked at, and in layers with more
 * than NNT_SPECTRUM_ORDER units that many. The rows are spread evenly over all. */
enum { NNT_SPECTRUM_ROWS = 1024, NNT_SPECTRUM_ORDER = 256 };

typedef struct nnt_spectrum {
    bool is_known;          /* all activations were finite */
    size_t n;               /* the smaller of rows and units */
    const double *variance; /* (n) all on one scale of their own, the largest first; lies in
                               the room */
} nnt_spectrum;

#define nnt_spectrum_room NNT_CORE(nnt_spectrum_room)
#define nnt_spectrum_find NNT_CORE(nnt_spectrum_find)

/* Doubles of room that a layer needs; SIZE_MAX: more than there can be. */
size_t nnt_spectrum_room(size_t n_rows, size_t units);

/* a (n_rows, units), n_rows > 0. A unit whose values differ by no more than rounding counts
 * as constant. */
nnt_spectrum nnt_spectrum_find(size_t n_rows, size_t units, const real *a, double *room);

#endif
