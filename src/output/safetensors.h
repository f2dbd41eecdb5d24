/* The safetensors container: a header of JSON and the tensors' bytes. Knows the
 * format, not the networks in it. */
#ifndef NNT_OUTPUT_SAFETENSORS_H
#define NNT_OUTPUT_SAFETENSORS_H

#include "base/json.h"
#include "base/state_list.h"
#include "base/text.h"
#include "nntrain/status.h"
#include <stdbool.h>

/* A tensor: values in double, stored as F32 or F64. */
typedef struct nnt_tensor {
    const char *name;
    size_t rank; /* 0 … 2 */
    size_t shape[2];
    const double *values; /* row-major */
} nnt_tensor;

typedef struct nnt_metadata {
    const char *key, *value;
} nnt_metadata;

/* Arrays of state are tensors (rows, width) of their own types whose names begin so. */
#define NNT_STATE_PREFIX "state."

/* What a file is to hold; all borrowed. */
typedef struct nnt_safetensors_content {
    const nnt_tensor *tensors;
    size_t n_tensors;
    bool as_float32; /* of the tensors */
    const nnt_metadata *metadata;
    size_t n_metadata;
    const nnt_state_list *state; /* behind the tensors; NULL: none */
} nnt_safetensors_content;

/* Appends a whole file: 8 bytes of header length, header padded with blanks to a
 * multiple of 8, tensors in the order given without holes, little-endian. */
void nnt_safetensors_write(const nnt_safetensors_content *content, nnt_text *file);

/* A file that was read and checked whole. */
typedef struct nnt_safetensors {
    nnt_tensor *tensors; /* (n_tensors) by rising name, whatever their order in the file */
    size_t n_tensors;
    bool is_float32; /* every tensor is F32 */
    nnt_metadata *metadata;
    size_t n_metadata;
    nnt_json_document header; /* holds the names and texts */
    double *values;           /* of all tensors, one block */
    nnt_state_list state;     /* the arrays of state, names without their prefix */
} nnt_safetensors;

/* Reads F32 and F64 tensors of rank 0 to 2, and arrays of state of every type that
 * these have, which are kept apart. Checks every rule of the format:
 * header length within the file and 100 MB, valid JSON object without duplicate
 * keys, known types, sizes without overflow, ranges that touch from 0 to the end
 * of the file, string metadata, and values of tensors that are finite. NNT_ERR_MODEL with
 * `name` and what is wrong; *file is then empty. */
NNT_MUST_CHECK nnt_status nnt_safetensors_read(
    const char *bytes, size_t length, const char *name, nnt_safetensors *file, nnt_error *error);
/* The same of a file in its place ("-": standard input), of which no more is read than
 * its beginning when that is none of the format; NNT_ERR_IO when it cannot be read. */
NNT_MUST_CHECK nnt_status nnt_safetensors_load(const char *path,
                                               nnt_safetensors *file,
                                               nnt_error *error);
/* By name; NULL when there is none. */
const nnt_tensor *nnt_safetensors_find(const nnt_safetensors *file, const char *name);
const char *nnt_safetensors_metadata(const nnt_safetensors *file, const char *key);
void nnt_safetensors_clear(nnt_safetensors *file);

#endif
