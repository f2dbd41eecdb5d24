/* State as a list of arrays: what a visit writes, and what another fills the same
 * fields from. Bytes are as in files: little-endian, whole numbers of 8 bytes for
 * size_t, one byte for a flag. */
#ifndef NNT_BASE_STATE_LIST_H
#define NNT_BASE_STATE_LIST_H

#include "base/state.h"
#include "base/text.h"

typedef struct nnt_state_array {
    const char *name;
    const char *type; /* "F32", "F64", "U32", "U64", "U8" */
    size_t n_rows, width;
    size_t at; /* in the list's bytes */
} nnt_state_array;

/* Start with all fields zero. */
typedef struct nnt_state_list {
    nnt_state_array *arrays;
    size_t n, capacity;
    const char *bytes; /* those that `own` holds, or borrowed ones */
    nnt_text own;
    bool failed; /* memory was out; what follows does nothing */
} nnt_state_list;

/* Bytes of one value of a type; 0 for a type that is not known. */
size_t nnt_state_type_bytes(const char *type);

/* Adds an array of a known type; `name` is copied. */
void nnt_state_list_add(nnt_state_list *list, const char *name, const nnt_state_array *array);
size_t nnt_state_array_bytes(const nnt_state_array *array);
void nnt_state_list_clear(nnt_state_list *list);

/* A visitor that appends every field to the list. */
nnt_state nnt_state_list_writer(nnt_state_list *list);

/* A restoring visitor. Fields are found by name; the first that is missing, or of
 * another type or size, or that holds a number above its bound, ends the reading. */
typedef struct nnt_state_reading {
    const nnt_state_list *list;
    const char *file; /* for messages */
    size_t n_found;
    nnt_status status; /* NNT_OK so far */
    nnt_error *error;
} nnt_state_reading;

nnt_state nnt_state_list_reader(nnt_state_reading *reading);

/* To be called after the visit: NNT_ERR_MODEL when a field did not fit, or when the
 * list holds arrays that no field asked for. */
NNT_MUST_CHECK nnt_status nnt_state_reading_end(const nnt_state_reading *reading);

#endif
