/* Carrying out comparisons: rows, files, threads, failures, and carrying on. */
#include "experiment/compare_fixture.h"

#include <math.h>

static const char *const run_files[] = {"config.json", "metrics.csv", "layers.csv",
                                        "theory.csv",  "units.csv",   "summary.json"};

static void expect_same_runs(const nnt_comparison *a, const nnt_comparison *b) {
    for (size_t i = 0; i < a->n_rows; i++) {
        char *first = nnt_path_join(a->directory, a->rows[i].folder);
        char *second = nnt_path_join(b->directory, b->rows[i].folder);
        for (size_t f = 0; f < sizeof run_files / sizeof run_files[0]; f++) {
            expect_same_file(first, second, run_files[f]);
        }
        nnt_free(first);
        nnt_free(second);
    }
}

NNT_TEST(compare, rows_and_folders) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(SIX_RUNS, &options);
    const nnt_comparison *comparison = result.comparison;
    cr_assert(comparison->n_variants == 3 && comparison->n_rows == 6);
    cr_assert(comparison->n_columns == 1);
    cr_assert_str_eq(comparison->paths[0], "network.activation");
    cr_assert_str_eq(comparison->columns[0], "activation");
    cr_assert_str_eq(comparison->variants[1].label, "activation=tanh");
    cr_assert_str_eq(comparison->variants[1].settings[0].value, "tanh");
    cr_assert_str_eq(comparison->rows[3].folder, "activation=tanh-s5");
    cr_assert(comparison->rows[3].variant == 1 && comparison->rows[3].seed == 5);
    cr_assert(comparison->has_classes && !comparison->has_targets);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_str_eq(comparison->rows[i].outcome, "completed");
        cr_assert(comparison->rows[i].numbers[NNT_COMPARE_EPOCHS] == 3);
        cr_assert(comparison->rows[i].numbers[NNT_COMPARE_HIDDEN_UNITS] == 12);
        cr_assert(isnan(comparison->rows[i].numbers[NNT_COMPARE_TRAIN_RMSE]));
    }
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* The row says what the run's own files say, as the run alone would have said it. */
NNT_TEST(compare, a_row_is_the_run_by_itself) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(SIX_RUNS, &options);
    reading config = read_valid("{'data': {'train': {'type': 'moons', 'samples': 40}, "
                                "'validation': {'fraction': 0.25}}, 'network': {'hidden': [4, 4, "
                                "4], 'activation': 'tanh'}, 'seed': 5, 'training': {'epochs': 3, "
                                "'batch_size': 8}}",
                                NULL, 0);
    const nnt_run_options alone = {.directory = scratch_path(&scratch, "alone")};
    nnt_run *run = NULL;
    nnt_error error = {0};
    cr_assert(nnt_run_config(config.config, &alone, &run, NULL, &error) == NNT_OK);
    const double *numbers = result.comparison->rows[3].numbers;
    const nnt_table *layers = &run->history->layers;
    const size_t delta = nnt_table_column(layers, "delta_norm");
    const size_t gradient = nnt_table_column(layers, "gradient_norm");
    const double *end = layers->cells + (layers->n_rows - 4) * layers->n_columns;
    cr_assert(numbers[NNT_COMPARE_TRAIN_LOSS] == run->train.loss);
    cr_assert(numbers[NNT_COMPARE_VALIDATION_ACCURACY] == run->validation.accuracy);
    cr_assert(numbers[NNT_COMPARE_STEPS] == (double)run->steps);
    cr_assert(numbers[NNT_COMPARE_PARAMETERS] == (double)run->n_parameters);
    cr_assert(numbers[NNT_COMPARE_FIRST_GRADIENT_START] == layers->cells[gradient]);
    cr_assert(numbers[NNT_COMPARE_LAST_GRADIENT_END] == end[2 * layers->n_columns + gradient]);
    const double ratio = log10(end[delta] / end[2 * layers->n_columns + delta]);
    cr_assert(fabs(numbers[NNT_COMPARE_DELTA_RATIO_END] - ratio) < 1e-14);
    cr_assert(fabs(numbers[NNT_COMPARE_DELTA_SLOPE_END] - ratio / 2) < 1e-14);
    nnt_run_free(run);
    reading_clear(&config);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Folders of equal depth, since config.json says where the data are. */
NNT_TEST(compare, threads_change_no_byte) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options serial = {.directory = scratch_path(&scratch, "one"), .n_threads = 1};
    const nnt_compare_options parallel = {.directory = scratch_path(&scratch, "two"),
                                          .n_threads = 5};
    compared a = compare_valid(SIX_RUNS, &serial);
    compared b = compare_valid(SIX_RUNS, &parallel);
    expect_same_file(a.comparison->directory, b.comparison->directory, "compare.csv");
    expect_same_file(a.comparison->directory, b.comparison->directory, "summary.json");
    expect_same_file(a.comparison->directory, b.comparison->directory, "config.json");
    expect_same_runs(a.comparison, b.comparison);
    compared_clear(&a);
    compared_clear(&b);
    scratch_remove(&scratch);
}

/* The comparison's own config.json makes the same comparison. */
NNT_TEST(compare, the_written_config_repeats_it) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "one")};
    const nnt_compare_options again = {.directory = scratch_path(&scratch, "two")};
    compared first = compare_valid(SIX_RUNS, &options);
    compared second = {.status = NNT_OK};
    nnt_config *config = NULL;
    nnt_error error = {0};
    char *path = nnt_path_join(options.directory, "config.json");
    cr_assert(nnt_config_load(path, NULL, 0, &config, NULL, &error) == NNT_OK, "%s", error.message);
    const nnt_config *configs[] = {config};
    cr_assert(nnt_compare_run(configs, 1, &again, &second.comparison, NULL, &error) == NNT_OK);
    expect_same_file(options.directory, again.directory, "compare.csv");
    expect_same_runs(first.comparison, second.comparison);
    nnt_config_free(config);
    nnt_free(path);
    compared_clear(&first);
    compared_clear(&second);
    scratch_remove(&scratch);
}

NNT_TEST(compare, a_run_that_fails_is_a_row) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out"),
                                         .n_threads = 2};
    compared result = compare_valid(
        "{'data': {'train': {'type': 'csv', 'path': 'none.csv'}}," TWO_UNITS
        ", 'training': {'epochs': 1}, 'compare': {'vary': {'data.train': [{'type': 'csv', 'path': "
        "'none.csv'}, 'xor']}}}",
        &options);
    const nnt_compare_row *rows = result.comparison->rows;
    cr_assert_str_eq(rows[0].outcome, "failed");
    cr_assert(rows[0].status == NNT_ERR_IO);
    cr_assert(strstr(rows[0].message, "none.csv") != NULL, "%s", rows[0].message);
    cr_assert_str_eq(rows[1].outcome, "completed");
    cr_assert(result.comparison->variants[0].n_failed == 1);
    cr_assert(result.comparison->variants[0].n_runs == 0);
    cr_assert(result.comparison->variants[1].n_runs == 1);
    char *table = read_text_file(options.directory, "compare.csv");
    cr_assert(strstr(table, ",failed,nan,") != NULL, "%s", table);
    nnt_free(table);
    compared_clear(&result);
    scratch_remove(&scratch);
}

NNT_TEST(compare, a_run_that_diverges_is_a_row) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result =
        compare_valid("{'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': 20}}, "
                      "'network': {'hidden': [8, 8]}, 'training': {'epochs': 50}, 'compare': "
                      "{'vary': {'training.optimizer.learning_rate': [0.001, 1e10]}}}",
                      &options);
    cr_assert_str_eq(result.comparison->rows[0].outcome, "completed");
    cr_assert_str_eq(result.comparison->rows[1].outcome, "diverged");
    cr_assert(result.comparison->rows[1].status == NNT_OK);
    cr_assert(result.comparison->variants[1].n_diverged == 1);
    cr_assert(result.comparison->variants[0].n_diverged == 0);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* ---- folders --------------------------------------------------------------- */

NNT_TEST(compare, nothing_is_written_over_unasked) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(SIX_RUNS, &options);
    compared_clear(&result);
    result = compare_sketch(SIX_RUNS, &options);
    cr_assert(result.status == NNT_ERR_USAGE);
    cr_assert(strstr(result.error.message, "holds an earlier run") != NULL);
    compared_clear(&result);
    options.force = true;
    result = compare_valid(SIX_RUNS, &options);
    cr_assert(!result.comparison->rows[0].is_kept);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Removes the summary of one run, as if it had been killed. */
static void spoil(const char *directory, const char *run) {
    char *folder = nnt_path_join(directory, run);
    char *summary = nnt_path_join(folder, "summary.json");
    cr_assert(remove(summary) == 0);
    nnt_free(summary);
    nnt_free(folder);
}

NNT_TEST(compare, resuming_keeps_what_is_complete) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"), .n_threads = 2};
    compared result = compare_valid(SIX_RUNS, &options);
    char *table = read_text_file(options.directory, "compare.csv");
    compared_clear(&result);
    spoil(options.directory, "activation=tanh-s1");
    options.resume = true;
    result = compare_valid(SIX_RUNS, &options);
    for (size_t i = 0; i < 6; i++) {
        cr_assert(result.comparison->rows[i].is_kept == (i != 2), "row %zu", i);
    }
    char *again = read_text_file(options.directory, "compare.csv");
    cr_assert_str_eq(table, again);
    nnt_free(table);
    nnt_free(again);
    compared_clear(&result);
    scratch_remove(&scratch);
}

NNT_TEST(compare, resuming_does_not_write_over_another_run) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"), .resume = true};
    const char *one = "{" XOR "," TWO_UNITS ", 'training': {'epochs': 1}, 'compare': {}}";
    const char *two = "{" XOR "," TWO_UNITS ", 'training': {'epochs': 2}, 'compare': {}}";
    compared result = compare_valid(one, &options);
    compared_clear(&result);
    result = compare_valid(two, &options);
    cr_assert_str_eq(result.comparison->rows[0].outcome, "failed");
    cr_assert(strstr(result.comparison->rows[0].message,
                     "holds a run of another config; --force to write over it") != NULL);
    compared_clear(&result);
    options.force = true;
    result = compare_valid(two, &options);
    cr_assert_str_eq(result.comparison->rows[0].outcome, "completed");
    cr_assert(!result.comparison->rows[0].is_kept);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* ---- interruption and progress ---------------------------------------------- */

typedef struct listener {
    size_t n_ended, n_runs;
    size_t stop_after; /* runs after which the rest is called off; 0: never */
    double fraction;
    volatile int interrupt;
} listener;

static void listen(void *context, const nnt_compare_progress *progress) {
    listener *it = context;
    it->n_ended += progress->ended != NULL;
    it->n_runs += progress->run != NULL;
    cr_assert(progress->fraction >= it->fraction - 1e-12);
    it->fraction = progress->fraction;
    cr_assert(progress->n_done == it->n_ended && progress->n_rows == 6);
    it->interrupt = it->stop_after > 0 && it->n_ended >= it->stop_after;
}

NNT_TEST(compare, progress_is_told_of_every_run) {
    const scratch_folder scratch = scratch_create();
    listener hears = {.n_ended = 0};
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out"),
                                         .n_threads = 3,
                                         .on_progress = listen,
                                         .context = &hears};
    compared result = compare_valid(SIX_RUNS, &options);
    cr_assert(hears.n_ended == 6 && hears.n_runs == 6);
    cr_assert(fabs(hears.fraction - 1) < 1e-12);
    cr_assert(!result.comparison->was_interrupted);
    compared_clear(&result);
    scratch_remove(&scratch);
}

NNT_TEST(compare, interrupted_and_carried_on) {
    const scratch_folder scratch = scratch_create();
    listener hears = {.stop_after = 2};
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"),
                                   .n_threads = 1,
                                   .on_progress = listen,
                                   .context = &hears,
                                   .interrupt = &hears.interrupt};
    compared result = compare_valid(SIX_RUNS, &options);
    cr_assert(result.comparison->was_interrupted);
    cr_assert_str_eq(result.comparison->rows[1].outcome, "completed");
    cr_assert_str_eq(result.comparison->rows[2].outcome, NNT_COMPARE_NOT_RUN);
    cr_assert(result.comparison->variants[1].n_runs == 0);
    compared_clear(&result);
    const nnt_compare_options rest = {.directory = options.directory, .resume = true};
    result = compare_valid(SIX_RUNS, &rest);
    cr_assert(!result.comparison->was_interrupted);
    cr_assert(result.comparison->rows[1].is_kept && !result.comparison->rows[2].is_kept);
    cr_assert_str_eq(result.comparison->rows[5].outcome, "completed");
    compared_clear(&result);
    scratch_remove(&scratch);
}
