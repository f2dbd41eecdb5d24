/* IDX files: every type, both forms, and all ways in which they can be damaged. */
#include "data/idx_file.h"

#include "base/memory_testing.h"
#include "idx_bytes.h"
#include <math.h>

static nnt_status read_bytes(const idx_bytes *bytes, nnt_idx *idx, nnt_error *error) {
    const char *path = write_file("file.idx", bytes->data, bytes->length);
    const nnt_status status = nnt_idx_read(path, idx, error);
    cr_assert(unlink(path) == 0);
    return status;
}

static void check_values(const idx_bytes *bytes, const double *expected, size_t n) {
    nnt_idx idx;
    nnt_error error = {0};
    cr_assert(read_bytes(bytes, &idx, &error) == NNT_OK, "%s", error.message);
    cr_assert(idx.n_rows == n && idx.n_columns == 1 && idx.n_dimensions == 1);
    for (size_t i = 0; i < n; i++) {
        const double found = idx.type->read(idx.values + i * idx.type->width);
        cr_assert(found == expected[i], "%s: %g, not %g", idx.type->name, found, expected[i]);
    }
    nnt_idx_clear(&idx);
}

/* Bit patterns of IEEE 754 and two's complement, written out by hand. */
static void check_type(unsigned code, size_t width, const uint64_t *bits, const double *expected) {
    const uint32_t n = 3;
    idx_bytes plain = start_idx(code, 1, &n);
    for (size_t i = 0; i < n; i++) {
        add_big_endian(&plain, bits[i], width);
    }
    const idx_bytes packed = pack(&plain);
    check_values(&plain, expected, n);
    check_values(&packed, expected, n);
}

NNT_TEST(idx_file, reads_every_type) {
    check_type(0x08, 1, (uint64_t[]){0, 127, 255}, (double[]){0, 127, 255});
    check_type(0x09, 1, (uint64_t[]){0x7F, 0x80, 0xFF}, (double[]){127, -128, -1});
    check_type(0x0B, 2, (uint64_t[]){0x0102, 0x8000, 0xFFFF}, (double[]){258, -32768, -1});
    check_type(0x0C, 4, (uint64_t[]){0x01000002, 0x80000000, 0xFFFFFFFE},
               (double[]){16777218, -2147483648.0, -2});
    check_type(0x0D, 4, (uint64_t[]){0x3F800000, 0xC0200000, 0x00000001},
               (double[]){1, -2.5, ldexp(1, -149)});
    check_type(0x0E, 8, (uint64_t[]){0x3FF0000000000000, 0xBFE0000000000000, 0x0000000000000001},
               (double[]){1, -0.5, ldexp(1, -1074)});
}

NNT_TEST(idx_file, counts_rows_and_columns) {
    const idx_bytes images = make_images(4);
    nnt_idx idx;
    cr_assert(read_bytes(&images, &idx, NULL) == NNT_OK);
    cr_assert(idx.n_dimensions == 3 && idx.sizes[1] == 2 && idx.sizes[2] == 3);
    cr_assert(idx.n_rows == 4 && idx.n_columns == 6 && idx.values_at == 16);
    cr_assert(idx.values[23] == 23);
    nnt_idx_clear(&idx);
}

NNT_TEST(idx_file, reads_several_members_of_gzip) {
    const idx_bytes images = make_images(4);
    idx_bytes first = {.length = 20};
    idx_bytes second = {.length = images.length - 20};
    memcpy(first.data, images.data, first.length);
    memcpy(second.data, images.data + 20, second.length);
    idx_bytes packed = pack(&first);
    const idx_bytes rest = pack(&second);
    memcpy(packed.data + packed.length, rest.data, rest.length);
    packed.length += rest.length;
    nnt_idx idx;
    nnt_error error = {0};
    cr_assert(read_bytes(&packed, &idx, &error) == NNT_OK, "%s", error.message);
    cr_assert(idx.n_rows == 4 && idx.values[23] == 23);
    nnt_idx_clear(&idx);
}

/* ---- damage --------------------------------------------------------------- */

static void expect(const idx_bytes *bytes, const char *message) {
    nnt_idx idx;
    nnt_error error = {0};
    cr_assert(read_bytes(bytes, &idx, &error) == NNT_ERR_DATA, "expected: %s", message);
    cr_assert(strstr(error.message, message) != NULL, "%s", error.message);
    cr_assert(idx.block == NULL);
}

/* The same fault must be found in the packed file. */
static void expect_both(const idx_bytes *plain, const char *message) {
    const idx_bytes packed = pack(plain);
    expect(plain, message);
    expect(&packed, message);
}

NNT_TEST(idx_file, refuses_wrong_headers) {
    const uint32_t sizes[] = {4, 0, 3, 1, 1, 1, 1, 1, 1};
    const uint32_t huge[] = {0xFFFFFFFF, 0xFFFFFFFF, 2};
    const idx_bytes text = {"label,1x1", 9};
    const idx_bytes unknown = start_idx(0x0A, 1, sizes);
    const idx_bytes none = start_idx(0x08, 0, sizes);
    const idx_bytes many = start_idx(0x08, 9, sizes);
    const idx_bytes zero = start_idx(0x08, 2, sizes);
    const idx_bytes large = start_idx(0x0E, 3, huge);
    const idx_bytes empty = {.length = 0};
    expect_both(&text, "offset 0: not an IDX file, which begins with two bytes 0; found 0x6c 0x61");
    expect_both(&unknown, "offset 2: unknown type 0x0a; known: 0x08 (u8), ");
    expect_both(&none, "offset 3: 0 dimensions; 1 to 8 are allowed");
    expect_both(&many, "offset 3: 9 dimensions; 1 to 8 are allowed");
    expect_both(&zero, "offset 8: dimension 2 has size 0");
    expect_both(&large, "offset 4: the sizes make more than 4294967295 bytes");
    expect(&empty, ": 0 bytes are too few for an IDX file");
}

/* A few packed bytes that claim 4 GB must not be given room for them. */
NNT_TEST(idx_file, makes_no_room_for_lies) {
    const uint32_t sizes[] = {60000, 65536};
    idx_bytes liar = start_idx(0x08, 2, sizes);
    liar.length += 100;
    const idx_bytes packed = pack(&liar);
    expect(&liar, "the file has 112 bytes, but its header says 3932160012");
    expect(&packed, "the header says 3932160012 bytes, which ");
}

NNT_TEST(idx_file, refuses_wrong_lengths) {
    const idx_bytes whole = make_images(4);
    idx_bytes shorter = whole;
    idx_bytes longer = whole;
    idx_bytes cut_sizes = whole;
    shorter.length--;
    longer.length++;
    cut_sizes.length = 11;
    expect(&shorter, "the file has 39 bytes, but its header says 40");
    expect(&longer, "the file has 41 bytes, but its header says 40");
    expect(&cut_sizes, "the file ends within the sizes of its 3 dimensions");
    const idx_bytes packed_shorter = pack(&shorter);
    const idx_bytes packed_longer = pack(&longer);
    const idx_bytes packed_cut = pack(&cut_sizes);
    expect(&packed_shorter, "the unpacked file is shorter than the 40 bytes that its header says");
    expect(&packed_longer, "the unpacked file is longer than the 40 bytes that its header says");
    expect(&packed_cut, "the unpacked file ends within its first 16 bytes");
}

/* Cut at any byte, also within the trailer, where gzread notices nothing. */
NNT_TEST(idx_file, refuses_packed_files_cut_anywhere) {
    const idx_bytes plain = make_images(40);
    const idx_bytes packed = pack(&plain);
    for (size_t length = 0; length < packed.length; length++) {
        idx_bytes cut = packed;
        cut.length = length;
        nnt_idx idx;
        cr_assert(read_bytes(&cut, &idx, NULL) == NNT_ERR_DATA, "%zu of %zu bytes", length,
                  packed.length);
    }
    idx_bytes cut = packed;
    cut.length -= 3;
    expect(&cut, "the gzip data are cut off");
}

/* One bit flipped: refused, or, for a bit that nothing depends on, the same values. */
NNT_TEST(idx_file, never_reads_other_values_from_damaged_files) {
    const idx_bytes plain = make_images(40);
    const idx_bytes packed = pack(&plain);
    size_t n_refused = 0;
    for (size_t bit = 0; bit < 8 * packed.length; bit++) {
        idx_bytes flipped = packed;
        flipped.data[bit / 8] ^= (unsigned char)(1u << bit % 8);
        nnt_idx idx;
        const nnt_status status = read_bytes(&flipped, &idx, NULL);
        n_refused += status == NNT_ERR_DATA;
        cr_assert(status == NNT_ERR_DATA ||
                      (status == NNT_OK && memcmp(idx.block, plain.data, plain.length) == 0),
                  "bit %zu", bit);
        nnt_idx_clear(&idx);
    }
    /* Ten bytes of the header, of which the time and two marks are free. */
    cr_assert(n_refused > 8 * (packed.length - 10));
    idx_bytes flipped = packed;
    flipped.data[packed.length - 6] ^= 1;
    expect(&flipped, "the gzip data are damaged: incorrect data check");
}

NNT_TEST(idx_file, refuses_bytes_behind_the_packed_data) {
    const idx_bytes plain = make_images(4);
    idx_bytes packed = pack(&plain);
    char message[64];
    snprintf(message, sizeof message, "offset %zu: there are bytes behind the gzip data",
             packed.length);
    packed.data[packed.length++] = 0;
    expect(&packed, message);
    packed.data[packed.length - 1] = 0x1f;
    expect(&packed, "the gzip data are cut off");
}

NNT_TEST(idx_file, survives_lack_of_memory) {
    const idx_bytes plain = make_images(4);
    const idx_bytes packed = pack(&plain);
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_idx idx;
        nnt_memory_fail_at(k, false);
        status = read_bytes(&packed, &idx, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY);
        cr_assert(k < 20);
        nnt_idx_clear(&idx);
    }
}
