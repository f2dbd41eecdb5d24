/* Reading one tensor's entry in the header of a safetensors file. */
#include "output/safetensors_slot.h"

#include "base/memory.h"
#include "base/suggest.h"
#include <inttypes.h>
#include <string.h>

/* Offsets and sizes beyond this are no exact numbers for most JSON readers. */
static const uint64_t LARGEST_WHOLE = (uint64_t)1 << 53;

typedef struct element_type {
    const char *name;
    size_t n_bytes; /* 0: of the format, but not read here */
} element_type;

static const element_type element_types[] = {
    {"F32", 4},     {"F64", 8},     {"F16", 0},     {"BF16", 0},    {"BOOL", 0},
    {"I8", 0},      {"I16", 0},     {"I32", 0},     {"I64", 0},     {"U8", 0},
    {"U16", 0},     {"U32", 0},     {"U64", 0},     {"C64", 0},     {"F4", 0},
    {"F6_E2M3", 0}, {"F6_E3M2", 0}, {"F8_E4M3", 0}, {"F8_E5M2", 0}, {"F8_E8M0", 0},
};

enum { N_ELEMENT_TYPES = sizeof element_types / sizeof element_types[0] };

static nnt_status
fail_type(const char *file, const char *tensor, const char *found, nnt_error *error) {
    const char *names[N_ELEMENT_TYPES];
    for (size_t i = 0; i < N_ELEMENT_TYPES; i++) {
        names[i] = element_types[i].name;
        if (strcmp(found, names[i]) == 0) {
            return nnt_error_set(error, NNT_ERR_MODEL,
                                 "%s: tensor \"%.80s\": type %s is not supported here; "
                                 "supported: F32, F64",
                                 file, tensor, found);
        }
    }
    const char *near = nnt_suggest(found, names, N_ELEMENT_TYPES);
    return nnt_error_set(error, NNT_ERR_MODEL,
                         "%s: tensor \"%.80s\": unknown type \"%.80s\"%s%s%s; supported: F32, F64",
                         file, tensor, found, near ? "; did you mean \"" : "", near ? near : "",
                         near ? "\"?" : "");
}

static nnt_status
read_type(const char *file, const nnt_json *value, nnt_slot *slot, nnt_error *error) {
    if (!value || value->type != NNT_JSON_STRING) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: tensor \"%.80s\": dtype must be a string",
                             file, slot->tensor.name);
    }
    slot->type = value->text;
    slot->is_state = strncmp(slot->tensor.name, NNT_STATE_PREFIX, strlen(NNT_STATE_PREFIX)) == 0;
    slot->element_bytes = slot->is_state ? nnt_state_type_bytes(value->text) : 0;
    if (slot->element_bytes > 0) {
        return NNT_OK;
    }
    for (size_t i = 0; i < N_ELEMENT_TYPES; i++) {
        if (element_types[i].n_bytes > 0 && strcmp(value->text, element_types[i].name) == 0) {
            slot->element_bytes = element_types[i].n_bytes;
            return NNT_OK;
        }
    }
    return fail_type(file, slot->tensor.name, value->text, error);
}

/* The whole numbers of a list, as far as there is room. */
static nnt_status read_whole_numbers(const char *file,
                                     const char *tensor,
                                     const char *key,
                                     const nnt_json *list,
                                     size_t room,
                                     uint64_t *numbers,
                                     nnt_error *error) {
    if (!list || list->type != NNT_JSON_ARRAY) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: tensor \"%.80s\": %s must be a list", file,
                             tensor, key);
    }
    size_t i = 0;
    for (const nnt_json *item = list->first; item && i < room; item = item->next, i++) {
        if (item->type != NNT_JSON_NUMBER || !nnt_json_unsigned(item, &numbers[i]) ||
            numbers[i] > LARGEST_WHOLE) {
            return nnt_error_set(error, NNT_ERR_MODEL,
                                 "%s: tensor \"%.80s\": %s[%zu] is %.40s; a whole number from 0 "
                                 "to 2^53 in plain digits is needed",
                                 file, tensor, key, i,
                                 item->type == NNT_JSON_NUMBER ? item->text
                                                               : nnt_json_type_text(item));
        }
    }
    return NNT_OK;
}

static nnt_status
read_shape(const char *file, const nnt_json *list, nnt_slot *slot, nnt_error *error) {
    const char *name = slot->tensor.name;
    uint64_t shape[2] = {0, 0};
    const nnt_status status = read_whole_numbers(file, name, "shape", list, 2, shape, error);
    if (status) {
        return status;
    }
    const size_t rank = list->n_children;
    if (rank > 2) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: tensor \"%.80s\" has %zu dimensions; supported: 0 to 2", file,
                             name, rank);
    }
    slot->tensor.rank = rank;
    slot->n_values = 1;
    bool fits = true;
    for (size_t d = 0; d < rank; d++) {
        slot->tensor.shape[d] = (size_t)shape[d];
        fits = fits && shape[d] <= SIZE_MAX &&
               nnt_size_multiply(slot->n_values, (size_t)shape[d], &slot->n_values);
    }
    if (!fits || !nnt_size_multiply(slot->n_values, slot->element_bytes, &slot->n_bytes)) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: tensor \"%.80s\": its shape is too large",
                             file, name);
    }
    return NNT_OK;
}

static nnt_status
read_range(const char *file, const nnt_json *list, nnt_slot *slot, nnt_error *error) {
    const char *name = slot->tensor.name;
    uint64_t range[2] = {0, 0};
    const nnt_status status = read_whole_numbers(file, name, "data_offsets", list, 2, range, error);
    if (status) {
        return status;
    }
    if (list->n_children != 2 || range[0] > range[1]) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: tensor \"%.80s\": data_offsets must be [begin, end] with "
                             "begin <= end",
                             file, name);
    }
    if (range[1] - range[0] != slot->n_bytes) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: tensor \"%.80s\": data_offsets give it %" PRIu64
                             " bytes, but its type and shape need %zu",
                             file, name, range[1] - range[0], slot->n_bytes);
    }
    slot->begin = range[0];
    slot->end = range[1];
    return NNT_OK;
}

nnt_status
nnt_slot_read(const nnt_json *entry, const char *file, nnt_slot *slot, nnt_error *error) {
    slot->tensor.name = entry->key;
    if (entry->type != NNT_JSON_OBJECT) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: tensor \"%.80s\": its entry must be an object, not %s", file,
                             entry->key, nnt_json_type_text(entry));
    }
    nnt_status status = read_type(file, nnt_json_get(entry, "dtype"), slot, error);
    if (!status) {
        status = read_shape(file, nnt_json_get(entry, "shape"), slot, error);
    }
    if (!status) {
        status = read_range(file, nnt_json_get(entry, "data_offsets"), slot, error);
    }
    if (!status && entry->n_children != 3) {
        status = nnt_error_set(error, NNT_ERR_MODEL,
                               "%s: tensor \"%.80s\": its entry has %zu keys; allowed: dtype, "
                               "shape, data_offsets",
                               file, entry->key, entry->n_children);
    }
    return status;
}
