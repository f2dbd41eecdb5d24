/* Writing a safetensors file. */
#include "output/safetensors.h"

#include <string.h>

enum { LENGTH_BYTES = 8, HEADER_MULTIPLE = 8 };

static size_t count_values(const nnt_tensor *tensor) {
    size_t n = 1;
    for (size_t d = 0; d < tensor->rank; d++) {
        n *= tensor->shape[d];
    }
    return n;
}

static void add_metadata(const nnt_metadata *metadata, size_t n, nnt_text *header) {
    nnt_text_add(header, "\"__metadata__\":{");
    for (size_t i = 0; i < n; i++) {
        nnt_text_add(header, i > 0 ? "," : "");
        nnt_text_add_json_string(header, metadata[i].key);
        nnt_text_add(header, ":");
        nnt_text_add_json_string(header, metadata[i].value);
    }
    nnt_text_add(header, "}");
}

/* The tensor's entry; returns the end of its bytes, which start at `begin`. */
static size_t add_entry(const nnt_tensor *tensor, bool as_float32, size_t begin, nnt_text *header) {
    const size_t end = begin + count_values(tensor) * (as_float32 ? sizeof(float) : sizeof(double));
    nnt_text_add(header, ",");
    nnt_text_add_json_string(header, tensor->name);
    nnt_text_addf(header, ":{\"dtype\":\"%s\",\"shape\":[", as_float32 ? "F32" : "F64");
    for (size_t d = 0; d < tensor->rank; d++) {
        nnt_text_addf(header, d > 0 ? ",%zu" : "%zu", tensor->shape[d]);
    }
    nnt_text_addf(header, "],\"data_offsets\":[%zu,%zu]}", begin, end);
    return end;
}

/* The entries of state, whose bytes start at `begin`. */
static void add_state_entries(const nnt_state_list *state, size_t begin, nnt_text *header) {
    for (size_t i = 0; i < state->n; i++) {
        const nnt_state_array *array = &state->arrays[i];
        const size_t end = begin + nnt_state_array_bytes(array);
        nnt_text_addf(header,
                      ",\"" NNT_STATE_PREFIX
                      "%s\":{\"dtype\":\"%s\",\"shape\":[%zu,%zu],\"data_offsets\":[%zu,%zu]}",
                      array->name, array->type, array->n_rows, array->width, begin, end);
        begin = end;
    }
}

static void add_little_endian(uint64_t bits, size_t n_bytes, nnt_text *file) {
    char bytes[sizeof bits];
    for (size_t i = 0; i < n_bytes; i++) {
        bytes[i] = (char)(bits >> 8 * i & 0xff);
    }
    nnt_text_add_bytes(file, bytes, n_bytes);
}

static void add_value(double value, bool as_float32, nnt_text *file) {
    if (as_float32) {
        const float rounded = (float)value;
        uint32_t bits = 0;
        memcpy(&bits, &rounded, sizeof bits);
        add_little_endian(bits, sizeof bits, file);
    } else {
        uint64_t bits = 0;
        memcpy(&bits, &value, sizeof bits);
        add_little_endian(bits, sizeof bits, file);
    }
}

static void add_header(const nnt_safetensors_content *content, nnt_text *header) {
    nnt_text_add(header, "{");
    add_metadata(content->metadata, content->n_metadata, header);
    size_t end = 0;
    for (size_t t = 0; t < content->n_tensors; t++) {
        end = add_entry(&content->tensors[t], content->as_float32, end, header);
    }
    if (content->state) {
        add_state_entries(content->state, end, header);
    }
    nnt_text_add(header, "}");
    while (!header->failed && header->length % HEADER_MULTIPLE != 0) {
        nnt_text_add(header, " ");
    }
}

void nnt_safetensors_write(const nnt_safetensors_content *content, nnt_text *file) {
    nnt_text header = {0};
    add_header(content, &header);
    if (header.failed) {
        file->failed = true;
    } else {
        add_little_endian(header.length, LENGTH_BYTES, file);
        nnt_text_add_bytes(file, header.data, header.length);
    }
    for (size_t t = 0; t < content->n_tensors; t++) {
        const nnt_tensor *tensor = &content->tensors[t];
        for (size_t i = 0; i < count_values(tensor); i++) {
            add_value(tensor->values[i], content->as_float32, file);
        }
    }
    for (size_t i = 0; content->state && i < content->state->n; i++) {
        const nnt_state_array *array = &content->state->arrays[i];
        nnt_text_add_bytes(file, content->state->bytes + array->at, nnt_state_array_bytes(array));
    }
    nnt_text_clear(&header);
}
