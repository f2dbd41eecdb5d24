/* The memory that a run will need, against sums by hand, and what is refused. */
#include "base/scratch_folder.h"
#include "nntrain/nntrain.h"
#include "support/nnt_test.h"
#include <stdint.h>
#include <string.h>

static nnt_config *read_config(const char *text, const nnt_override *overrides, size_t n) {
    nnt_config *config = NULL;
    nnt_error error = {0};
    cr_assert(nnt_config_read(text, strlen(text), "test.json", ".", overrides, n, &config, NULL,
                              &error) == NNT_OK,
              "%s", error.message);
    return config;
}

static const char moons[] =
    "{\"data\": {\"train\": {\"type\": \"moons\", \"samples\": 1000}},"
    " \"network\": {\"hidden\": [512, 512]}, \"training\": {\"epochs\": 1, \"batch_size\": 32},"
    " \"instruments\": {\"level\": \"off\"}, \"output\": {\"report\": false}}";

static nnt_memory_need measure(const nnt_override *overrides, size_t n) {
    nnt_config *config = read_config(moons, overrides, n);
    nnt_memory_need need = {0};
    nnt_error error = {0};
    cr_assert(nnt_config_measure(config, NULL, &need, NULL, &error) == NNT_OK, "%s", error.message);
    nnt_config_free(config);
    return need;
}

/* Parameters of 2-512-512-2. */
enum { P = 3 * 512 + 513 * 512 + 513 * 2 };

NNT_TEST(memory_need, is_the_sum_of_what_is_kept) {
    const nnt_memory_need need = measure(NULL, 0);
    /* Features and labels as read and which of them are trained on, then as floats and in
     * their order. */
    cr_assert(need.data == 1000 * (2 * 8 + 4 + 4 + 2 * 4 + 4 + 4), "%zu", need.data);
    /* Seven vectors of floats, then doubles and floats for the files. */
    cr_assert(need.parameters == P * (7 * 4 + 8 + 4), "%zu", need.parameters);
    cr_assert(need.workspace == 256 * (2 + 3 * (512 + 512 + 2)) * 4, "%zu", need.workspace);
    /* One vector, and it twice to go back to. */
    cr_assert(need.optimizer == P * 3 * 4, "%zu", need.optimizer);
    cr_assert(nnt_memory_need_total(&need) == need.data + need.parameters + need.optimizer +
                                                  need.workspace + need.instruments + need.program);
}

NNT_TEST(memory_need, follows_the_config) {
    const nnt_override adam[] = {{"training.optimizer", "adam"}};
    const nnt_override wide[] = {{"training.batch_size", "512"}};
    const nnt_override exact[] = {{"precision", "float64"}};
    const nnt_override kept[] = {{"output.checkpoint_every", "1"}};
    const nnt_override measured[] = {{"instruments.level", "full"}};
    const nnt_override standard[] = {{"instruments.level", "standard"}};
    const nnt_memory_need plain = measure(NULL, 0);
    /* Two vectors, and both twice to go back to. */
    cr_assert(measure(adam, 1).optimizer == P * 6 * 4);
    cr_assert(measure(wide, 1).workspace == 2 * plain.workspace);
    cr_assert(measure(exact, 1).parameters == P * (7 * 8 + 8 + 8));
    cr_assert(measure(kept, 1).parameters == plain.parameters + 2 * P * (7 + 3) * 4);
    cr_assert(measure(measured, 1).instruments > plain.instruments + P * (3 + 4) * 4);
    /* Beside what the level above counts alike: four vectors and the z of all units for the
     * sharpness; 256 rows of 512 units, their products and three vectors, in doubles. */
    cr_assert(measure(measured, 1).instruments == measure(standard, 1).instruments + P * 4 * 4 +
                                                      1000 * (512 + 512 + 2) * 4 +
                                                      (256 * 512 + 256 * 259) * 8);
}

NNT_TEST(memory_need, beyond_all_numbers_is_the_largest_one) {
    const nnt_memory_need need = {.data = SIZE_MAX - 1, .optimizer = 2};
    cr_assert(nnt_memory_need_total(&need) == SIZE_MAX);
}

NNT_TEST(memory_need, is_said_in_three_digits_or_four) {
    char text[NNT_MEMORY_ROOM];
    cr_assert_str_eq(nnt_memory_text(1500, text), "1.5 kB");
    cr_assert_str_eq(nnt_memory_text(97900000, text), "97.9 MB");
    cr_assert_str_eq(nnt_memory_text(999960000, text), "1.0 GB");
    cr_assert_str_eq(nnt_memory_text(SIZE_MAX, text), "18.4 EB");
}

static nnt_status train(const nnt_override *overrides, size_t n, size_t memory, nnt_error *error) {
    scratch_folder folder = scratch_create();
    nnt_config *config = read_config(moons, overrides, n);
    const nnt_run_options options = {.directory = folder.path, .force = true, .memory = memory};
    nnt_run *run = NULL;
    const nnt_status status = nnt_run_config(config, &options, &run, NULL, error);
    nnt_run_free(run);
    nnt_config_free(config);
    scratch_remove(&folder);
    return status;
}

NNT_TEST(memory_need, is_refused_when_it_is_not_there) {
    const nnt_override short_run[] = {{"network.hidden", "[64]"}};
    const nnt_override huge[] = {{"network.hidden", "[200000,200000]"}};
    nnt_error error = {0};
    nnt_memory_need need = measure(short_run, 1);
    const size_t total = nnt_memory_need_total(&need);
    cr_assert(train(short_run, 1, total, &error) == NNT_OK, "%s", error.message);
    cr_assert(train(short_run, 1, total - 1, &error) == NNT_ERR_MEMORY);
    /* 40 001 million parameters: 40 bytes each, and 12 of the optimizer. */
    cr_assert(train(huge, 1, (size_t)64000000000, &error) == NNT_ERR_MEMORY);
    cr_assert(strstr(error.message, "this training needs about 2.1 TB of memory and 64.0 GB are "
                                    "there; most of it, 1.6 TB, is for the parameters") &&
                  strstr(error.message, "network.hidden"),
              "%s", error.message);
}

/* Before they are made: 10 million rows of two doubles and a label. */
NNT_TEST(memory_need, of_generated_rows_is_known_before_they_are_made) {
    const nnt_override many[] = {{"data.train", "{\"type\": \"moons\", \"samples\": 10000000}"}};
    nnt_error error = {0};
    cr_assert(train(many, 1, 150000000, &error) == NNT_ERR_MEMORY);
    cr_assert_str_eq(error.message, "data.train: 10000000 rows of 2 features need 200.0 MB of "
                                    "memory and 150.0 MB are there; ask for fewer");
}

NNT_TEST(memory_need, of_runs_side_by_side_counts_each) {
    scratch_folder folder = scratch_create();
    const nnt_override vary[] = {{"compare", "{\"seeds\": 4}"}, {"network.hidden", "[64]"}};
    nnt_memory_need need = measure(vary + 1, 1);
    nnt_config *config = read_config(moons, vary, 2);
    nnt_compare_options options = {.directory = folder.path,
                                   .force = true,
                                   .n_threads = 2,
                                   .memory = 3 * nnt_memory_need_total(&need)};
    nnt_comparison *comparison = NULL;
    nnt_error error = {0};
    const nnt_config *configs[] = {config};
    cr_assert(nnt_compare_run(configs, 1, &options, &comparison, NULL, &error) == NNT_OK);
    cr_assert(comparison->rows[0].status == NNT_ERR_MEMORY);
    cr_assert(strstr(comparison->rows[0].message, "4 runs at a time") &&
                  strstr(comparison->rows[0].message, "--threads"),
              "%s", comparison->rows[0].message);
    nnt_comparison_free(comparison);
    options.memory = 4 * nnt_memory_need_total(&need);
    cr_assert(nnt_compare_run(configs, 1, &options, &comparison, NULL, &error) == NNT_OK);
    cr_assert(comparison->rows[0].status == NNT_OK, "%s", comparison->rows[0].message);
    nnt_comparison_free(comparison);
    nnt_config_free(config);
    scratch_remove(&folder);
}

/* 1000 rows of two doubles and a label. */
NNT_TEST(memory_need, data_that_do_not_fit_are_refused_by_all_who_make_them) {
    nnt_config *config = read_config(moons, NULL, 0);
    nnt_memory_need need;
    nnt_gradcheck *check = NULL;
    nnt_theory_report *report = NULL;
    nnt_error error[3] = {0};
    nnt_config_limit_memory(config, 19000);
    cr_assert(nnt_config_measure(config, NULL, &need, NULL, &error[0]) == NNT_ERR_MEMORY);
    cr_assert(nnt_gradcheck_create(config, NULL, &check, NULL, &error[1]) == NNT_ERR_MEMORY);
    cr_assert(nnt_theory_report_create(config, NULL, &report, NULL, &error[2]) == NNT_ERR_MEMORY);
    for (int i = 0; i < 3; i++) {
        cr_assert_str_eq(error[i].message, "data.train: 1000 rows of 2 features need 20.0 kB of "
                                           "memory and 19.0 kB are there; ask for fewer");
    }
    nnt_config_free(config);
}
