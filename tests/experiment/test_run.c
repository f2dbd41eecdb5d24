/* Whole runs through the public interface: what they leave, the same bytes twice,
 * the rules about folders, and memory that fails at every allocation. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/scratch_folder.h"
#include "nntrain/nntrain.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static const char xor_config[] =
    "{\"name\": \"xor\", \"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [4, 3]},"
    " \"training\": {\"epochs\": 6, \"batch_size\": 2}}";
static const char sine_config[] =
    "{\"name\": \"sine\", \"task\": \"regression\","
    " \"data\": {\"train\": {\"type\": \"sine\", \"samples\": 40}, \"validation\": {\"fraction\": "
    "0.25},"
    " \"test\": {\"fraction\": 0.25}}, \"network\": {\"hidden\": [5], \"activation\": \"tanh\"},"
    " \"precision\": \"float64\", \"training\": {\"epochs\": 3, \"batch_size\": 7}}";

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

static void check_equal_files(const nnt_run *one, const nnt_run *other) {
    for (size_t i = 0; i < one->n_files; i++) {
        char *a = nnt_path_join(one->directory, one->files[i]);
        char *b = nnt_path_join(other->directory, one->files[i]);
        char *bytes_a = NULL, *bytes_b = NULL;
        size_t length_a = 0, length_b = 0;
        cr_assert(nnt_file_read(a, 1 << 24, &bytes_a, &length_a, NULL) == NNT_OK, "%s", a);
        cr_assert(nnt_file_read(b, 1 << 24, &bytes_b, &length_b, NULL) == NNT_OK, "%s", b);
        cr_assert(length_a == length_b && memcmp(bytes_a, bytes_b, length_a) == 0, "%s differs", a);
        nnt_free(bytes_a);
        nnt_free(bytes_b);
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

/* Every allocation of a run fails in turn: an error, nothing leaked (NNT_TEST
 * looks), and no crash. */
NNT_TEST(run, survives_every_failed_allocation) {
    scratch_folder folder = scratch_create();
    nnt_config *config = read_config(xor_config);
    const nnt_run_options options = {.directory = folder.path, .force = true};
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 0;
    while (status != NNT_OK) {
        nnt_run *run = NULL;
        nnt_error error = {0};
        nnt_memory_fail_at(++k, false);
        status = nnt_run_config(config, &options, &run, NULL, &error);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY || status == NNT_ERR_USAGE,
                  "allocation %zu: status %d: %s", k, (int)status, error.message);
        cr_assert(status == NNT_OK || error.message[0] != '\0', "allocation %zu: no message", k);
        nnt_run_free(run);
    }
    cr_assert(k > 100, "only %zu allocations", k);
    nnt_config_free(config);
    scratch_remove(&folder);
}
