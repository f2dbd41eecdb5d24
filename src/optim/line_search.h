/* A step length along a direction that satisfies the strong Wolfe conditions. */
#ifndef NNT_OPTIM_LINE_SEARCH_H
#define NNT_OPTIM_LINE_SEARCH_H

#include "kernel/real.h"
#include "optim/solver.h"

/* The function at x + length direction. */
typedef struct nnt_line_point {
    double length, value;
    double slope; /* along the direction */
} nnt_line_point;

typedef struct nnt_line_search {
    const nnt_objective *objective;
    const double *x, *direction; /* (n) */
    nnt_line_point start;        /* at x: length 0, slope below 0 */
    double first_length;         /* to be tried */
    size_t evaluations_left;
    double *trial;          /* (n) room */
    double *gradient;       /* (n) out: of the point found */
    double *other_gradient; /* (n) room; the two change places */
} nnt_line_search;

#define nnt_line_search_run NNT_CORE(nnt_line_search_run)

/* Nocedal and Wright 2006, Numerical optimization, Algorithms 3.5 and 3.6, with cubic
 * interpolation and their constants for quasi-Newton directions: sufficient decrease
 * 1e-4, curvature 0.9. Two things differ. A value counts as lower up to the rounding of
 * the function, where slopes still tell more than values (Hager and Zhang 2005). And
 * when the evaluations are used up, the lowest point found serves if it is lower than x.
 * False when there is none. The objective is left anywhere. */
bool nnt_line_search_run(nnt_line_search *search, nnt_line_point *found);

#endif
