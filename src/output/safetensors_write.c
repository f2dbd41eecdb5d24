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
    nnt_text_add_json_string(header, tensor->name);
    nnt_text_addf(header, ":{\"dtype\":\"%s\",\"shape\":[", as_float32 ? "F32" : "F64");
    for (size_t d = 0; d < tensor->rank; d++) {
        nnt_text_addf(header, d > 0 ? ",%zu" : "%zu", tensor->shape[d]);
    }
    nnt_text_addf(header, "],\"data_offsets\":[%zu,%zu]}", begin, end);
    return end;
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

void nnt_safetensors_write(const nnt_tensor *tensors,
                           size_t n_tensors,
                           bool as_float32,
                           const nnt_metadata *metadata,
                           size_t n_metadata,
                           nnt_text *file) {
    nnt_text header = {0};
    nnt_text_add(&header, "{");
    add_metadata(metadata, n_metadata, &header);
    size_t end = 0;
    for (size_t t = 0; t < n_tensors; t++) {
        nnt_text_add(&header, ",");
        end = add_entry(&tensors[t], as_float32, end, &header);
    }
    nnt_text_add(&header, "}");
    while (!header.failed && header.length % HEADER_MULTIPLE != 0) {
        nnt_text_add(&header, " ");
    }
    if (header.failed) {
        file->failed = true;
    } else {
        add_little_endian(header.length, LENGTH_BYTES, file);
        nnt_text_add_bytes(file, header.data, header.length);
    }
    for (size_t t = 0; t < n_tensors; t++) {
        for (size_t i = 0; i < count_values(&tensors[t]); i++) {
            add_value(tensors[t].values[i], as_float32, file);
        }
    }
    nnt_text_clear(&header);
}
