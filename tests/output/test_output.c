/* The files of a run, compared with what they must hold letter for letter. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "output/example_run.h"
#include "output/output.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *render(const nnt_output *output, const nnt_run_view *view) {
    nnt_text text = {0};
    cr_assert_eq(output->render(view, &text, NULL), NNT_OK);
    cr_assert(!text.failed);
    return nnt_text_take(&text);
}

static void expect_file(const nnt_output *output, const nnt_run_view *view, const char *expected) {
    char *text = render(output, view);
    cr_expect_str_eq(text, expected, "%s:\n%s", output->file, text);
    nnt_free(text);
}

/* ---- tables ---------------------------------------------------------------------- */

NNT_TEST(output, metrics_csv) {
    example_run it;
    make_example(&it);
    expect_file(&nnt_output_metrics_csv, &it.view,
                "epoch,step,train_loss\n"
                "0,0,1.0986122886681098\n"
                "1,4,0.5\n"
                "2,8,nan\n");
}

NNT_TEST(output, layers_csv_adds_units_and_activation) {
    example_run it;
    make_example(&it);
    expect_file(&nnt_output_layers_csv, &it.view,
                "epoch,step,layer,units,activation,gradient_norm\n"
                "0,0,1,2,relu,0.1\n"
                "0,0,2,3,softmax,1e-07\n"
                "2,8,1,2,relu,inf\n"
                "2,8,2,3,softmax,3\n");
}

NNT_TEST(output, layers_csv_without_measurements) {
    example_run it;
    make_example(&it);
    it.history.layers.n_columns = 3;
    it.history.layers.n_rows = 0;
    expect_file(&nnt_output_layers_csv, &it.view, "epoch,step,layer,units,activation\n");
}

NNT_TEST(output, activity_csv_has_a_row_per_unit) {
    example_run it;
    make_example(&it);
    cr_expect(nnt_output_is_wanted(&nnt_output_activity_csv, &it.view));
    expect_file(&nnt_output_activity_csv, &it.view,
                "epoch,layer,unit,margin\n0,1,1,2.5\n0,1,2,-0.25\n");
    it.history.activity.n_rows = 0;
    cr_expect(!nnt_output_is_wanted(&nnt_output_activity_csv, &it.view), "below level full");
}

NNT_TEST(output, divergence_csv_is_that_of_a_run_that_diverged) {
    example_run it;
    make_example(&it);
    cr_expect(!nnt_output_is_wanted(&nnt_output_divergence_csv, &it.view));
    it.history.trail = it.history.metrics;
    cr_expect(nnt_output_is_wanted(&nnt_output_divergence_csv, &it.view));
}

NNT_TEST(output, histograms_csv_names_the_quantities) {
    example_run it;
    make_example(&it);
    cr_expect(nnt_output_is_wanted(&nnt_output_histograms_csv, &it.view));
    expect_file(&nnt_output_histograms_csv, &it.view,
                "epoch,step,layer,quantity,-1,0,1\n"
                "0,0,1,preactivation,3,2,1\n"
                "0,0,1,delta,0,6,0\n"
                "0,0,1,gradient,1,4,1\n");
    it.history.histograms.n_rows = 0;
    cr_expect(!nnt_output_is_wanted(&nnt_output_histograms_csv, &it.view), "of nothing");
}

/* ---- texts ----------------------------------------------------------------------- */

NNT_TEST(output, config_ends_in_one_line_feed) {
    example_run it;
    make_example(&it);
    expect_file(&nnt_output_config, &it.view, "{\"name\": \"tiny\"}\n");
    it.view.config = "{}\n";
    expect_file(&nnt_output_config, &it.view, "{}\n");
}

#define LAYERS                                                                                     \
    "  \"layers\": [\n"                                                                            \
    "    {\n"                                                                                      \
    "      \"layer\": 1,\n"                                                                        \
    "      \"inputs\": 2,\n"                                                                       \
    "      \"units\": 2,\n"                                                                        \
    "      \"activation\": \"relu\"\n"                                                             \
    "    },\n"                                                                                     \
    "    {\n"                                                                                      \
    "      \"layer\": 2,\n"                                                                        \
    "      \"inputs\": 2,\n"                                                                       \
    "      \"units\": 3,\n"                                                                        \
    "      \"activation\": \"softmax\"\n"                                                          \
    "    }\n"                                                                                      \
    "  ],\n"

NNT_TEST(output, summary_of_a_classification) {
    example_run it;
    make_example(&it);
    expect_file(&nnt_output_summary, &it.view,
                "{\n"
                "  \"name\": \"tiny\",\n"
                "  \"status\": \"completed\",\n"
                "  \"task\": \"classification\",\n"
                "  \"precision\": \"float32\",\n"
                "  \"epochs\": 2,\n"
                "  \"steps\": 8,\n"
                "  \"best_epoch\": 1,\n"
                "  \"parameters\": 15,\n" LAYERS "  \"train\": {\n"
                "    \"rows\": 16,\n"
                "    \"loss\": 0.5,\n"
                "    \"accuracy\": 0.75\n"
                "  },\n"
                "  \"validation\": {\n"
                "    \"rows\": 4,\n"
                "    \"loss\": 0.625,\n"
                "    \"accuracy\": 0.5\n"
                "  },\n"
                "  \"test\": null,\n"
                "  \"train_loss\": 0.5,\n"
                "  \"train_accuracy\": 0.75,\n"
                "  \"validation_loss\": 0.625,\n"
                "  \"validation_accuracy\": 0.5,\n"
                "  \"test_loss\": null,\n"
                "  \"test_accuracy\": null,\n"
                "  \"divergence\": null,\n"
                "  \"verdicts\": []\n"
                "}\n");
}

NNT_TEST(output, summary_of_a_diverged_regression) {
    example_run it;
    make_example(&it);
    it.view.task = NNT_TASK_REGRESSION;
    it.run.task = "regression";
    it.run.stop = NNT_STOP_DIVERGED;
    it.run.divergence = (nnt_divergence){.epoch = 3,
                                         .step = 11,
                                         .layer = 2,
                                         .quantity = "gradient",
                                         .unit = 4,
                                         .input = 1,
                                         .value = -(double)INFINITY};
    it.run.train = (nnt_scores){true, 16, INFINITY, NAN, 1e200, NAN};
    it.run.validation.exists = false;
    it.run.test = (nnt_scores){true, 8, 2.5, NAN, 0.5, -1.25};
    char *text = render(&nnt_output_summary, &it.view);
    const char *tail = strstr(text, "  \"train\": {");
    cr_assert(tail != NULL);
    cr_expect(strstr(text, "\"status\": \"diverged\"") != NULL);
    cr_expect_str_eq(tail, "  \"train\": {\n"
                           "    \"rows\": 16,\n"
                           "    \"loss\": null,\n"
                           "    \"rmse\": 1e+200,\n"
                           "    \"r2\": null\n"
                           "  },\n"
                           "  \"validation\": null,\n"
                           "  \"test\": {\n"
                           "    \"rows\": 8,\n"
                           "    \"loss\": 2.5,\n"
                           "    \"rmse\": 0.5,\n"
                           "    \"r2\": -1.25\n"
                           "  },\n"
                           "  \"train_loss\": null,\n"
                           "  \"train_rmse\": 1e+200,\n"
                           "  \"train_r2\": null,\n"
                           "  \"validation_loss\": null,\n"
                           "  \"validation_rmse\": null,\n"
                           "  \"validation_r2\": null,\n"
                           "  \"test_loss\": 2.5,\n"
                           "  \"test_rmse\": 0.5,\n"
                           "  \"test_r2\": -1.25,\n"
                           "  \"divergence\": {\n"
                           "    \"epoch\": 3,\n"
                           "    \"step\": 11,\n"
                           "    \"layer\": 2,\n"
                           "    \"quantity\": \"gradient\",\n"
                           "    \"unit\": 4,\n"
                           "    \"input\": 1,\n"
                           "    \"row\": 0,\n"
                           "    \"value\": \"-inf\",\n"
                           "    \"remedy\": \"Lower training.optimizer.learning_rate, set "
                           "training.clip_norm, or scale the data with data.scaling.\"\n"
                           "  },\n"
                           "  \"verdicts\": []\n"
                           "}\n");
    nnt_free(text);
}

NNT_TEST(output, status_texts) {
    const char *const texts[] = {"completed",  "early_stopped", "reached",    "converged",
                                 "time_limit", "diverged",      "interrupted"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_str_eq(nnt_stop_text((nnt_stop)i), texts[i]);
    }
}

/* ---- every output ------------------------------------------------------------------ */

static void expect_no_luck(const nnt_output *output) {
    example_run it;
    make_example(&it);
    char *first = render(output, &it.view);
    char *again = render(output, &it.view);
    cr_expect_str_eq(first, again, "%s: the same run, other bytes", output->file);
    nnt_free(first);
    nnt_free(again);
    bool failed = true;
    for (size_t k = 1; failed; k++) {
        nnt_text text = {0};
        nnt_memory_fail_at(k, false);
        const nnt_status status = output->render(&it.view, &text, NULL);
        failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        cr_expect_eq(text.failed || status == NNT_ERR_MEMORY, failed, "%s: allocation %zu",
                     output->file, k);
        nnt_text_clear(&text);
    }
}

#define NNT_OUTPUT(name)                                                                           \
    NNT_TEST(output_bytes, name) {                                                                 \
        expect_no_luck(&nnt_output_##name);                                                        \
        cr_expect(strlen(nnt_output_##name.help) > 0);                                             \
    }
#include "output/output_list.inc"
#undef NNT_OUTPUT

/* ---- writing ----------------------------------------------------------------------- */

static void remove_files(const char *folder) {
    for (size_t i = 0; i <= nnt_output_count(); i++) {
        const bool is_output = i < nnt_output_count();
        char *path = nnt_path_join(folder, is_output ? nnt_output_get(i)->file : NNT_RUN_INFO_FILE);
        unlink(path);
        nnt_free(path);
    }
    rmdir(folder);
}

NNT_TEST(output, write_all_writes_each_file) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    example_run it;
    make_example(&it);
    cr_assert(mkdtemp(folder) != NULL);
    cr_expect(!nnt_output_folder_is_used(folder));
    cr_expect_eq(nnt_output_write_all(&it.view, folder, NULL), NNT_OK);
    cr_expect(nnt_output_folder_is_used(folder));
    for (size_t i = 0; i < nnt_output_count(); i++) {
        if (!nnt_output_is_wanted(nnt_output_get(i), &it.view)) {
            continue;
        }
        nnt_text expected = {0};
        char *data = NULL;
        size_t length = 0;
        char *path = nnt_path_join(folder, nnt_output_get(i)->file);
        cr_assert_eq(nnt_output_get(i)->render(&it.view, &expected, NULL), NNT_OK);
        cr_assert_eq(nnt_file_read(path, 1 << 20, &data, &length, NULL), NNT_OK);
        cr_expect_eq(length, expected.length);
        cr_expect_arr_eq(data, expected.data, length);
        nnt_text_clear(&expected);
        nnt_free(data);
        nnt_free(path);
    }
    remove_files(folder);
}

/* What stands there is not of this view, so that writing it again would show. */
NNT_TEST(output, write_all_leaves_a_config_alone_that_is_in_its_place) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    example_run it;
    char *data = NULL;
    size_t length = 0;
    make_example(&it);
    it.view.has_config = true;
    cr_assert(mkdtemp(folder) != NULL);
    char *path = nnt_path_join(folder, nnt_output_config.file);
    cr_assert_eq(nnt_file_write(path, "{}", 2, NULL), NNT_OK);
    cr_expect_eq(nnt_output_write_all(&it.view, folder, NULL), NNT_OK);
    cr_assert_eq(nnt_file_read(path, 1 << 20, &data, &length, NULL), NNT_OK);
    cr_expect(length == 2 && memcmp(data, "{}", 2) == 0);
    nnt_free(data);
    nnt_free(path);
    remove_files(folder);
}

NNT_TEST(output, write_all_reports_the_first_failure) {
    example_run it;
    nnt_error error = {0};
    make_example(&it);
    cr_expect_eq(nnt_output_write_all(&it.view, "/tmp/nntrain-no-such-folder", &error), NNT_ERR_IO);
    cr_expect(strstr(error.message, "/tmp/nntrain-no-such-folder/config.json") != NULL, "%s",
              error.message);
}

NNT_TEST(output, write_all_without_memory_writes_nothing) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    example_run it;
    nnt_error error = {0};
    make_example(&it);
    cr_assert(mkdtemp(folder) != NULL);
    nnt_memory_fail_at(1, true);
    const nnt_status status = nnt_output_write_all(&it.view, folder, &error);
    nnt_memory_fail_at(0, false);
    cr_expect_eq(status, NNT_ERR_MEMORY);
    cr_expect_str_eq(error.message, "no memory to write config.json");
    cr_expect(!nnt_output_folder_is_used(folder));
    remove_files(folder);
}

NNT_TEST(output, times_alone_make_a_folder_used) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    cr_assert(mkdtemp(folder) != NULL);
    char *path = nnt_path_join(folder, NNT_RUN_INFO_FILE);
    cr_assert_eq(nnt_file_write(path, "{}", 2, NULL), NNT_OK);
    cr_expect(nnt_output_folder_is_used(folder));
    remove_files(folder);
    cr_expect(!nnt_output_folder_is_used(folder));
    nnt_memory_fail_at(1, true);
    cr_expect(nnt_output_folder_is_used(folder), "without memory to look, it must be kept");
    nnt_memory_fail_at(0, false);
    nnt_free(path);
}
