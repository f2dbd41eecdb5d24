/* Optimizers that need more of a function than one gradient per step: line searches,
 * second derivatives. They are given the function itself, over all training rows, and
 * move through it on their own; an iteration of theirs is an epoch.
 *
 * They work in double on the free parameters alone, one behind the other: without what
 * is frozen and without the gaps of a block. In float32 a point is rounded when it is
 * looked at. */
#ifndef NNT_OPTIM_SOLVER_H
#define NNT_OPTIM_SOLVER_H

#include "base/state.h"
#include <stdbool.h>
#include <stddef.h>

/* Is shown one error of a sum of squares: the function is the sum over all of them of
 * weight error^2, plus decay/2 |x|^2. Errors of weight 0 are passed over.
 *   slopes  (n) d(error)/dx, or NULL when they were not asked for */
typedef void nnt_error_visitor(void *visitor, double weight, double error, const double *slopes);

/* The function that training makes small, with its penalties. */
typedef struct nnt_objective {
    size_t n; /* free parameters */
    double decay;
    double rounding; /* of its values, relative */
    size_t n_errors; /* at most so many */
    void *context;
    /* Where it stands: x (n) out. */
    void (*locate)(void *context, double *x);
    /* Goes to x, rounded, and stays there. Returns the value, which may be NaN or
     * infinite; gradient (n) out, NULL: not wanted. */
    double (*evaluate)(void *context, const double *x, double *gradient);
    /* Goes to x without looking. */
    void (*go)(void *context, const double *x);
    /* Shows all errors where it stands; only for a loss that is a sum of squares. */
    void (*visit_errors)(void *context, bool with_slopes, nnt_error_visitor *visit, void *visitor);
} nnt_objective;

typedef enum nnt_solver_end {
    NNT_SOLVER_MOVED,
    NNT_SOLVER_CONVERGED,  /* there is no lower point to be found from here */
    NNT_SOLVER_NOT_FINITE, /* the function is not, where the iteration began */
} nnt_solver_end;

typedef struct nnt_solver {
    bool needs_squares;     /* works only on a loss that is a sum of squares */
    size_t most_parameters; /* free ones; 0: any number */
    /* Doubles of that, SIZE_MAX when there are more than can be counted. */
    size_t (*measure)(const double *option, size_t n, size_t n_errors);
    /* What it keeps across iterations for n free parameters, and its room to work;
     * nothing is allocated after this. The options are borrowed for its life. NULL:
     * memory is out. */
    void *(*create)(const double *option, size_t n, size_t n_errors);
    void (*free)(void *solver); /* NULL does nothing */
    void (*visit)(void *solver, nnt_state *state);
    /* One iteration. *step_length in: the learning rate; out: what became of it. */
    nnt_solver_end (*iterate)(void *solver, const nnt_objective *objective, double *step_length);
} nnt_solver;

#endif
