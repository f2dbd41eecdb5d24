/* Makes safetensors files, sound or broken, from a header's text and some bytes. */
#ifndef NNT_TESTS_OUTPUT_SAFETENSORS_MAKER_H
#define NNT_TESTS_OUTPUT_SAFETENSORS_MAKER_H

#include "base/text.h"
#include "output/safetensors.h"
#include "support/nnt_test.h"
#include <string.h>

static inline void add_length(nnt_text *file, uint64_t length) {
    for (int i = 0; i < 8; i++) {
        const char byte = (char)(length >> 8 * i & 0xff);
        nnt_text_add_bytes(file, &byte, 1);
    }
}

/* `values` may be NULL: n_bytes zeros. */
static inline nnt_text make_file(const char *header, const char *values, size_t n_bytes) {
    nnt_text file = {0};
    add_length(&file, strlen(header));
    nnt_text_add(&file, header);
    for (size_t i = 0; i < n_bytes; i++) {
        nnt_text_add_bytes(&file, values ? values + i : "", 1);
    }
    return file;
}

/* Reads a copy of exactly this size, so that the sanitizer sees a byte too far. */
static inline nnt_status
read_exactly(const char *bytes, size_t length, nnt_safetensors *file, nnt_error *error) {
    char *copy = malloc(length + (length == 0));
    cr_assert(copy != NULL);
    memcpy(copy, bytes, length);
    const nnt_status status = nnt_safetensors_read(copy, length, "m.safetensors", file, error);
    free(copy);
    return status;
}

static inline void expect_refused(const nnt_text *file, const char *message) {
    nnt_safetensors read;
    nnt_error error = {0};
    const nnt_status status = read_exactly(file->data, file->length, &read, &error);
    cr_expect_eq(status, NNT_ERR_MODEL, "%s: status %d", message, status);
    cr_expect_eq(error.status, NNT_ERR_MODEL, "%s: status %d in the error", message, error.status);
    cr_expect(strncmp(error.message, "m.safetensors: ", 15) == 0, "no file name: %s",
              error.message);
    cr_expect(strstr(error.message, message) != NULL, "found:    %s\nexpected: %s", error.message,
              message);
    cr_expect(read.tensors == NULL && read.metadata == NULL && read.header.root == NULL);
    if (status == NNT_OK) {
        nnt_safetensors_clear(&read);
    }
}

#endif
