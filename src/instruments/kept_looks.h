/* A table that keeps some of the looks of a run: all while they fit, then every
 * second, every fourth, … so that which are kept depends on those so far alone and
 * not on how many there will be. */
#ifndef NNT_INSTRUMENTS_KEPT_LOOKS_H
#define NNT_INSTRUMENTS_KEPT_LOOKS_H

#include "base/state.h"
#include "base/table.h"
#include "kernel/real.h"

enum { NNT_MOST_KEPT_LOOKS = 24 };

typedef struct nnt_kept_looks {
    size_t rows_per_look; /* 0: none are kept */
    size_t stride;        /* looks at its multiples are kept; doubled when the table is full */
    nnt_table table;
} nnt_kept_looks;

#define nnt_kept_looks_create NNT_CORE(nnt_kept_looks_create)
#define nnt_kept_looks_visit NNT_CORE(nnt_kept_looks_visit)
#define nnt_kept_looks_is_consistent NNT_CORE(nnt_kept_looks_is_consistent)
#define nnt_kept_looks_take NNT_CORE(nnt_kept_looks_take)

/* An empty table with these columns (borrowed) and room for at most `n_moments` looks;
 * false when memory is out. nnt_table_clear gives the memory back. */
bool nnt_kept_looks_create(const char *const *columns,
                           size_t n_columns,
                           size_t rows_per_look,
                           size_t n_moments,
                           nnt_kept_looks *kept);

/* Shows what lives from one look to the next, and, after a visit that restored,
 * whether it is as much as this many looks leave. */
void nnt_kept_looks_visit(nnt_kept_looks *kept, const char *name, nnt_state *state);
bool nnt_kept_looks_is_consistent(const nnt_kept_looks *kept, size_t n_looks);

/* Whether look 0, 1, … is one of those that are kept; then there is room for it. */
bool nnt_kept_looks_take(nnt_kept_looks *kept, size_t look);

#endif
