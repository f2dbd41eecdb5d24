/* Small comparisons that tests carry out in a folder of their own. */
#ifndef NNT_TESTS_EXPERIMENT_COMPARE_FIXTURE_H
#define NNT_TESTS_EXPERIMENT_COMPARE_FIXTURE_H

#include "base/scratch_folder.h"
#include "experiment/config_sketch.h"
#include "nntrain/compare.h"
#include "nntrain/experiment.h"

/* Two activations with two seeds each, a few epochs. */
#define FOUR_RUNS                                                                                  \
    "{'name': 'four', 'data': {'train': {'type': 'moons', 'samples': 40}, 'validation': "          \
    "{'fraction': 0.25}}, 'network': {'hidden': [4, 4, 4]}, 'training': {'epochs': 3, "            \
    "'batch_size': 8}, 'output': {'report': false}, 'compare': {'vary': {'network.activation': "   \
    "['relu', 'leaky_relu']}, "                                                                    \
    "'seeds': [1, 5]}}"

typedef struct compared {
    nnt_status status;
    nnt_comparison *comparison; /* NULL when it failed */
    nnt_messages notes;
    nnt_error error;
} compared;

/* Carries out a config in a folder. */
static inline compared compare_sketch(const char *source, const nnt_compare_options *options) {
    compared result = {.status = NNT_OK};
    reading config = read_valid(source, NULL, 0);
    const nnt_config *configs[] = {config.config};
    result.status =
        nnt_compare_run(configs, 1, options, &result.comparison, &result.notes, &result.error);
    reading_clear(&config);
    return result;
}

static inline compared compare_valid(const char *source, const nnt_compare_options *options) {
    compared result = compare_sketch(source, options);
    cr_assert(result.status == NNT_OK, "%s", result.error.message);
    return result;
}

static inline void compared_clear(compared *result) {
    nnt_comparison_free(result->comparison);
    nnt_messages_clear(&result->notes);
}

/* The file's text; freed by the caller. */
static inline char *read_text_file(const char *folder, const char *name) {
    char *text = NULL;
    size_t length = 0;
    nnt_error error = {0};
    char *path = nnt_path_join(folder, name);
    cr_assert(nnt_file_read(path, (size_t)1 << 24, &text, &length, &error) == NNT_OK, "%s",
              error.message);
    nnt_free(path);
    return text;
}

static inline void expect_same_file(const char *a, const char *b, const char *name) {
    char *data[2] = {NULL, NULL};
    size_t length[2] = {0, 0};
    const char *const folders[2] = {a, b};
    for (int i = 0; i < 2; i++) {
        char *path = nnt_path_join(folders[i], name);
        cr_assert(nnt_file_read(path, (size_t)1 << 24, &data[i], &length[i], NULL) == NNT_OK, "%s",
                  path);
        nnt_free(path);
    }
    cr_assert(length[0] == length[1] && memcmp(data[0], data[1], length[0]) == 0, "%s differs",
              name);
    nnt_free(data[0]);
    nnt_free(data[1]);
}

/* The texts in the folders of all runs; run.json tells the time. */
static inline void expect_same_runs(const nnt_comparison *a, const nnt_comparison *b) {
    static const char *const files[] = {"config.json", "metrics.csv", "layers.csv",
                                        "theory.csv",  "units.csv",   "summary.json"};
    for (size_t i = 0; i < a->n_rows; i++) {
        char *first = nnt_path_join(a->directory, a->rows[i].folder);
        char *second = nnt_path_join(b->directory, b->rows[i].folder);
        for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
            expect_same_file(first, second, files[f]);
        }
        nnt_free(first);
        nnt_free(second);
    }
}

#endif
