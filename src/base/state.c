/* Showing fields of state to a visitor. */
#include "base/state.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

nnt_state nnt_state_begin(void (*visit)(void *context, const nnt_state_field *field),
                          void *context) {
    return (nnt_state){.visit = visit, .context = context};
}

void nnt_state_enter(nnt_state *state, const char *name) {
    const size_t room = sizeof state->name - state->length;
    const int n = snprintf(state->name + state->length, room, "%s.", name);
    assert(n > 0 && (size_t)n < room);
    state->length += (size_t)n;
}

void nnt_state_enter_number(nnt_state *state, size_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%zu", number);
    nnt_state_enter(state, digits);
}

void nnt_state_leave(nnt_state *state) {
    assert(state->length > 0);
    do {
        state->length--;
    } while (state->length > 0 && state->name[state->length - 1] != '.');
    state->name[state->length] = '\0';
}

/* The field's name is completed for the call. */
static void show(nnt_state *state, const char *name, nnt_state_field field) {
    char whole[NNT_STATE_NAME_ROOM];
    const int n = snprintf(whole, sizeof whole, "%s%s", state->name, name);
    assert(n > 0 && (size_t)n < sizeof whole);
    (void)n;
    field.name = whole;
    state->visit(state->context, &field);
}

static void
show_fixed(nnt_state *state, const char *name, nnt_state_field field, void *values, size_t n) {
    field.values = values;
    field.width = 1;
    field.n_rows = field.most_rows = n;
    show(state, name, field);
}

void nnt_state_values(
    nnt_state *state, const char *name, nnt_state_kind kind, void *values, size_t n) {
    const nnt_state_field field = {.kind = kind, .highest = UINT64_MAX};
    show_fixed(state, name, field, values, n);
}

void nnt_state_flags(nnt_state *state, const char *name, bool *values, size_t n) {
    const nnt_state_field field = {.kind = NNT_STATE_FLAG, .highest = 1};
    show_fixed(state, name, field, values, n);
}

void nnt_state_sizes(nnt_state *state, const char *name, size_t *values, size_t n, size_t highest) {
    const nnt_state_field field = {.kind = NNT_STATE_SIZE, .highest = highest};
    show_fixed(state, name, field, values, n);
}

void nnt_state_rows(nnt_state *state, const nnt_state_field *field) {
    nnt_state_field shown = *field;
    shown.n_rows = *field->count;
    show(state, field->name, shown);
}

void nnt_state_table(nnt_state *state, const char *name, nnt_table *table) {
    nnt_state_rows(state, &(nnt_state_field){.name = name,
                                             .kind = NNT_STATE_F64,
                                             .values = table->cells,
                                             .width = table->n_columns,
                                             .most_rows = table->capacity,
                                             .count = &table->n_rows});
}

void nnt_state_number(nnt_state *state, const char *name, double *value) {
    nnt_state_values(state, name, NNT_STATE_F64, value, 1);
}

void nnt_state_u64(nnt_state *state, const char *name, uint64_t *value) {
    nnt_state_values(state, name, NNT_STATE_U64, value, 1);
}

void nnt_state_size(nnt_state *state, const char *name, size_t *value, size_t highest) {
    nnt_state_sizes(state, name, value, 1, highest);
}

void nnt_state_flag(nnt_state *state, const char *name, bool *value) {
    nnt_state_flags(state, name, value, 1);
}
