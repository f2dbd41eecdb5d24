/* CSV files packed with gzip: read as the plain ones are, and never more than is sane. */
#include "data/csv_file.h"

#include "data_support.h"
#include <zlib.h>

/* A file of `n` times the text, packed. */
static const char *write_packed(const char *text, size_t n) {
    static char path[64];
    snprintf(path, sizeof path, "/tmp/nnt_packed_%ld.csv.gz", (long)getpid());
    gzFile file = gzopen(path, "wb9");
    cr_assert(file != NULL);
    for (size_t i = 0; i < n; i++) {
        cr_assert(gzwrite(file, text, (unsigned)strlen(text)) == (int)strlen(text));
    }
    cr_assert(gzclose(file) == Z_OK);
    return path;
}

/* Cuts the file to `length` bytes, or adds a byte to it. */
static void expect_damage(const char *path, size_t length, const char *message) {
    nnt_csv_file file;
    nnt_error error = {0};
    cr_assert(truncate(path, (off_t)length) == 0);
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_ERR_DATA);
    cr_assert(strncmp(error.message, path, strlen(path)) == 0, "%s", error.message);
    cr_assert(strstr(error.message, message) != NULL, "%s", error.message);
    cr_assert(file.data == NULL && file.name == NULL);
}

NNT_TEST(csv_packed, reads_as_the_plain_file) {
    enum { COPIES = 30000 }; /* several times the first room */
    const char *path = write_packed("1.5,2\n", COPIES);
    nnt_csv_file file;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_OK, "%s", error.message);
    cr_assert((size_t)(file.end - file.text) == COPIES * 6 && *file.end == '\0');
    cr_assert(memcmp(file.end - 6, "1.5,2\n", 6) == 0);
    nnt_csv_file_clear(&file);
    unlink(path);
}

NNT_TEST(csv_packed, keeps_places_and_marks) {
    const char *path = write_packed("\xef\xbb\xbfx,y\n1,2\nb,3\n", 1);
    nnt_choice choice = choose("csv");
    set_text(&choice, "path", path);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    expect_failure(&choice, &context, NNT_ERR_DATA,
                   ".csv.gz:3:1: expected a number for feature 'x', found \"b\"");
    unlink(path);
}

NNT_TEST(csv_packed, refuses_damaged_files) {
    const char *path = write_packed("1,2\n3,4\n", 1);
    FILE *file = fopen(path, "ab");
    cr_assert(file != NULL && fputc('x', file) == 'x');
    const long length = ftell(file);
    cr_assert(fclose(file) == 0);
    expect_damage(path, (size_t)length, "there are bytes behind the gzip data");
    expect_damage(path, (size_t)length - 5, "the gzip data are cut off");
    expect_damage(path, 3, "the gzip data are cut off");
    unlink(path);
}

NNT_TEST(csv_packed, refuses_what_is_made_to_fill_the_memory) {
    static char line[1 << 16];
    memset(line, '1', sizeof line - 2);
    line[sizeof line - 2] = '\n';
    const char *path = write_packed(line, 1024); /* 64 MiB */
    nnt_csv_file file;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_ERR_DATA);
    cr_assert(strstr(error.message, " unpack to 16777216, more than 256 times as many") != NULL,
              "%s", error.message);
    unlink(path);
}
