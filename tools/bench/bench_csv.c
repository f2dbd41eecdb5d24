/* Speed of the CSV source on a million rows of 20 columns, beside what no reader can go
 * without: reading the bytes and calling strtod for every field. bench_csv [rows] [columns]
 *
 * Both in turn, the best of several times each; the ratio is ours over the bare one. */
#include "data/source.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { REPEATS = 4 };

static double read_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const char *text) {
    fprintf(stderr, "bench_csv: %s\n", text);
    exit(1);
}

/* Numbers of six decimals, as measurements have. */
static void write_table(const char *path, size_t n_rows, size_t n_columns) {
    FILE *file = fopen(path, "wb");
    uint64_t state = 1;
    if (!file) {
        fail("the table cannot be written");
    }
    for (size_t row = 0; row < n_rows; row++) {
        for (size_t column = 0; column < n_columns; column++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const double value = (double)(state >> 40) * 0x1p-24 * 20 - 10;
            fprintf(file, "%s%.6f", column > 0 ? "," : "", value);
        }
        fputc('\n', file);
    }
    if (fclose(file) != 0) {
        fail("the table cannot be written");
    }
}

/* The bytes in one piece, and strtod from one field to the next. */
static double time_bare(const char *path, size_t n_values) {
    const double start = read_clock();
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (!file || stat(path, &about) != 0) {
        fail("the table cannot be read");
    }
    const size_t size = (size_t)about.st_size;
    char *text = malloc(size + 1);
    double *values = malloc(n_values * sizeof *values);
    if (!text || !values || fread(text, 1, size, file) != size) {
        fail("the table cannot be read");
    }
    text[size] = '\0';
    char *at = text;
    for (size_t i = 0; i < n_values; i++) {
        values[i] = strtod(at, &at);
        at++;
    }
    fclose(file);
    free(text);
    free(values);
    return read_clock() - start;
}

/* The source as a config names it, with all other options at their defaults. */
static double time_source(const char *path, size_t n_rows) {
    const nnt_option *options = nnt_source_find("csv")->row.options;
    const nnt_value word = {.kind = NNT_VALUE_TEXT, .text = "auto"};
    const nnt_source_context context = {.task = NNT_TASK_REGRESSION, .seed = 1, .part = "train"};
    nnt_choice choice = {.name = "csv"};
    nnt_dataset data;
    nnt_error error = {0};
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        choice.values[i] = (nnt_value){.kind = NNT_VALUE_ABSENT};
    }
    choice.values[nnt_option_find(options, "header")] = word;
    choice.values[nnt_option_find(options, "delimiter")] = word;
    choice.values[nnt_option_find(options, "missing")] =
        (nnt_value){.kind = NNT_VALUE_TEXT, .text = "error"};
    choice.values[nnt_option_find(options, "path")] =
        (nnt_value){.kind = NNT_VALUE_TEXT, .text = path};
    const double start = read_clock();
    if (nnt_source_load(&choice, &context, &data, &error) != NNT_OK || data.n_rows != n_rows) {
        fail(error.message);
    }
    const double seconds = read_clock() - start;
    nnt_dataset_clear(&data);
    return seconds;
}

int main(int argc, char **argv) {
    const size_t n_rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    const size_t n_columns = argc > 2 ? strtoul(argv[2], NULL, 10) : 20;
    char path[64];
    double bare = 1e9, ours = 1e9;
    if (n_rows < 1 || n_columns < 2) {
        fail("a table has a row and two columns at least");
    }
    snprintf(path, sizeof path, "/tmp/nnt_bench_%ld.csv", (long)getpid());
    write_table(path, n_rows, n_columns);
    for (int i = 0; i < REPEATS; i++) {
        const double one = time_bare(path, n_rows * n_columns);
        const double other = time_source(path, n_rows);
        bare = one < bare ? one : bare;
        ours = other < ours ? other : ours;
    }
    unlink(path);
    printf("%zu rows of %zu columns: bytes and strtod %.3f s, source csv %.3f s, ratio %.2f\n",
           n_rows, n_columns, bare, ours, ours / bare);
    return 0;
}
