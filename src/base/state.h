/* The state of a training: everything that lives from one step to the next.
 *
 * Each module that holds some has ONE function that names its arrays and counters
 * to a visitor, in a fixed order:
 *
 *     void nnt_ledger_visit(nnt_ledger *ledger, nnt_state *state) {
 *         nnt_state_flags(state, "was_dead", ledger->was_dead, n_units);
 *         nnt_state_table(state, "events", &ledger->events);
 *     }
 *
 * What the visitor does decides the rest: one writes what it is shown, another
 * fills it again, so that no module can write what it does not read. Memory is
 * there before the visit; restoring fills arrays in place. A visitor is done with a
 * field's values when the visit returns, so they may be locals. Bounds are given
 * with the fields, since a file is never believed. Random streams need no field:
 * they start anew from seed, name and counters. */
#ifndef NNT_BASE_STATE_H
#define NNT_BASE_STATE_H

#include "nntrain/history.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum nnt_state_kind {
    NNT_STATE_F32,  /* float */
    NNT_STATE_F64,  /* double */
    NNT_STATE_U32,  /* uint32_t */
    NNT_STATE_U64,  /* uint64_t */
    NNT_STATE_SIZE, /* size_t */
    NNT_STATE_FLAG  /* bool */
} nnt_state_kind;

enum { NNT_STATE_NAME_ROOM = 96 };

/* What a visitor is shown: rows of `width` values each. */
typedef struct nnt_state_field {
    const char *name; /* whole: "panel.ledger.events"; borrowed for the call */
    nnt_state_kind kind;
    void *values;
    size_t width;
    size_t n_rows;    /* those in use */
    size_t most_rows; /* those that fit */
    size_t *count;    /* where the number of rows in use is kept; NULL: always n_rows */
    uint64_t highest; /* whole numbers above this are refused when a file holds them */
} nnt_state_field;

/* A visitor and the name of the module that it is in. */
typedef struct nnt_state {
    void (*visit)(void *context, const nnt_state_field *field);
    void *context;
    char name[NNT_STATE_NAME_ROOM]; /* of the module, with a dot behind it; "" at the top */
    size_t length;
} nnt_state;

nnt_state nnt_state_begin(void (*visit)(void *context, const nnt_state_field *field),
                          void *context);

/* Puts `name` and a dot in front of the names that follow, until the same is left. */
void nnt_state_enter(nnt_state *state, const char *name);
void nnt_state_enter_number(nnt_state *state, size_t number);
void nnt_state_leave(nnt_state *state);

/* n values of one kind. */
void nnt_state_values(
    nnt_state *state, const char *name, nnt_state_kind kind, void *values, size_t n);
void nnt_state_flags(nnt_state *state, const char *name, bool *values, size_t n);
/* Whole numbers of at most `highest`: indices, and counts of things that fit. */
void nnt_state_sizes(nnt_state *state, const char *name, size_t *values, size_t n, size_t highest);

/* Values of which only the first *count rows are in use. */
void nnt_state_rows(nnt_state *state, const nnt_state_field *field);
void nnt_state_table(nnt_state *state, const char *name, nnt_table *table);

/* Single values. */
void nnt_state_number(nnt_state *state, const char *name, double *value);
void nnt_state_u64(nnt_state *state, const char *name, uint64_t *value);
void nnt_state_size(nnt_state *state, const char *name, size_t *value, size_t highest);
void nnt_state_flag(nnt_state *state, const char *name, bool *value);

#endif
