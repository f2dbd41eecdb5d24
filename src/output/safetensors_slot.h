/* One tensor's entry in the header of a safetensors file. */
#ifndef NNT_OUTPUT_SAFETENSORS_SLOT_H
#define NNT_OUTPUT_SAFETENSORS_SLOT_H

#include "output/safetensors.h"

/* A tensor without its values, and where its bytes are, counted from the end of
 * the header. */
typedef struct nnt_slot {
    nnt_tensor tensor; /* name borrowed from the entry */
    const char *type;  /* likewise */
    bool is_state;
    size_t element_bytes;
    size_t n_values, n_bytes;
    uint64_t begin, end; /* end - begin == n_bytes */
} nnt_slot;

/* Checks an entry by itself: type, shape, range, nothing else. `file` is the name
 * for messages. */
NNT_MUST_CHECK nnt_status nnt_slot_read(const nnt_json *entry,
                                        const char *file,
                                        nnt_slot *slot,
                                        nnt_error *error);

#endif
