/* Reading a safetensors file. Nothing in it is believed before it is checked:
 * first the header's place, then its JSON, then each entry, then that the
 * entries' ranges fill the file, and last the values. */
#include "output/safetensors.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "output/safetensors_slot.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_BYTES = 8 };

typedef struct reading_state {
    const char *name;           /* of the file, for messages */
    const unsigned char *bytes; /* the whole file */
    size_t length;
    size_t header_length;
    nnt_safetensors *file; /* what is being made */
    nnt_slot *slots;       /* (file->n_tensors) */
    nnt_error *error;
} reading_state;

static nnt_status fail_memory(const reading_state *reading) {
    return nnt_error_set(reading->error, NNT_ERR_MEMORY, "%s: no memory to read it", reading->name);
}

/* ---- header ------------------------------------------------------------------- */

static uint64_t read_little_endian(const unsigned char *bytes, size_t n_bytes) {
    uint64_t bits = 0;
    for (size_t i = n_bytes; i > 0; i--) {
        bits = bits << 8 | bytes[i - 1];
    }
    return bits;
}

/* How many of the first bytes are text of ASCII, behind a byte order mark if there is one;
 * 0 when a byte is of no text. */
static size_t count_letters(const unsigned char *bytes, size_t n_skipped) {
    size_t n = 0;
    for (size_t i = n_skipped; i < LENGTH_BYTES; i++) {
        const bool is_blank = bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t';
        if (!is_blank && (bytes[i] < ' ' || bytes[i] == 0x7F)) {
            return 0;
        }
        n += bytes[i] < 0x80 && n == i - n_skipped;
    }
    return n;
}

/* A header's length would be its number, but JSON and CSV begin so, too. True when refused. */
static bool refuse_text(const char *name, const unsigned char *bytes, nnt_error *error) {
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t n_skipped = memcmp(bytes, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
    const size_t n = count_letters(bytes, n_skipped);
    if (n == 0) {
        return false;
    }
    nnt_text shown = {0};
    nnt_text quoted = {0};
    nnt_text_add_bytes(&shown, (const char *)bytes + n_skipped, n);
    nnt_text_add_json_string(&quoted, shown.failed ? "" : shown.data);
    nnt_error_set(error, NNT_ERR_MODEL,
                  "%s: no safetensors file: it begins with text, %s, not with the length of a "
                  "header",
                  name, quoted.failed ? "" : quoted.data);
    nnt_text_clear(&shown);
    nnt_text_clear(&quoted);
    return true;
}

/* The first bytes must be there, and promise a header that can be one. */
static nnt_status
check_start(const char *name, const char *start, size_t length, nnt_error *error) {
    const unsigned char *bytes = (const unsigned char *)start;
    if (length < LENGTH_BYTES) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: no safetensors file: it has %zu bytes, and the length of the "
                             "header alone takes %d",
                             name, length, LENGTH_BYTES);
    }
    const uint64_t n = read_little_endian(bytes, LENGTH_BYTES);
    if (n > NNT_MOST_TENSOR_HEADER_BYTES && refuse_text(name, bytes, error)) {
        return NNT_ERR_MODEL;
    }
    if (n > NNT_MOST_TENSOR_HEADER_BYTES) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: no safetensors file: its header would have %" PRIu64
                             " bytes; at most %d are allowed",
                             name, n, NNT_MOST_TENSOR_HEADER_BYTES);
    }
    if (n == 0 || (length > LENGTH_BYTES && bytes[LENGTH_BYTES] != '{')) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: no safetensors file: its header must begin with {", name);
    }
    return NNT_OK;
}

static nnt_status find_header(reading_state *reading) {
    const nnt_status status =
        check_start(reading->name, (const char *)reading->bytes, reading->length, reading->error);
    if (status) {
        return status;
    }
    const uint64_t n = read_little_endian(reading->bytes, LENGTH_BYTES);
    if (n > reading->length - LENGTH_BYTES) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: the file is cut short: its header has %" PRIu64
                             " bytes, but only %zu follow",
                             reading->name, n, reading->length - LENGTH_BYTES);
    }
    reading->header_length = (size_t)n;
    return NNT_OK;
}

/* The JSON reader allows comments, the format does not. Outside of strings a
 * slash stands nowhere else; the text is known to be valid otherwise. */
static bool has_comment(const char *text, size_t length) {
    bool in_string = false;
    for (size_t i = 0; i < length; i++) {
        if (in_string && text[i] == '\\') {
            i++;
        } else if (text[i] == '"') {
            in_string = !in_string;
        } else if (!in_string && text[i] == '/') {
            return true;
        }
    }
    return false;
}

static nnt_status read_header(reading_state *reading) {
    const char *text = (const char *)reading->bytes + LENGTH_BYTES;
    nnt_status status = nnt_json_read(text, reading->header_length, "header",
                                      &reading->file->header, NULL, reading->error);
    if (status == NNT_ERR_CONFIG) {
        nnt_error_prefix(reading->error, "%s: ", reading->name);
        if (reading->error) {
            reading->error->status = NNT_ERR_MODEL;
        }
        return NNT_ERR_MODEL;
    }
    if (!status && has_comment(text, reading->header_length)) {
        status = nnt_error_set(reading->error, NNT_ERR_MODEL,
                               "%s: header: comments are not allowed", reading->name);
    }
    return status;
}

/* ---- metadata ------------------------------------------------------------------- */

static nnt_status read_metadata(const reading_state *reading, const nnt_json *object) {
    if (object->type != NNT_JSON_OBJECT) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: header: __metadata__ must be an object, not %s", reading->name,
                             nnt_json_type_text(object));
    }
    nnt_safetensors *file = reading->file;
    file->metadata = nnt_allocate(object->n_children, sizeof *file->metadata);
    if (!file->metadata) {
        return fail_memory(reading);
    }
    for (const nnt_json *item = object->first; item; item = item->next) {
        if (item->type != NNT_JSON_STRING) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: header: __metadata__: \"%.80s\" must be a string, not %s",
                                 reading->name, item->key, nnt_json_type_text(item));
        }
        file->metadata[file->n_metadata++] = (nnt_metadata){item->key, item->text};
    }
    return NNT_OK;
}

/* ---- entries -------------------------------------------------------------------- */

static nnt_status read_entries(reading_state *reading) {
    const nnt_json *root = reading->file->header.root;
    reading->slots = nnt_allocate(root->n_children, sizeof *reading->slots);
    if (!reading->slots) {
        return fail_memory(reading);
    }
    nnt_status status = NNT_OK;
    for (const nnt_json *item = root->first; item && !status; item = item->next) {
        if (strcmp(item->key, "__metadata__") == 0) {
            status = read_metadata(reading, item);
        } else {
            status = nnt_slot_read(item, reading->name, &reading->slots[reading->file->n_tensors++],
                                   reading->error);
        }
    }
    return status;
}

/* ---- ranges and values ------------------------------------------------------------ */

static int compare_ranges(const void *a, const void *b) {
    const nnt_slot *x = a;
    const nnt_slot *y = b;
    if (x->begin != y->begin) {
        return x->begin < y->begin ? -1 : 1;
    }
    return (x->end > y->end) - (x->end < y->end);
}

/* In the order of their bytes, the tensors must touch and fill the file. */
static nnt_status check_ranges(const reading_state *reading) {
    const size_t n = reading->file->n_tensors;
    const uint64_t n_bytes = reading->length - LENGTH_BYTES - reading->header_length;
    uint64_t end = 0;
    qsort(reading->slots, n, sizeof *reading->slots, compare_ranges);
    for (size_t i = 0; i < n; i++) {
        const nnt_slot *slot = &reading->slots[i];
        if (slot->begin != end) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: tensor \"%.80s\" begins at byte %" PRIu64
                                 ", but the bytes before it end at %" PRIu64 " (%s)",
                                 reading->name, slot->tensor.name, slot->begin, end,
                                 slot->begin < end ? "tensors overlap" : "there is a hole");
        }
        end = slot->end;
    }
    if (end != n_bytes) {
        return nnt_error_set(
            reading->error, NNT_ERR_MODEL,
            "%s: %s: the tensors take %" PRIu64 " bytes, but %" PRIu64 " follow the header",
            reading->name, end > n_bytes ? "the file is cut short" : "unused bytes at the end", end,
            n_bytes);
    }
    return NNT_OK;
}

static double decode(const unsigned char *bytes, size_t n_bytes) {
    const uint64_t bits = read_little_endian(bytes, n_bytes);
    if (n_bytes == sizeof(float)) {
        const uint32_t short_bits = (uint32_t)bits;
        float value = 0;
        memcpy(&value, &short_bits, sizeof value);
        return (double)value;
    }
    double value = 0;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static nnt_status
decode_tensor(const reading_state *reading, const nnt_slot *slot, double *values) {
    const unsigned char *bytes =
        reading->bytes + LENGTH_BYTES + reading->header_length + slot->begin;
    for (size_t i = 0; i < slot->n_values; i++) {
        values[i] = decode(bytes + i * slot->element_bytes, slot->element_bytes);
        if (!isfinite(values[i])) {
            return nnt_error_set(reading->error, NNT_ERR_MODEL,
                                 "%s: tensor \"%.80s\": value %zu of %zu is %s; all must be finite",
                                 reading->name, slot->tensor.name, i + 1, slot->n_values,
                                 isnan(values[i]) ? "NaN" : "infinite");
        }
    }
    return NNT_OK;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(((const nnt_tensor *)a)->name, ((const nnt_tensor *)b)->name);
}

/* Puts an array of state into its list. */
static nnt_status keep_state(const reading_state *reading, const nnt_slot *slot) {
    nnt_state_list *state = &reading->file->state;
    const nnt_tensor *tensor = &slot->tensor;
    if (tensor->rank != 2) {
        return nnt_error_set(reading->error, NNT_ERR_MODEL,
                             "%s: tensor \"%.80s\" must have the shape [rows, values]",
                             reading->name, tensor->name);
    }
    nnt_state_list_add(state, tensor->name + strlen(NNT_STATE_PREFIX),
                       &(nnt_state_array){.type = slot->type,
                                          .n_rows = tensor->shape[0],
                                          .width = tensor->shape[1],
                                          .at = state->own.length});
    const unsigned char *bytes =
        reading->bytes + LENGTH_BYTES + reading->header_length + slot->begin;
    nnt_text_add_bytes(&state->own, (const char *)bytes, slot->n_bytes);
    state->bytes = state->own.data;
    return state->failed || state->own.failed ? fail_memory(reading) : NNT_OK;
}

/* Counts tensors and their values, which are to get memory. The ranges are known to
 * be right, so the sums cannot overflow. */
static nnt_status reserve_values(const reading_state *reading) {
    nnt_safetensors *file = reading->file;
    size_t n_values = 0;
    size_t n_tensors = 0;
    file->is_float32 = true;
    for (size_t i = 0; i < file->n_tensors; i++) {
        const nnt_slot *slot = &reading->slots[i];
        if (!slot->is_state) {
            n_tensors++;
            n_values += slot->n_values;
            file->is_float32 = file->is_float32 && slot->element_bytes == sizeof(float);
        }
    }
    file->values = nnt_allocate(n_values, sizeof *file->values);
    file->tensors = nnt_allocate(n_tensors, sizeof *file->tensors);
    return file->values && file->tensors ? NNT_OK : fail_memory(reading);
}

static nnt_status read_values(const reading_state *reading) {
    nnt_safetensors *file = reading->file;
    const size_t n_slots = file->n_tensors;
    nnt_status status = reserve_values(reading);
    double *values = file->values;
    file->n_tensors = 0;
    for (size_t i = 0; i < n_slots && !status; i++) {
        const nnt_slot *slot = &reading->slots[i];
        if (slot->is_state) {
            status = keep_state(reading, slot);
            continue;
        }
        status = decode_tensor(reading, slot, values);
        file->tensors[file->n_tensors] = slot->tensor;
        file->tensors[file->n_tensors++].values = values;
        values += slot->n_values;
    }
    if (!status) {
        qsort(file->tensors, file->n_tensors, sizeof *file->tensors, compare_names);
    }
    return status;
}

nnt_status nnt_safetensors_read(
    const char *bytes, size_t length, const char *name, nnt_safetensors *file, nnt_error *error) {
    *file = (nnt_safetensors){0};
    reading_state reading = {.name = name,
                             .bytes = (const unsigned char *)bytes,
                             .length = length,
                             .file = file,
                             .error = error};
    nnt_status status = find_header(&reading);
    if (!status) {
        status = read_header(&reading);
    }
    if (!status) {
        status = read_entries(&reading);
    }
    if (!status) {
        status = check_ranges(&reading);
    }
    if (!status) {
        status = read_values(&reading);
    }
    nnt_free(reading.slots);
    if (status) {
        nnt_safetensors_clear(file);
    }
    return status;
}

nnt_status nnt_safetensors_load(const char *path, nnt_safetensors *file, nnt_error *error) {
    char *bytes = NULL;
    size_t length = 0;
    *file = (nnt_safetensors){0};
    nnt_status status =
        nnt_file_read_after(check_start, path, NNT_MOST_MODEL_BYTES, &bytes, &length, error);
    if (!status) {
        status = nnt_safetensors_read(bytes, length, path, file, error);
    }
    nnt_free(bytes);
    return status;
}

/* ---- use -------------------------------------------------------------------------- */

const nnt_tensor *nnt_safetensors_find(const nnt_safetensors *file, const char *name) {
    const nnt_tensor wanted = {.name = name};
    return file->n_tensors == 0 ? NULL
                                : bsearch(&wanted, file->tensors, file->n_tensors,
                                          sizeof *file->tensors, compare_names);
}

const char *nnt_safetensors_metadata(const nnt_safetensors *file, const char *key) {
    for (size_t i = 0; i < file->n_metadata; i++) {
        if (strcmp(file->metadata[i].key, key) == 0) {
            return file->metadata[i].value;
        }
    }
    return NULL;
}

void nnt_safetensors_clear(nnt_safetensors *file) {
    nnt_free(file->tensors);
    nnt_free(file->metadata);
    nnt_free(file->values);
    nnt_state_list_clear(&file->state);
    nnt_json_clear(&file->header);
    *file = (nnt_safetensors){0};
}
