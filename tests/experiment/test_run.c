/* Whole runs through the public interface: what they leave, the same bytes twice,
 * the rules about folders, and memory that fails at every allocation. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/scratch_folder.h"
#include "nntrain/nntrain.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char xor_config[] =
    "{\"name\": \"xor\", \"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [4, 3]},"
    " \"training\": {\"epochs\": 6, \"batch_size\": 2}}";
static const char sine_config[] =
    "{\"name\": \"sine\", \"task\": \"regression\","
    " \"data\": {\"train\": {\"type\": \"sine\", \"samples\": 40}, \"validation\": {\"fraction\": "
    "0.25},"
    " \"test\": {\"fraction\": 0.25}}, \"network\": {\"hidden\": [5], \"activation\": \"tanh\"},"
    " \"precision\": \"float64\", \"training\": {\"epochs\": 3, \"batch_size\": 7}}";

static const char checkpoint_config[] =
    "{\"name\": \"kept\", \"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [3, 3]},"
    " \"training\": {\"epochs\": 4, \"batch_size\": 2, \"optimizer\": \"adam\"},"
    " \"output\": {\"checkpoint_every\": 2, \"report\": false}}";

static nnt_config *read_config(const char *text) {
    nnt_config *config = NULL;
    nnt_messages problems = {0};
    nnt_error error = {0};
    cr_assert(nnt_config_read(text, strlen(text), "test.json", ".", NULL, 0, &config, &problems,
                              &error) == NNT_OK,
              "%s", error.message);
    nnt_messages_clear(&problems);
    return config;
}

/* Runs into <folder>/<name>. */
static nnt_status run_into(const char *text,
                           const char *folder,
                           const char *name,
                           bool force,
                           nnt_run **run,
                           nnt_error *error) {
    nnt_config *config = read_config(text);
    char *directory = nnt_path_join(folder, name);
    const nnt_run_options options = {.directory = directory, .force = force};
    nnt_status status = nnt_run_config(config, &options, run, NULL, error);
    nnt_free(directory);
    nnt_config_free(config);
    return status;
}

static void check_equal_bytes(const char *a, const char *b) {
    char *bytes_a = NULL, *bytes_b = NULL;
    size_t length_a = 0, length_b = 0;
    cr_assert(nnt_file_read(a, 1 << 24, &bytes_a, &length_a, NULL) == NNT_OK, "%s", a);
    cr_assert(nnt_file_read(b, 1 << 24, &bytes_b, &length_b, NULL) == NNT_OK, "%s", b);
    cr_assert(length_a == length_b && memcmp(bytes_a, bytes_b, length_a) == 0, "%s differs", a);
    nnt_free(bytes_a);
    nnt_free(bytes_b);
}

static void check_equal_files(const nnt_run *one, const nnt_run *other) {
    for (size_t i = 0; i < one->n_files; i++) {
        char *a = nnt_path_join(one->directory, one->files[i]);
        char *b = nnt_path_join(other->directory, one->files[i]);
        check_equal_bytes(a, b);
        nnt_free(a);
        nnt_free(b);
    }
}

static void check_twice(const char *text) {
    scratch_folder folder = scratch_create();
    nnt_run *one = NULL, *other = NULL;
    nnt_error error = {0};
    cr_assert(run_into(text, folder.path, "one", false, &one, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(run_into(text, folder.path, "other", false, &other, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(one->n_files >= 7);
    check_equal_files(one, other);
    nnt_run_free(one);
    nnt_run_free(other);
    scratch_remove(&folder);
}

NNT_TEST(run, twice_gives_the_same_bytes) {
    check_twice(xor_config);
    check_twice(sine_config);
}

NNT_TEST(run, tells_what_it_did) {
    scratch_folder folder = scratch_create();
    nnt_run *run = NULL;
    nnt_error error = {0};
    cr_assert(run_into(sine_config, folder.path, "run", false, &run, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(run->stop == NNT_STOP_COMPLETED && run->epochs == 3 && run->steps == 9);
    cr_assert(run->train.n_rows == 20 && run->validation.n_rows == 10 && run->test.n_rows == 10);
    cr_assert(isfinite(run->test.r2) && isnan(run->test.accuracy));
    cr_assert(run->n_parameters == 2 * 5 + 6 && run->n_layers == 2);
    cr_assert(run->history->metrics.n_rows == 4 && run->history->layers.n_rows == 8);
    cr_assert(run->theory->n_rows == 1);
    cr_assert(strcmp(run->precision, "float64") == 0 &&
              strcmp(run->layers[1].activation, "linear") == 0);
    nnt_run_free(run);
    scratch_remove(&folder);
}

NNT_TEST(run, is_not_written_over_unasked) {
    scratch_folder folder = scratch_create();
    nnt_run *run = NULL;
    nnt_error error = {0};
    cr_assert(run_into(xor_config, folder.path, "run", false, &run, &error) == NNT_OK);
    nnt_run_free(run);
    run = NULL;
    cr_assert(run_into(xor_config, folder.path, "run", false, &run, &error) == NNT_ERR_USAGE);
    cr_assert(run == NULL && strstr(error.message, "--force") &&
              strstr(error.message, folder.path));
    cr_assert(run_into(xor_config, folder.path, "run", true, &run, &error) == NNT_OK);
    nnt_run_free(run);
    scratch_remove(&folder);
}

/* ---- memory ------------------------------------------------------------------- */

/* Every allocation of an attempt fails in turn, once or for ever: an error, or a
 * result that did not need it; nothing leaked (NNT_TEST looks), and no crash. Before
 * each the attempt is made ready. Returns how many allocations there are. */
static size_t fail_each(void (*make_ready)(void *context),
                        nnt_status (*attempt)(void *context, nnt_error *error),
                        void *context,
                        bool for_ever) {
    for (size_t k = 1;; k++) {
        nnt_error error = {0};
        make_ready(context);
        nnt_memory_fail_at(k, for_ever);
        const nnt_status status = attempt(context, &error);
        const bool has_failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY || status == NNT_ERR_USAGE,
                  "allocation %zu: status %d: %s", k, (int)status, error.message);
        cr_assert(status == NNT_OK || error.message[0] != '\0', "allocation %zu: no message", k);
        if (!has_failed) {
            cr_assert(status == NNT_OK, "%s", error.message);
            return k - 1;
        }
    }
}

static void be_ready(void *context) {
    (void)context;
}

typedef struct run_attempt {
    const nnt_config *config;
    nnt_run_options options;
} run_attempt;

static nnt_status attempt_run(void *context, nnt_error *error) {
    const run_attempt *it = context;
    nnt_run *run = NULL;
    const nnt_status status = nnt_run_config(it->config, &it->options, &run, NULL, error);
    nnt_run_free(run);
    return status;
}

NNT_TEST(run, survives_every_failed_allocation) {
    scratch_folder folder = scratch_create();
    nnt_config *config = read_config(checkpoint_config);
    run_attempt it = {config, {.directory = folder.path, .force = true}};
    cr_assert(fail_each(be_ready, attempt_run, &it, false) > 100);
    cr_assert(fail_each(be_ready, attempt_run, &it, true) > 100);
    nnt_config_free(config);
    scratch_remove(&folder);
}

/* A run to be resumed, and what it is to come to. */
typedef struct resume_attempt {
    run_attempt run; /* first, so that the attempt of a run serves */
    const nnt_run *whole;
    bool is_over; /* nothing is left to resume */
} resume_attempt;

static nnt_status attempt_resume(void *context, nnt_error *error) {
    resume_attempt *it = context;
    const nnt_status status = attempt_run(context, error);
    it->is_over = status == NNT_OK;
    return status;
}

/* An attempt that failed leaves what the next one needs; one that came to its end,
 * the files of a run that was never stopped. Then comes a run that is interrupted
 * after its first step. */
static void interrupt_anew(void *context) {
    static const int is_interrupted = 1;
    resume_attempt *it = context;
    const char *directory = it->run.options.directory;
    run_attempt first = {it->run.config,
                         {.directory = directory, .force = true, .interrupt = &is_interrupted}};
    nnt_error error = {0};
    if (!it->is_over) {
        return;
    }
    if (nnt_file_exists(directory)) {
        nnt_run there = *it->whole;
        there.directory = directory;
        check_equal_files(it->whole, &there);
    }
    cr_assert(attempt_run(&first, &error) == NNT_OK, "%s", error.message);
    it->is_over = false;
}

static void check_failing_resume(bool for_ever) {
    scratch_folder folder = scratch_create();
    nnt_run *whole = NULL;
    nnt_error error = {0};
    cr_assert(run_into(checkpoint_config, folder.path, "whole", false, &whole, &error) == NNT_OK);
    nnt_config *config = read_config(checkpoint_config);
    char *directory = nnt_path_join(folder.path, "run");
    resume_attempt it = {{config, {.directory = directory, .resume = true}}, whole, true};
    cr_assert(fail_each(interrupt_anew, attempt_resume, &it, for_ever) > 100);
    nnt_free(directory);
    nnt_run_free(whole);
    nnt_config_free(config);
    scratch_remove(&folder);
}

NNT_TEST(run, resumes_after_every_failed_allocation) {
    check_failing_resume(false);
    check_failing_resume(true);
}

typedef struct prediction_attempt {
    const char *model, *data;
} prediction_attempt;

static nnt_status attempt_prediction(void *context, nnt_error *error) {
    const prediction_attempt *it = context;
    nnt_model *model = NULL;
    char *csv = NULL;
    nnt_status status = nnt_model_load(it->model, NULL, &model, error);
    if (!status) {
        status = nnt_model_predict_csv(model, it->data, &csv, NULL, error);
    }
    nnt_string_free(csv);
    nnt_model_free(model);
    return status;
}

NNT_TEST(run, predicts_after_every_failed_allocation) {
    scratch_folder folder = scratch_create();
    nnt_run *run = NULL;
    nnt_error error = {0};
    cr_assert(run_into(xor_config, folder.path, "run", false, &run, &error) == NNT_OK);
    char *data = nnt_path_join(folder.path, "data.csv");
    cr_assert(nnt_file_write(data, "x1,x2\n0,1\n1,1\n", 14, &error) == NNT_OK);
    prediction_attempt it = {run->directory, data};
    cr_assert(fail_each(be_ready, attempt_prediction, &it, false) > 20);
    cr_assert(fail_each(be_ready, attempt_prediction, &it, true) > 20);
    nnt_free(data);
    nnt_run_free(run);
    scratch_remove(&folder);
}

/* ---- the folder -------------------------------------------------------------- */

/* While one run holds its folder another is refused with the process's number; the
 * next after it is not. */
NNT_TEST(run, has_its_folder_alone) {
    scratch_folder folder = scratch_create();
    nnt_run *run = NULL, *other = NULL;
    nnt_error error = {0};
    char number[32];
    snprintf(number, sizeof number, "by process %ld", (long)getpid());
    cr_assert(run_into(xor_config, folder.path, "run", false, &run, &error) == NNT_OK);
    cr_assert(run_into(xor_config, folder.path, "run", true, &other, &error) == NNT_ERR_USAGE);
    cr_assert(strstr(error.message, number), "%s", error.message);
    nnt_run_free(run);
    char *lock = nnt_path_join(folder.path, "run/.lock");
    cr_assert(!nnt_file_exists(lock));
    cr_assert(nnt_file_write(lock, "1\n", 2, &error) == NNT_OK); /* of a process that was killed */
    cr_assert(run_into(xor_config, folder.path, "run", true, &other, &error) == NNT_OK, "%s",
              error.message);
    nnt_run_free(other);
    cr_assert(!nnt_file_exists(lock));
    nnt_free(lock);
    scratch_remove(&folder);
}
