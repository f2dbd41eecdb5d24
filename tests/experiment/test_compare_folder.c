/* The folder of a comparison: what is kept, refused, carried on; and progress. */
#include "experiment/compare_fixture.h"

#include "base/memory_testing.h"
#include <math.h>

/* ---- folders --------------------------------------------------------------- */

NNT_TEST(compare_folder, nothing_is_written_over_unasked) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(FOUR_RUNS, &options);
    compared_clear(&result);
    result = compare_sketch(FOUR_RUNS, &options);
    cr_assert(result.status == NNT_ERR_USAGE);
    cr_assert(strstr(result.error.message, "holds an earlier run") != NULL);
    compared_clear(&result);
    options.force = true;
    result = compare_valid(FOUR_RUNS, &options);
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

NNT_TEST(compare_folder, resuming_keeps_what_is_complete) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"), .n_threads = 2};
    compared result = compare_valid(FOUR_RUNS, &options);
    char *table = read_text_file(options.directory, "compare.csv");
    compared_clear(&result);
    spoil(options.directory, "activation=leaky_relu-s1");
    options.resume = true;
    result = compare_valid(FOUR_RUNS, &options);
    for (size_t i = 0; i < 4; i++) {
        cr_assert(result.comparison->rows[i].is_kept == (i != 2), "row %zu", i);
    }
    char *again = read_text_file(options.directory, "compare.csv");
    cr_assert_str_eq(table, again);
    nnt_free(table);
    nnt_free(again);
    compared_clear(&result);
    scratch_remove(&scratch);
}

NNT_TEST(compare_folder, resuming_does_not_write_over_another_run) {
    const scratch_folder scratch = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"), .resume = true};
    const char *one = "{" XOR "," TWO_UNITS ", 'training': {'epochs': 1}, 'compare': {}}";
    const char *two = "{" XOR "," TWO_UNITS ", 'training': {'epochs': 2}, 'compare': {}}";
    compared result = compare_valid(one, &options);
    compared_clear(&result);
    char *table = read_text_file(options.directory, "compare.csv");
    result = compare_sketch(two, &options);
    cr_assert(result.status == NNT_ERR_USAGE);
    cr_assert(strstr(result.error.message, "1 of the 1 runs are there, but of another config"));
    char *again = read_text_file(options.directory, "compare.csv");
    cr_assert_str_eq(table, again);
    nnt_free(table);
    nnt_free(again);
    compared_clear(&result);
    options.force = true;
    result = compare_valid(two, &options);
    cr_assert_str_eq(result.comparison->rows[0].outcome, "completed");
    cr_assert(!result.comparison->rows[0].is_kept);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* As little as a complete run: one that was killed, with a checkpoint or before it. */
NNT_TEST(compare_folder, resuming_does_not_train_another_run_anew) {
    static const char *const sources[] = {
        "{" XOR "," TWO_UNITS ", 'training': {'epochs': 3}, 'output': {'checkpoint_every': 1}, "
        "'compare': {}}",
        "{" XOR "," TWO_UNITS ", 'training': {'epochs': 3}, 'compare': {}}"};
    const nnt_override other = {"training.optimizer.learning_rate", "0.25"};
    for (size_t i = 0; i < 2; i++) {
        const scratch_folder scratch = scratch_create();
        nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
        compared result = compare_valid(sources[i], &options);
        nnt_text run = {0};
        nnt_text_add(&run, result.comparison->rows[0].folder);
        compared_clear(&result);
        spoil(options.directory, run.data);
        options.resume = true;
        reading config = read_valid(sources[i], &other, 1);
        nnt_comparison *comparison = NULL;
        nnt_error error = {0};
        const nnt_config *list = config.config;
        cr_assert(nnt_compare_run(&list, 1, &options, &comparison, NULL, &error) == NNT_ERR_USAGE);
        cr_assert(strstr(error.message, "where training.optimizer.learning_rate differs: it began "
                                        "with 0.1, now it is 0.25; ") != NULL,
                  "%s", error.message);
        reading_clear(&config);
        nnt_text_clear(&run);
        result = compare_valid(sources[i], &options);
        cr_assert_str_eq(result.comparison->rows[0].outcome, "completed");
        compared_clear(&result);
        scratch_remove(&scratch);
    }
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
    cr_assert(progress->fraction >= it->fraction - 1e-12);
    it->fraction = progress->fraction;
    cr_assert(progress->n_done == it->n_ended && progress->n_rows == 4);
    it->interrupt = it->stop_after > 0 && it->n_ended >= it->stop_after;
}

static void describe(void *context, const nnt_compare_progress *news, nnt_run_info *info) {
    listener *it = context;
    it->n_runs++;
    cr_assert(news->run->lanes == 1 && news->n_rows == 4);
    *info = (nnt_run_info){.started = "now"};
}

NNT_TEST(compare_folder, progress_is_told_of_every_run) {
    const scratch_folder scratch = scratch_create();
    listener hears = {.n_ended = 0};
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out"),
                                         .n_threads = 3,
                                         .on_progress = listen,
                                         .describe_run = describe,
                                         .context = &hears};
    compared result = compare_valid(FOUR_RUNS, &options);
    char *info = read_text_file(options.directory, "activation=relu-s5/run.json");
    cr_assert(strstr(info, "\"lanes\": 1") != NULL, "%s", info);
    nnt_free(info);
    cr_assert(hears.n_ended == 4 && hears.n_runs == 4);
    cr_assert(fabs(hears.fraction - 1) < 1e-12);
    cr_assert(!result.comparison->was_interrupted);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* While a run is written, two others may be in work, but no fourth. */
NNT_TEST(compare_folder, interrupted_and_carried_on) {
    const scratch_folder scratch = scratch_create();
    listener hears = {.stop_after = 1};
    nnt_compare_options options = {.directory = scratch_path(&scratch, "out"),
                                   .n_threads = 1,
                                   .on_progress = listen,
                                   .context = &hears,
                                   .interrupt = &hears.interrupt};
    compared result = compare_valid(FOUR_RUNS, &options);
    cr_assert(result.comparison->was_interrupted);
    cr_assert_str_eq(result.comparison->rows[3].outcome, NNT_COMPARE_NOT_RUN);
    cr_assert(result.comparison->variants[1].n_runs < 2);
    compared_clear(&result);
    const nnt_compare_options rest = {.directory = options.directory, .resume = true};
    result = compare_valid(FOUR_RUNS, &rest);
    cr_assert(!result.comparison->was_interrupted);
    size_t n_kept = 0;
    for (size_t i = 0; i < 4; i++) {
        n_kept += result.comparison->rows[i].is_kept;
        cr_assert_str_eq(result.comparison->rows[i].outcome, "completed");
    }
    cr_assert(n_kept > 0 && !result.comparison->rows[3].is_kept);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* ---- memory ---------------------------------------------------------------- */

static nnt_status try_with_memory(const nnt_config *config, const char *directory, size_t k) {
    const nnt_compare_options options = {.directory = directory, .force = true, .resume = true};
    nnt_comparison *comparison = NULL;
    nnt_error error = {0};
    nnt_memory_fail_at(k, true);
    const nnt_status status = nnt_compare_run(&config, 1, &options, &comparison, NULL, &error);
    nnt_memory_fail_at(0, false);
    nnt_comparison_free(comparison);
    return status;
}

/* Memory that runs out at any moment is an error or a failed run, and never a crash
 * or a leak. Runs that are there already need no training. */
NNT_TEST(compare_folder, memory_runs_out) {
    const scratch_folder scratch = scratch_create();
    const char *directory = scratch_path(&scratch, "out");
    reading config = read_valid(
        "{" XOR "," TWO_UNITS ",'training': {'epochs': 1}, 'compare': {'seeds': 2}}", NULL, 0);
    cr_assert(try_with_memory(config.config, directory, 0) == NNT_OK);
    size_t n_errors = 0;
    for (size_t k = 1; k < 1000; k += 7) {
        const nnt_status status = try_with_memory(config.config, directory, k);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY || status == NNT_ERR_IO);
        n_errors += status == NNT_ERR_MEMORY;
    }
    cr_assert(n_errors > 10);
    reading_clear(&config);
    scratch_remove(&scratch);
}
