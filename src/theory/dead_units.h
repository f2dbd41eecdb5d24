/* The share of units that are dead at the start: f'(z) = 0 on every row. Found by
 * drawing units from the joint law of their z, from a stream of its own with a fixed
 * seed, so that equal networks get equal numbers. */
#ifndef NNT_THEORY_DEAD_UNITS_H
#define NNT_THEORY_DEAD_UNITS_H

#include "theory/row_kernel.h"

/* Units drawn: the share's standard error is at most 0.01. */
enum { NNT_DEAD_UNITS_DRAWN = 2048 };

/* Of the first layer, from the own law of its weights on n of the data's rows. */
NNT_MUST_CHECK nnt_status nnt_first_dead_share(const nnt_theory_layer *layer,
                                               const nnt_theory_data *data,
                                               size_t n,
                                               double *share,
                                               nnt_error *error);

/* Independent draws of variance 1, a column of NNT_DEAD_UNITS_DRAWN for each number of a
 * unit. They are made when first needed: often the first row leaves no unit dead. */
typedef struct nnt_unit_draws {
    bool is_uniform;
    size_t n_columns;
    double **columns; /* (n_columns) NULL until needed */
} nnt_unit_draws;

/* Storage for layers whose rows' z are normal. Its draws serve every layer. */
typedef struct nnt_dead_units {
    nnt_unit_draws draws; /* a column for each row of the kernels to come */
    double *factor;       /* (rows + 1, rows) */
    size_t *order;        /* (rows) */
} nnt_dead_units;

NNT_MUST_CHECK nnt_status nnt_dead_units_create(size_t n_rows,
                                                nnt_dead_units *units,
                                                nnt_error *error);

/* Of a layer with this function, whose rows' z have this kernel. When the kernel looks
 * at fewer than the data's n_rows, the share is carried on to all of them. */
NNT_MUST_CHECK nnt_status nnt_dead_units_share(nnt_dead_units *units,
                                               const nnt_row_kernel *kernel,
                                               const nnt_theory_function *function,
                                               size_t n_rows,
                                               double *share,
                                               nnt_error *error);

void nnt_dead_units_clear(nnt_dead_units *units);

#endif
