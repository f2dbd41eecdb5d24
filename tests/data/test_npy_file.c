/* NPY files: every type, both orders, all ways in which they can be damaged, and as a source. */
#include "data/npy_file.h"

#include "data_support.h"
#include <math.h>

typedef struct npy_bytes {
    char data[1024];
    size_t length;
} npy_bytes;

/* Version 1 with this header and no values yet. */
static npy_bytes start_npy(const char *header) {
    npy_bytes it = {.length = 10};
    memcpy(it.data, "\x93NUMPY\1\0", 8);
    it.data[8] = (char)strlen(header);
    it.data[9] = '\0';
    memcpy(it.data + 10, header, strlen(header));
    it.length += strlen(header);
    return it;
}

static void add(npy_bytes *it, uint64_t bits, size_t width, bool is_big_endian) {
    for (size_t i = 0; i < width; i++) {
        it->data[it->length++] = (char)(bits >> 8 * (is_big_endian ? width - 1 - i : i));
    }
}

static nnt_status read_bytes(const npy_bytes *bytes, nnt_npy *npy, nnt_error *error) {
    const char *path = write_file("file.npy", bytes->data, bytes->length);
    const nnt_status status = nnt_npy_read(path, npy, error);
    cr_assert(unlink(path) == 0);
    return status;
}

/* Three values by their bits, in both byte orders. */
static void
check_type(const char *type, size_t width, const uint64_t *bits, const double *expected) {
    for (int is_big = 0; is_big < 2; is_big++) {
        char header[128];
        snprintf(header, sizeof header,
                 "{'descr': '%c%s', 'fortran_order': False, 'shape': (3,), }  \n",
                 is_big ? '>' : '<', type);
        npy_bytes bytes = start_npy(header);
        nnt_npy npy;
        nnt_error error = {0};
        for (size_t i = 0; i < 3; i++) {
            add(&bytes, bits[i], width, is_big);
        }
        cr_assert(read_bytes(&bytes, &npy, &error) == NNT_OK, "%s", error.message);
        cr_assert(npy.n_rows == 3 && npy.n_columns == 1);
        for (size_t i = 0; i < 3; i++) {
            const double found = nnt_npy_value(&npy, i, 0);
            cr_assert(found == expected[i], "%s: %g, not %g", type, found, expected[i]);
        }
        nnt_npy_clear(&npy);
    }
}

/* Bit patterns of IEEE 754 and two's complement, written out by hand. */
NNT_TEST(npy_file, reads_every_type) {
    check_type("u1", 1, (uint64_t[]){0, 127, 255}, (double[]){0, 127, 255});
    check_type("i1", 1, (uint64_t[]){0x7F, 0x80, 0xFF}, (double[]){127, -128, -1});
    check_type("b1", 1, (uint64_t[]){0, 1, 1}, (double[]){0, 1, 1});
    check_type("u2", 2, (uint64_t[]){0x0102, 0x8000, 0xFFFF}, (double[]){258, 32768, 65535});
    check_type("i2", 2, (uint64_t[]){0x0102, 0x8000, 0xFFFF}, (double[]){258, -32768, -1});
    check_type("u4", 4, (uint64_t[]){1, 0x80000000, 0xFFFFFFFF},
               (double[]){1, 2147483648.0, 4294967295.0});
    check_type("i4", 4, (uint64_t[]){0x01000002, 0x80000000, 0xFFFFFFFE},
               (double[]){16777218, -2147483648.0, -2});
    check_type("u8", 8, (uint64_t[]){1, 1ull << 53, 1ull << 63},
               (double[]){1, ldexp(1, 53), ldexp(1, 63)});
    check_type("i8", 8, (uint64_t[]){1, UINT64_MAX, 1ull << 63}, (double[]){1, -1, -ldexp(1, 63)});
    check_type("f4", 4, (uint64_t[]){0x3F800000, 0xC0200000, 0x00000001},
               (double[]){1, -2.5, ldexp(1, -149)});
    check_type("f8", 8, (uint64_t[]){0x3FF0000000000000, 0xBFE0000000000000, 1},
               (double[]){1, -0.5, ldexp(1, -1074)});
}

/* The value at row i, column j, plane k is 100 i + 10 j + k in either order. */
static void check_order(bool is_fortran) {
    npy_bytes bytes =
        start_npy(is_fortran ? "{\"shape\": (2, 3, 4), 'fortran_order': True, 'descr': '|u1'}"
                             : "{'descr': '|u1', 'fortran_order': False, 'shape': (2,3,4)}");
    const size_t sizes[] = {2, 3, 4};
    nnt_npy npy;
    for (size_t at = 0; at < 24; at++) {
        const size_t i = is_fortran ? at % sizes[0] : at / 12;
        const size_t j = is_fortran ? at / 2 % sizes[1] : at / 4 % 3;
        const size_t k = is_fortran ? at / 6 : at % 4;
        add(&bytes, 100 * i + 10 * j + k, 1, false);
    }
    cr_assert(read_bytes(&bytes, &npy, NULL) == NNT_OK);
    cr_assert(npy.n_rows == 2 && npy.n_columns == 12 && npy.n_dimensions == 3);
    for (size_t row = 0; row < 2; row++) {
        for (size_t column = 0; column < 12; column++) {
            const double expected = (double)(100 * row + column / 4 * 10 + column % 4);
            cr_assert(nnt_npy_value(&npy, row, column) == expected);
        }
    }
    nnt_npy_clear(&npy);
}

NNT_TEST(npy_file, reads_both_orders) {
    check_order(false);
    check_order(true);
}

/* ---- damage --------------------------------------------------------------- */

static void expect_bytes(const npy_bytes *bytes, const char *message) {
    nnt_npy npy;
    nnt_error error = {0};
    cr_assert(read_bytes(bytes, &npy, &error) == NNT_ERR_DATA, "%s", error.message);
    cr_assert(strstr(error.message, message) != NULL, "\"%s\" lacks \"%s\"", error.message,
              message);
    cr_assert(npy.block == NULL);
}

static void expect(const char *header, const char *message) {
    const npy_bytes bytes = start_npy(header);
    expect_bytes(&bytes, message);
}

NNT_TEST(npy_file, refuses_wrong_headers) {
    expect("xyz", "offset 10: the header needs a '{' here");
    expect("{'descr': 'O', ", "offset 20: the header needs a type '<f4', ");
    expect("{'descr': '<f2', ", "with '>' for big-endian here, not '<f2'");
    expect("{'descr': '|f8', ", "offset 20: the header needs a type '<f4', ");
    expect("{'descr': '<f8", "offset 20: the header needs a type '<f4', ");
    expect("{'descr': '<f8' 'shape': (2,)}", "offset 26: the header needs a ',' here");
    expect("{'descr': '<f8', 'descr': '<f8'}", "offset 27: the header needs each of 'descr', ");
    expect("{'descr': '<f8', 'order': True}", "offset 27: the header needs each of 'descr', ");
    expect("{'fortran_order': 1}", "offset 28: the header needs True or False here");
    expect("{'shape': 3}", "offset 20: the header needs the sizes in parentheses here");
    expect("{'shape': ()}", "offset 22: the header needs at least one dimension here");
    expect("{'shape': (0,)}", "the header needs a size from 1 to 4294967290 here");
    expect("{'shape': (-1,)}", "the header needs a size from 1 to 4294967290 here");
    expect("{'shape': (99999999999,)}", "the header needs a size from 1 to 4294967290 here");
    expect("{'shape': (1 2)}", "offset 23: the header needs a ',' or ')' here");
    expect("{'shape': (1,1,1,1,1,1,1,1,1)}", "the header needs no more than 8 dimensions");
    expect("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)", "needs a '}' here");
    expect("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}x", "needs nothing but blanks");
}

NNT_TEST(npy_file, refuses_files_that_lie) {
    npy_bytes bytes = start_npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}");
    add(&bytes, 0, 8, false);
    expect_bytes(&bytes, ": the file has 8 bytes of values, but its header says 16");
    expect("{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 4000000000)}",
           ": the sizes make more than 4294967295 bytes, the most that is read here");
    bytes.data[9] = 1;
    expect_bytes(&bytes, "offset 8: a header of 311 bytes; the file has 63 more, and 65536 are");
    bytes.data[6] = 4;
    expect_bytes(&bytes, "offset 6: NPY version 4.0; 1.0, 2.0 and 3.0 are known");
    bytes.data[0] = 'x';
    expect_bytes(&bytes, "offset 0: not an NPY file");
    bytes.length = 7;
    expect_bytes(&bytes, "offset 0: not an NPY file");
}

/* ---- as a source ---------------------------------------------------------- */

static nnt_choice choose_files(const npy_bytes *features, const npy_bytes *labels) {
    nnt_choice choice = choose("npy");
    set_text(&choice, "features", write_file("x.npy", features->data, features->length));
    set_text(&choice, "labels", write_file("y.npy", labels->data, labels->length));
    return choice;
}

static void remove_files(nnt_choice *choice) {
    cr_assert(unlink(find_option(choice, "features")->text) == 0);
    cr_assert(unlink(find_option(choice, "labels")->text) == 0);
}

/* A column of `n` values. */
static npy_bytes
make_column(const char *type, size_t width, const uint64_t *bits, size_t n, size_t n_columns) {
    char header[128];
    snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': (%zu, %zu)}",
             type, n / n_columns, n_columns);
    npy_bytes bytes = start_npy(header);
    for (size_t i = 0; i < n; i++) {
        add(&bytes, bits[i], width, false);
    }
    return bytes;
}

NNT_TEST(npy_source, keeps_bytes_and_reads_labels) {
    const npy_bytes x = make_column("|u1", 1, (uint64_t[]){1, 2, 3, 4, 5, 255}, 6, 2);
    const npy_bytes y = make_column("<i8", 8, (uint64_t[]){2, 0, 1}, 3, 1);
    nnt_choice choice = choose_files(&x, &y);
    const nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    nnt_dataset data = load_data(&choice, &context);
    cr_assert(data.storage == NNT_STORAGE_U8 && data.n_rows == 3 && data.n_features == 2);
    cr_assert(data.n_outputs == 3 && data.labels[0] == 2 && data.labels[2] == 1);
    cr_assert(nnt_dataset_feature(&data, 2, 1) == 255);
    nnt_dataset_clear(&data);
    remove_files(&choice);
}

NNT_TEST(npy_source, reads_targets) {
    const npy_bytes x = make_column("<i2", 2, (uint64_t[]){1, 0xFFFF}, 2, 1);
    const npy_bytes y =
        make_column("<f4", 4, (uint64_t[]){0x3F800000, 0xC0200000, 0, 0x40000000}, 4, 2);
    nnt_choice choice = choose_files(&x, &y);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    nnt_dataset data = load_data(&choice, &context);
    cr_assert(data.storage == NNT_STORAGE_F64 && data.n_outputs == 2);
    cr_assert(data.targets[1] == -2.5 && data.targets[3] == 2);
    cr_assert(nnt_dataset_feature(&data, 1, 0) == -1);
    nnt_dataset_clear(&data);
    remove_files(&choice);
}

static void refuse(const npy_bytes *x, const npy_bytes *y, nnt_task task, const char *message) {
    nnt_choice choice = choose_files(x, y);
    const nnt_source_context context = training_of(task);
    expect_failure(&choice, &context, NNT_ERR_DATA, message);
    remove_files(&choice);
}

NNT_TEST(npy_source, refuses_what_does_not_fit) {
    const npy_bytes x = make_column("<i8", 8, (uint64_t[]){1, 2}, 2, 1);
    const npy_bytes beyond = make_column("<i8", 8, (uint64_t[]){1, (1ull << 53) + 2}, 2, 1);
    const npy_bytes floats = make_column("<f8", 8, (uint64_t[]){0, 0x7FF0000000000000}, 2, 1);
    const npy_bytes nan = make_column("<f8", 8, (uint64_t[]){0, 0x7FF8000000000000}, 2, 1);
    const npy_bytes three = make_column("<i8", 8, (uint64_t[]){0, 1, 2}, 3, 1);
    const npy_bytes pairs = make_column("<i8", 8, (uint64_t[]){0, 1, 2, 3}, 4, 2);
    const nnt_task classes = NNT_TASK_CLASSIFICATION;
    const nnt_task numbers = NNT_TASK_REGRESSION;
    refuse(&x, &three, numbers, "x.npy has 2 rows, but ");
    refuse(&x, &floats, classes, "labels must be whole numbers, one a row; these are f8, 1 a row");
    refuse(&x, &pairs, classes, "labels must be whole numbers, one a row; these are i8, 2 a row");
    refuse(&x, &floats, numbers, "value 1 of row 2 is infinite");
    refuse(&nan, &x, numbers, "value 1 of row 2 is not a number");
    refuse(&beyond, &x, numbers, "value 1 of row 2 is beyond 2^53, where doubles have gaps");
    refuse(&x, &beyond, classes, "of row 2; labels run from 0 to 9999");
}
