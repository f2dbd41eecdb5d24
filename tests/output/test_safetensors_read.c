/* Reading safetensors files: sound ones give their tensors; each rule of the
 * format is broken once and named in the message. */
#include "base/memory_testing.h"
#include "output/safetensors_maker.h"
#include <stdlib.h>

#define ENTRY(name, type, shape, range)                                                            \
    "\"" name "\":{\"dtype\":\"" type "\",\"shape\":" shape ",\"data_offsets\":" range "}"
#define ONE(type, shape, range) "{" ENTRY("a", type, shape, range) "}"

/* `n_bytes` zeros follow the header. */
static void expect_broken(const char *header, size_t n_bytes, const char *message) {
    nnt_text file = make_file(header, NULL, n_bytes);
    expect_refused(&file, message);
    nnt_text_clear(&file);
}

/* ---- sound files ---------------------------------------------------------------- */

/* Written by Python's struct and json: entries in another order than their bytes,
 * both types, blanks inside and behind, metadata last. */
static const char foreign_header[] =
    "{\"w\": {\"data_offsets\": [8, 32], \"shape\": [3, 1], \"dtype\": \"F64\"}, "
    "\"b\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, "
    "\"__metadata__\": {\"k\": \"v\\u00e9\"}}       ";
static const char foreign_values[] = "\x00\x00\x80\x3e\x00\x00\x00\xc0"
                                     "\x00\x00\x00\x00\x00\x00\xf0\x3f"
                                     "\x9a\x99\x99\x99\x99\x99\xb9\x3f"
                                     "\x00\x00\x00\x00\x00\x00\x00\x80";

NNT_TEST(safetensors_read, foreign_file) {
    nnt_text text = make_file(foreign_header, foreign_values, 32);
    nnt_safetensors file;
    nnt_error error;
    cr_assert_eq(read_exactly(text.data, text.length, &file, &error), NNT_OK, "%s", error.message);
    cr_expect_eq(file.n_tensors, 2);
    cr_expect(!file.is_float32);
    const nnt_tensor *w = nnt_safetensors_find(&file, "w");
    const nnt_tensor *b = nnt_safetensors_find(&file, "b");
    cr_assert(w != NULL && b != NULL);
    cr_expect(nnt_safetensors_find(&file, "x") == NULL);
    cr_expect(w->rank == 2 && w->shape[0] == 3 && w->shape[1] == 1);
    cr_expect(b->rank == 1 && b->shape[0] == 2);
    const double w_values[] = {1, 0.1, -0.0};
    const double b_values[] = {0.25, -2};
    cr_expect_arr_eq(w->values, w_values, sizeof w_values);
    cr_expect_arr_eq(b->values, b_values, sizeof b_values);
    cr_expect_str_eq(nnt_safetensors_metadata(&file, "k"), "v\xc3\xa9");
    cr_expect(nnt_safetensors_metadata(&file, "w") == NULL);
    nnt_safetensors_clear(&file);
    nnt_text_clear(&text);
}

static void expect_read(const char *header, size_t n_bytes, size_t n_tensors) {
    nnt_text text = make_file(header, NULL, n_bytes);
    nnt_safetensors file;
    nnt_error error = {0};
    cr_expect_eq(read_exactly(text.data, text.length, &file, &error), NNT_OK, "%s", error.message);
    cr_expect_eq(file.n_tensors, n_tensors);
    nnt_safetensors_clear(&file);
    nnt_text_clear(&text);
}

NNT_TEST(safetensors_read, what_the_format_allows) {
    expect_read("{}", 0, 0);
    expect_read("{}   ", 0, 0);
    expect_read("{\"__metadata__\":{}}", 0, 0);
    expect_read(ONE("F32", "[]", "[0,4]"), 4, 1);
    expect_read(ONE("F64", "[0,3]", "[0,0]"), 0, 1);
    expect_read("{" ENTRY("a", "F32", "[2]", "[0,8]") "," ENTRY("b", "F64", "[0]", "[8,8]") "}", 8,
                2);
    expect_read("{" ENTRY("a//", "F32", "[1]", "[0,4]") "}", 4, 1);
    expect_read("{" ENTRY("\\\"//", "F32", "[1]", "[0,4]") "}", 4, 1);
}

/* ---- the header's place ------------------------------------------------------------ */

NNT_TEST(safetensors_read, header_length) {
    static const struct {
        uint64_t length;
        const char *message;
    } cases[] = {
        {100000001, "would have 100000001 bytes; at most 100000000"},
        {(uint64_t)1 << 63, "would have 9223372036854775808 bytes"},
        {UINT64_MAX - 7, "would have 18446744073709551608 bytes"},
        {3, "its header has 3 bytes, but only 2 follow"},
        {100000000, "cut short"},
        {0, "must begin with {"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nnt_text file = {0};
        add_length(&file, cases[i].length);
        nnt_text_add(&file, "{}");
        expect_refused(&file, cases[i].message);
        nnt_text_clear(&file);
    }
}

NNT_TEST(safetensors_read, files_of_text) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"{\"name\": 1}", "begins with text, \"{\\\"name\\\":\", not with the length of a header"},
        {"a,b\r\n1,2\r\n", "begins with text, \"a,b\\r\\n1,2\", not with"},
        {"\xef\xbb\xbfx,y\n1,2", "begins with text, \"x,y\\n1\", not with"},
        {"Gr\xc3\xb6\xc3\x9f"
         "e,x",
         "begins with text, \"Gr\", not with"},
        {"a,b\n\x01,2\n", "its header would have "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nnt_text file = {0};
        nnt_text_add(&file, cases[i].text);
        expect_refused(&file, cases[i].message);
        nnt_text_clear(&file);
    }
}

NNT_TEST(safetensors_read, shorter_than_the_length) {
    for (size_t n = 0; n < 8; n++) {
        nnt_text file = {0};
        nnt_text_add_bytes(&file, "\2\0\0\0\0\0\0", n);
        expect_refused(&file, "the length of the header alone takes 8");
        nnt_text_clear(&file);
    }
}

/* ---- the header's text --------------------------------------------------------------- */

NNT_TEST(safetensors_read, header_text) {
    expect_broken(" {}", 0, "must begin with {");
    expect_broken("[]", 0, "must begin with {");
    expect_broken("\xef\xbb\xbf{}", 0, "must begin with {");
    expect_broken("{", 0, "header:1:");
    expect_broken("{}x", 0, "header:1:3");
    expect_broken("{}{}", 0, "header:1:3");
    expect_broken("{\"a\":1,}", 0, "header:1:");
    expect_broken("{\"\xff\":1}", 0, "header:1:");
    expect_broken("{\"\\u0000\":1}", 0, "header:1:");
    expect_broken("{\"a\":NaN}", 0, "header:1:");
    expect_broken("{}// end", 0, "comments are not allowed");
    expect_broken("{/**/}", 0, "comments are not allowed");
    expect_broken("{" ENTRY("a", "F32", "[0]", "[0,0]") "," ENTRY("a", "F32", "[0]", "[0,0]") "}",
                  0, "header:1:");
    expect_broken("{\"__metadata__\":[]}", 0, "__metadata__ must be an object, not an array");
    expect_broken("{\"__metadata__\":null}", 0, "__metadata__ must be an object, not null");
    expect_broken("{\"__metadata__\":{\"k\":1}}", 0, "\"k\" must be a string, not a number");
    expect_broken("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "header:1:");
}

/* ---- entries ---------------------------------------------------------------------------- */

NNT_TEST(safetensors_read, entries) {
    expect_broken("{\"a\":[]}", 0, "tensor \"a\": its entry must be an object, not an array");
    expect_broken("{\"a\":{}}", 0, "dtype must be a string");
    expect_broken("{\"a\":{\"dtype\":32}}", 0, "dtype must be a string");
    expect_broken(ONE("F16", "[2]", "[0,4]"), 4,
                  "type F16 is not supported here; supported: F32, F64");
    expect_broken(ONE("BF16", "[2]", "[0,4]"), 4, "type BF16 is not supported here");
    expect_broken(ONE("I64", "[1]", "[0,8]"), 8, "type I64 is not supported here");
    expect_broken(ONE("f32", "[1]", "[0,4]"), 4, "unknown type \"f32\"; did you mean \"F32\"?");
    expect_broken(ONE("quaternion", "[1]", "[0,4]"), 4, "unknown type \"quaternion\"; supported");
    expect_broken("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, "shape must be a list");
    expect_broken("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "data_offsets must be a list");
    expect_broken("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":0}}", 4,
                  "has 4 keys; allowed: dtype, shape, data_offsets");
    expect_broken(ONE("F32", "[1,1,1]", "[0,4]"), 4, "has 3 dimensions; supported: 0 to 2");
    expect_broken(ONE("F32", "[1]", "[0]"), 4, "data_offsets must be [begin, end]");
    expect_broken(ONE("F32", "[1]", "[0,4,8]"), 4, "data_offsets must be [begin, end]");
    expect_broken(ONE("F32", "[0]", "[4,0]"), 4, "with begin <= end");
    expect_broken(ONE("F32", "[2]", "[0,4]"), 4, "give it 4 bytes, but its type and shape need 8");
    expect_broken(ONE("F64", "[1]", "[0,4]"), 4, "give it 4 bytes, but its type and shape need 8");
}

NNT_TEST(safetensors_read, numbers_are_strict) {
    expect_broken(ONE("F32", "[1.0]", "[0,4]"), 4, "shape[0] is 1.0; a whole number");
    expect_broken(ONE("F32", "[1.5]", "[0,4]"), 4, "shape[0] is 1.5; a whole number");
    expect_broken(ONE("F32", "[1e0]", "[0,4]"), 4, "shape[0] is 1e0; a whole number");
    expect_broken(ONE("F32", "[1,\"1\"]", "[0,4]"), 4, "shape[1] is a string; a whole number");
    expect_broken(ONE("F32", "[-1]", "[0,4]"), 4, "shape[0] is -1; a whole number");
    expect_broken(ONE("F32", "[true]", "[0,4]"), 4, "shape[0] is ");
    expect_broken(ONE("F32", "[1]", "[-0,4]"), 4, "data_offsets[0] is -0; a whole number");
    expect_broken(ONE("F32", "[1]", "[0,9007199254740993]"), 4,
                  "data_offsets[1] is 9007199254740993");
    expect_broken(ONE("F32", "[18446744073709551617]", "[0,4]"), 4,
                  "shape[0] is 18446744073709551617");
    expect_broken(ONE("F32", "[9007199254740992,9007199254740992]", "[0,4]"), 4,
                  "its shape is too large");
    expect_broken(ONE("F32", "[9007199254740992,2048]", "[0,0]"), 0, "its shape is too large");
}

/* ---- ranges ----------------------------------------------------------------------------- */

NNT_TEST(safetensors_read, ranges) {
    expect_broken(ONE("F32", "[1]", "[4,8]"), 8,
                  "begins at byte 4, but the bytes before it end at 0");
    expect_broken("{" ENTRY("a", "F32", "[1]", "[0,4]") "," ENTRY("b", "F32", "[1]", "[8,12]") "}",
                  12, "\"b\" begins at byte 8, but the bytes before it end at 4 (there is a hole)");
    expect_broken("{" ENTRY("b", "F32", "[2]", "[4,12]") "," ENTRY("a", "F32", "[2]", "[0,8]") "}",
                  12, "\"b\" begins at byte 4, but the bytes before it end at 8 (tensors overlap)");
    expect_broken("{" ENTRY("a", "F32", "[1]", "[0,4]") "," ENTRY("b", "F32", "[1]", "[0,4]") "}",
                  4, "(tensors overlap)");
    expect_broken(ONE("F32", "[2]", "[0,8]"), 7,
                  "cut short: the tensors take 8 bytes, but 7 follow");
    expect_broken(ONE("F32", "[1]", "[0,4]"), 5,
                  "unused bytes at the end: the tensors take 4 bytes");
    expect_broken("{}", 1, "unused bytes at the end");
    expect_broken(ONE("F32", "[2251799813685248]", "[0,9007199254740992]"), 4, "cut short");
}

/* ---- values ----------------------------------------------------------------------------- */

NNT_TEST(safetensors_read, values_must_be_finite) {
    static const struct {
        const char *header, *values, *message;
    } cases[] = {
        {ONE("F32", "[2]", "[0,8]"), "\0\0\0\0\0\0\xc0\x7f", "value 2 of 2 is NaN"},
        {ONE("F32", "[1,2]", "[0,8]"), "\0\0\x80\xff\0\0\0\0", "value 1 of 2 is infinite"},
        {ONE("F64", "[1]", "[0,8]"), "\1\0\0\0\0\0\xf0\x7f", "value 1 of 1 is NaN"},
        {ONE("F64", "[1]", "[0,8]"), "\0\0\0\0\0\0\xf0\x7f", "tensor \"a\": value 1 of 1 is inf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nnt_text file = make_file(cases[i].header, cases[i].values, 8);
        expect_refused(&file, cases[i].message);
        nnt_text_clear(&file);
    }
}

/* ---- damage ------------------------------------------------------------------------------- */

NNT_TEST(safetensors_read, every_cut_is_noticed) {
    nnt_text text = make_file(foreign_header, foreign_values, 32);
    for (size_t n = 0; n < text.length; n++) {
        nnt_safetensors file;
        cr_expect_eq(read_exactly(text.data, n, &file, NULL), NNT_ERR_MODEL, "cut at %zu", n);
    }
    nnt_text_clear(&text);
}

NNT_TEST(safetensors_read, no_flipped_bit_does_harm) {
    nnt_text text = make_file(foreign_header, foreign_values, 32);
    for (size_t bit = 0; bit < 8 * text.length; bit++) {
        nnt_safetensors file;
        text.data[bit / 8] = (char)(text.data[bit / 8] ^ 1 << bit % 8);
        const nnt_status status = read_exactly(text.data, text.length, &file, NULL);
        cr_expect(status == NNT_OK || status == NNT_ERR_MODEL, "bit %zu: %d", bit, status);
        nnt_safetensors_clear(&file);
        text.data[bit / 8] = (char)(text.data[bit / 8] ^ 1 << bit % 8);
    }
    nnt_text_clear(&text);
}

NNT_TEST(safetensors_read, each_allocation_may_fail) {
    nnt_text text = make_file(foreign_header, foreign_values, 32);
    nnt_safetensors file;
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 0;
    while (status == NNT_ERR_MEMORY && k < 1000) {
        nnt_memory_fail_at(++k, false);
        status = read_exactly(text.data, text.length, &file, NULL);
    }
    nnt_memory_fail_at(0, false);
    cr_expect_eq(status, NNT_OK);
    cr_expect_gt(k, 4);
    nnt_safetensors_clear(&file);
    nnt_text_clear(&text);
}
