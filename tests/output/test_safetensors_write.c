/* Written files are, byte for byte, what an independent writer makes of the same
 * tensors: the bytes here were computed with Python's json and struct modules. */
#include "output/safetensors.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static const double weight[] = {1.5, -0.1};
static const double bias[] = {2};
static const nnt_tensor tensors[] = {{"layers.0.weight", 2, {1, 2}, weight},
                                     {"layers.0.bias", 1, {1}, bias}};
static const nnt_metadata metadata[] = {{"a", "x\"y"}, {"b", ""}};

static void
expect_file(bool as_float32, const char *header, const char *values, size_t n_value_bytes) {
    nnt_text file = {0};
    nnt_safetensors_write(&(nnt_safetensors_content){tensors, 2, as_float32, metadata, 2, NULL},
                          &file);
    cr_assert(!file.failed);
    cr_assert_eq(strlen(header), 176);
    cr_assert_eq(file.length, 8 + 176 + n_value_bytes);
    cr_expect_arr_eq(file.data, "\xb0\0\0\0\0\0\0\0", 8);
    cr_expect_arr_eq(file.data + 8, header, 176);
    cr_expect_arr_eq(file.data + 8 + 176, values, n_value_bytes);
    nnt_text_clear(&file);
}

NNT_TEST(safetensors_write, float32_file_is_exact) {
    expect_file(true,
                "{\"__metadata__\":{\"a\":\"x\\\"y\",\"b\":\"\"},"
                "\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                "\"layers.0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}"
                "     ",
                "\x00\x00\xc0\x3f\xcd\xcc\xcc\xbd\x00\x00\x00\x40", 12);
}

NNT_TEST(safetensors_write, float64_file_is_exact) {
    expect_file(false,
                "{\"__metadata__\":{\"a\":\"x\\\"y\",\"b\":\"\"},"
                "\"layers.0.weight\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]},"
                "\"layers.0.bias\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[16,24]}}"
                "   ",
                "\x00\x00\x00\x00\x00\x00\xf8\x3f\x9a\x99\x99\x99\x99\x99\xb9\xbf"
                "\x00\x00\x00\x00\x00\x00\x00\x40",
                24);
}

NNT_TEST(safetensors_write, tensors_begin_at_a_multiple_of_8) {
    for (size_t n = 0; n < 16; n++) {
        const nnt_metadata filler = {"filler", &"0123456789abcdef"[n]};
        nnt_text file = {0};
        nnt_safetensors_write(&(nnt_safetensors_content){NULL, 0, true, &filler, 1, NULL}, &file);
        cr_expect_eq(file.length % 8, 0);
        cr_expect_eq(file.length, 8 + (unsigned char)file.data[0]);
        nnt_text_clear(&file);
    }
}

NNT_TEST(safetensors_write, values_come_back_to_the_bit) {
    const double values[] = {0,         -0.0,   1.0 / 3,   -1e308, 5e-324, 0x1p-1022,
                             0x1.8p-30, 1e-300, 123456789, -7.25,  1e22,   3};
    const nnt_tensor tensor = {"t", 2, {3, 4}, values};
    nnt_text text = {0};
    nnt_safetensors file;
    nnt_safetensors_write(&(nnt_safetensors_content){&tensor, 1, false, NULL, 0, NULL}, &text);
    cr_assert_eq(nnt_safetensors_read(text.data, text.length, "m", &file, NULL), NNT_OK);
    const nnt_tensor *read = nnt_safetensors_find(&file, "t");
    cr_assert(read != NULL);
    cr_expect_eq(read->rank, 2);
    cr_expect_eq(read->shape[0], 3);
    cr_expect_eq(read->shape[1], 4);
    cr_expect_arr_eq(read->values, values, sizeof values);
    cr_expect(!file.is_float32);
    nnt_safetensors_clear(&file);
    nnt_text_clear(&text);
}

/* Arrays of state stand behind the tensors, under their prefix and in their types. */
NNT_TEST(safetensors_write, state_comes_back_apart) {
    uint64_t steps = 5;
    double table[] = {1, -0.0, (double)NAN, 4};
    nnt_state_list list = {0};
    nnt_state writer = nnt_state_list_writer(&list);
    nnt_state_u64(&writer, "steps", &steps);
    nnt_state_values(&writer, "table", NNT_STATE_F64, table, 4);
    nnt_text text = {0};
    nnt_safetensors file;
    nnt_error error = {0};
    nnt_safetensors_write(&(nnt_safetensors_content){tensors, 2, true, metadata, 2, &list}, &text);
    cr_assert(strstr(text.data + 8, "\"state.steps\":{\"dtype\":\"U64\",\"shape\":[1,1],"
                                    "\"data_offsets\":[12,20]}"));
    cr_assert_eq(nnt_safetensors_read(text.data, text.length, "m", &file, &error), NNT_OK, "%s",
                 error.message);
    cr_expect_eq(file.n_tensors, 2);
    cr_expect(file.is_float32);
    cr_assert_eq(file.state.n, 2);
    cr_expect_str_eq(file.state.arrays[1].name, "table");
    cr_expect_eq(file.state.arrays[1].n_rows, 4);
    cr_expect_arr_eq(file.state.bytes, "\5\0\0\0\0\0\0\0", 8);
    cr_expect_arr_eq(file.state.bytes + file.state.arrays[1].at, table, sizeof table);
    nnt_safetensors_clear(&file);
    nnt_state_list_clear(&list);
    nnt_text_clear(&text);
}
