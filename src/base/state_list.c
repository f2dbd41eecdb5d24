/* Writing state into a list of arrays and filling it from one. */
#include "base/state_list.h"

#include "base/memory.h"
#include <string.h>

/* How the values of a kind are kept. */
static const struct {
    const char *type;
    size_t bytes;  /* in a file */
    size_t memory; /* bytes of a value in memory */
} kinds[] = {
    [NNT_STATE_F32] = {"F32", 4, sizeof(float)},    [NNT_STATE_F64] = {"F64", 8, sizeof(double)},
    [NNT_STATE_U32] = {"U32", 4, sizeof(uint32_t)}, [NNT_STATE_U64] = {"U64", 8, sizeof(uint64_t)},
    [NNT_STATE_SIZE] = {"U64", 8, sizeof(size_t)},  [NNT_STATE_FLAG] = {"U8", 1, sizeof(bool)},
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

/* The first kind that is kept as `type`; N_KINDS: none is. */
static size_t find_type(const char *type) {
    size_t kind = 0;
    while (kind < N_KINDS && strcmp(kinds[kind].type, type) != 0) {
        kind++;
    }
    return kind;
}

size_t nnt_state_type_bytes(const char *type) {
    const size_t kind = find_type(type);
    return kind < N_KINDS ? kinds[kind].bytes : 0;
}

size_t nnt_state_array_bytes(const nnt_state_array *array) {
    return array->n_rows * array->width * nnt_state_type_bytes(array->type);
}

/* ---- single values ------------------------------------------------------------- */

/* The bits of one value, whatever its kind. */
static uint64_t get_bits(nnt_state_kind kind, const char *value) {
    uint32_t four = 0;
    uint64_t eight = 0;
    size_t size = 0;
    if (kind == NNT_STATE_FLAG) {
        return *(const bool *)value;
    }
    if (kind == NNT_STATE_SIZE) {
        memcpy(&size, value, sizeof size);
        return size;
    }
    if (kinds[kind].bytes == sizeof four) {
        memcpy(&four, value, sizeof four);
        return four;
    }
    memcpy(&eight, value, sizeof eight);
    return eight;
}

static void set_bits(nnt_state_kind kind, uint64_t bits, char *value) {
    const uint32_t four = (uint32_t)bits;
    const size_t size = (size_t)bits;
    if (kind == NNT_STATE_FLAG) {
        *(bool *)value = bits != 0;
    } else if (kind == NNT_STATE_SIZE) {
        memcpy(value, &size, sizeof size);
    } else if (kinds[kind].bytes == sizeof four) {
        memcpy(value, &four, sizeof four);
    } else {
        memcpy(value, &bits, sizeof bits);
    }
}

static bool is_whole(nnt_state_kind kind) {
    return kind != NNT_STATE_F32 && kind != NNT_STATE_F64;
}

/* ---- the list ------------------------------------------------------------------ */

static bool reserve(nnt_state_list *list) {
    if (list->n < list->capacity) {
        return true;
    }
    const size_t capacity = list->capacity * 2 + 32;
    nnt_state_array *arrays = nnt_reallocate(list->arrays, capacity, sizeof *arrays);
    if (!arrays) {
        return false;
    }
    list->arrays = arrays;
    list->capacity = capacity;
    return true;
}

void nnt_state_list_add(nnt_state_list *list, const char *name, const nnt_state_array *array) {
    char *copy = list->failed ? NULL : nnt_copy_text(name);
    if (!copy || !reserve(list)) {
        nnt_free(copy);
        list->failed = true;
        return;
    }
    list->arrays[list->n] = *array;
    list->arrays[list->n].type = kinds[find_type(array->type)].type;
    list->arrays[list->n++].name = copy;
}

void nnt_state_list_clear(nnt_state_list *list) {
    for (size_t i = 0; i < list->n; i++) {
        nnt_free((void *)(uintptr_t)list->arrays[i].name);
    }
    nnt_free(list->arrays);
    nnt_text_clear(&list->own);
    *list = (nnt_state_list){0};
}

/* ---- writing ------------------------------------------------------------------- */

enum { CHUNK = 512 }; /* values */

static void write_field(void *context, const nnt_state_field *field) {
    nnt_state_list *list = context;
    const size_t n_bytes = kinds[field->kind].bytes;
    const size_t n = field->n_rows * field->width;
    const char *value = field->values;
    nnt_state_list_add(list, field->name,
                       &(nnt_state_array){.type = kinds[field->kind].type,
                                          .n_rows = field->n_rows,
                                          .width = field->width,
                                          .at = list->own.length});
    for (size_t first = 0; first < n && !list->failed; first += CHUNK) {
        char bytes[CHUNK * sizeof(uint64_t)];
        size_t length = 0;
        for (size_t i = first; i < n && i < first + CHUNK; i++) {
            const uint64_t bits = get_bits(field->kind, value + i * kinds[field->kind].memory);
            for (size_t b = 0; b < n_bytes; b++) {
                bytes[length++] = (char)(bits >> 8 * b & 0xff);
            }
        }
        nnt_text_add_bytes(&list->own, bytes, length);
        list->failed = list->own.failed;
    }
    list->bytes = list->own.data;
}

nnt_state nnt_state_list_writer(nnt_state_list *list) {
    return nnt_state_begin(write_field, list);
}

/* ---- reading ------------------------------------------------------------------- */

static const nnt_state_array *find(const nnt_state_list *list, const char *name) {
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->arrays[i].name, name) == 0) {
            return &list->arrays[i];
        }
    }
    return NULL;
}

static nnt_status refuse_shape(const nnt_state_reading *reading,
                               const nnt_state_field *field,
                               const nnt_state_array *array) {
    return nnt_error_set(reading->error, NNT_ERR_MODEL,
                         "%s: state \"%s\" holds %zu x %zu %s; this run has %s%zu x %zu %s",
                         reading->file, field->name, array->n_rows, array->width, array->type,
                         field->count ? "at most " : "", field->most_rows, field->width,
                         kinds[field->kind].type);
}

static nnt_status
fill(const nnt_state_reading *reading, const nnt_state_field *field, const nnt_state_array *array) {
    const size_t n_bytes = kinds[field->kind].bytes;
    const char *bytes = reading->list->bytes + array->at;
    char *value = field->values;
    for (size_t i = 0; i < array->n_rows * array->width; i++) {
        uint64_t bits = 0;
        for (size_t b = n_bytes; b > 0; b--) {
            bits = bits << 8 | (unsigned char)bytes[i * n_bytes + b - 1];
        }
        if (is_whole(field->kind) && bits > field->highest) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: state \"%s\" holds %llu; at most %llu is possible here",
                                 reading->file, field->name, (unsigned long long)bits,
                                 (unsigned long long)field->highest);
        }
        set_bits(field->kind, bits, value + i * kinds[field->kind].memory);
    }
    if (field->count) {
        *field->count = array->n_rows;
    }
    return NNT_OK;
}

static void read_field(void *context, const nnt_state_field *field) {
    nnt_state_reading *reading = context;
    if (reading->status) {
        return;
    }
    const nnt_state_array *array = find(reading->list, field->name);
    if (!array) {
        reading->status = nnt_error_set(reading->error, NNT_ERR_MODEL,
                                        "%s: state \"%s\" is missing", reading->file, field->name);
        return;
    }
    reading->n_found++;
    const bool fits =
        strcmp(array->type, kinds[field->kind].type) == 0 && array->width == field->width &&
        (field->count ? array->n_rows <= field->most_rows : array->n_rows == field->n_rows);
    reading->status = fits ? fill(reading, field, array) : refuse_shape(reading, field, array);
}

nnt_state nnt_state_list_reader(nnt_state_reading *reading) {
    return nnt_state_begin(read_field, reading);
}

nnt_status nnt_state_reading_end(const nnt_state_reading *reading) {
    if (!reading->status && reading->n_found != reading->list->n) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: holds %zu arrays of state; this run has %zu", reading->file,
                             reading->list->n, reading->n_found);
    }
    return reading->status;
}
