/* Reading files: whole, with a cap, from pipes, and what is refused. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "expect_text.h"
#include "scratch_folder.h"
#include "support/nnt_test.h"
#include <fcntl.h>

static void put(const char *path, const char *data, size_t length) {
    FILE *file = fopen(path, "wb");
    cr_assert(file != NULL);
    cr_assert(fwrite(data, 1, length, file) == length);
    fclose(file);
}

/* Reads what must be refused and expects `part` in the message. */
static void expect_refused(const char *path, size_t limit, nnt_status status, const char *part) {
    char *data = NULL;
    size_t length = 7;
    nnt_error error = {0};
    cr_assert(nnt_file_read(path, limit, &data, &length, &error) == status);
    cr_assert(data == NULL && length == 0);
    cr_assert(error.status == status && strstr(error.message, part), "%s", error.message);
}

NNT_TEST(file, files_are_read_whole) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "data");
    const size_t sizes[] = {0, 1, 65535, 65536, 65537, 300000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *expected = nnt_allocate(sizes[i], 1);
        for (size_t k = 0; k < sizes[i]; k++) {
            expected[k] = (char)(k * k >> 3);
        }
        put(path, expected, sizes[i]);
        char *data = NULL;
        size_t length = 0;
        cr_assert(nnt_file_read(path, sizes[i], &data, &length, NULL) == NNT_OK);
        cr_assert(length == sizes[i] && memcmp(data, expected, length) == 0);
        cr_assert(data[length] == '\0');
        nnt_free(data);
        nnt_free(expected);
    }
    scratch_remove(&folder);
}

NNT_TEST(file, what_cannot_be_read_says_why) {
    const scratch_folder folder = scratch_create();
    expect_refused(scratch_path(&folder, "none"), 10, NNT_ERR_IO, "none: No such file");
    expect_refused(folder.path, 10, NNT_ERR_IO, ": is a folder");
    put(scratch_path(&folder, "data"), "0123456789", 10);
    expect_refused(scratch_path(&folder, "data"), 9, NNT_ERR_IO,
                   "data: has 10 bytes; at most 9 are read here");
    expect_refused("/dev/zero", 100000, NNT_ERR_IO, "/dev/zero: is larger than 100000 bytes");
    expect_refused("/proc/self/mem", 100, NNT_ERR_IO, "/proc/self/mem: Input/output error");
    scratch_remove(&folder);
}

static size_t n_glances;

/* Takes what begins with 'y'. */
static nnt_status glance(const char *path, const char *bytes, size_t length, nnt_error *error) {
    n_glances++;
    cr_assert(length >= NNT_GLANCE_BYTES);
    return bytes[0] == 'y' ? NNT_OK
                           : nnt_error_set(error, NNT_ERR_DATA, "%s: begins otherwise", path);
}

static nnt_status read_after_glance(const char *path, size_t *length, nnt_error *error) {
    char *data = NULL;
    n_glances = 0;
    const nnt_status status = nnt_file_read_after(glance, path, 1 << 20, &data, length, error);
    cr_assert((status == NNT_OK) == (data != NULL));
    nnt_free(data);
    return status;
}

NNT_TEST(file, beginnings_decide_before_the_rest_is_read) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "data");
    char data[2 * NNT_GLANCE_BYTES] = "no";
    size_t length = 0;
    nnt_error error = {0};
    put(path, data, NNT_GLANCE_BYTES - 1); /* short files are left to their readers */
    cr_expect(read_after_glance(path, &length, NULL) == NNT_OK && n_glances == 0);
    cr_expect(length == NNT_GLANCE_BYTES - 1);
    put(path, data, sizeof data);
    cr_expect(read_after_glance(path, &length, &error) == NNT_ERR_DATA && n_glances == 1);
    cr_expect(length == 0 && strstr(error.message, "data: begins otherwise"));
    data[0] = 'y';
    put(path, data, sizeof data);
    cr_expect(read_after_glance(path, &length, NULL) == NNT_OK && n_glances == 1);
    cr_expect(length == sizeof data);
    cr_expect(read_after_glance("/dev/zero", &length, &error) == NNT_ERR_DATA);
    scratch_remove(&folder);
}

NNT_TEST(file, reading_without_memory) {
    const scratch_folder folder = scratch_create();
    put(scratch_path(&folder, "data"), "0123456789", 10);
    nnt_memory_fail_at(1, false);
    expect_refused(scratch_path(&folder, "data"), 10, NNT_ERR_MEMORY, "data: out of memory");
    nnt_memory_fail_at(2, false);
    expect_refused("/dev/zero", 1000000, NNT_ERR_MEMORY, "/dev/zero: out of memory");
    nnt_memory_fail_at(0, false);
    scratch_remove(&folder);
}

/* A pipe has no size to ask for, and gives its bytes in pieces. */
NNT_TEST(file, standard_input_is_read_to_its_end) {
    int ends[2];
    cr_assert(pipe(ends) == 0);
    cr_assert(write(ends[1], "first ", 6) == 6 && write(ends[1], "second", 6) == 6);
    close(ends[1]);
    const int before = dup(STDIN_FILENO);
    cr_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    close(ends[0]);
    char *data = NULL;
    size_t length = 0;
    cr_assert(nnt_file_read("-", 100, &data, &length, NULL) == NNT_OK);
    EXPECT_TEXT(data, "first second");
    nnt_free(data);
    cr_assert(dup2(before, STDIN_FILENO) == STDIN_FILENO, "standard input was left open");
    close(before);
}

NNT_TEST(file, standard_input_is_named_in_messages) {
    const int before = dup(STDIN_FILENO);
    const int folder = open(".", O_RDONLY);
    cr_assert(folder >= 0 && dup2(folder, STDIN_FILENO) == STDIN_FILENO);
    close(folder);
    expect_refused("-", 100, NNT_ERR_IO, "standard input: is a folder");
    cr_assert(dup2(before, STDIN_FILENO) == STDIN_FILENO);
    close(before);
}

NNT_TEST(file, existence) {
    const scratch_folder folder = scratch_create();
    put(scratch_path(&folder, "data"), "", 0);
    cr_assert(nnt_file_exists(scratch_path(&folder, "data")));
    cr_assert(nnt_file_exists(folder.path));
    cr_assert(!nnt_file_exists(scratch_path(&folder, "none")));
    scratch_remove(&folder);
}
