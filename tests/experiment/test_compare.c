/* Carrying out comparisons: rows, files, threads, failures, and carrying on. */
#include "experiment/compare_fixture.h"

#include <math.h>

NNT_TEST(compare, rows_and_folders) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(FOUR_RUNS, &options);
    const nnt_comparison *comparison = result.comparison;
    cr_assert(comparison->n_variants == 2 && comparison->n_rows == 4);
    cr_assert(comparison->n_columns == 1);
    cr_assert_str_eq(comparison->paths[0], "network.activation");
    cr_assert_str_eq(comparison->columns[0], "activation");
    cr_assert_str_eq(comparison->variants[1].label, "activation=leaky_relu");
    cr_assert_str_eq(comparison->variants[1].settings[0].value, "leaky_relu");
    cr_assert_str_eq(comparison->rows[3].folder, "activation=leaky_relu-s5");
    cr_assert(comparison->rows[3].variant == 1 && comparison->rows[3].seed == 5);
    cr_assert(comparison->has_classes && !comparison->has_targets);
    for (size_t i = 0; i < 4; i++) {
        cr_assert_str_eq(comparison->rows[i].outcome, "completed");
        cr_assert(comparison->rows[i].numbers[NNT_COMPARE_EPOCHS] == 3);
        cr_assert(comparison->rows[i].numbers[NNT_COMPARE_HIDDEN_UNITS] == 12);
        cr_assert(isnan(comparison->rows[i].numbers[NNT_COMPARE_TRAIN_RMSE]));
    }
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Two variants, two seeds, three folds: variant after variant, seed after seed. A run's
 * own config says its fold, and the folds of a seed validate all rows between them. */
NNT_TEST(compare, folds) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(
        "{'data': {'train': {'type': 'moons', 'samples': 20}, 'test': {'fraction': 0.2}},"
        " 'network': {'hidden': [4]}, 'training': {'epochs': 2, 'batch_size': 8,"
        " 'early_stopping': {'monitor': 'validation_loss', 'patience': 5}},"
        " 'compare': {'vary': {'network.activation': ['tanh', 'relu']}, 'seeds': [1, 4],"
        " 'folds': 3}}",
        &options);
    const nnt_comparison *comparison = result.comparison;
    cr_assert(comparison->n_rows == 12 && comparison->has_folds);
    for (size_t i = 0; i < 12; i++) {
        const nnt_compare_row *row = &comparison->rows[i];
        cr_assert(row->variant == i / 6 && row->seed == (i / 3 % 2 ? 4 : 1));
        cr_assert(row->fold == i % 3 + 1);
        cr_assert_str_eq(row->outcome, "completed");
        cr_assert(!isnan(row->numbers[NNT_COMPARE_VALIDATION_LOSS]));
    }
    cr_assert_str_eq(comparison->rows[4].folder, "activation=tanh-s4f2");
    cr_assert(comparison->variants[1].statistics[NNT_COMPARE_VALIDATION_LOSS].n == 6);
    cr_assert(comparison->variants[1].differences[NNT_COMPARE_VALIDATION_LOSS].n == 6);
    char *csv = read_text_file(comparison->directory, "compare.csv");
    cr_assert(strncmp(csv, "variant,activation,seed,fold,status,", 36) == 0, "%s", csv);
    cr_assert(strstr(csv, "activation=tanh,tanh,4,2,completed,") != NULL);
    nnt_free(csv);
    char *folder = nnt_path_join(comparison->directory, comparison->rows[4].folder);
    char *config = read_text_file(folder, "config.json");
    cr_assert(strstr(config, "\"folds\": 3,") && strstr(config, "\"fold\": 2"), "%s", config);
    nnt_free(config);
    nnt_free(folder);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* The row says what the run's own files say, as the run alone would have said it. */
NNT_TEST(compare, a_row_is_the_run_by_itself) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(FOUR_RUNS, &options);
    reading config =
        read_valid("{'data': {'train': {'type': 'moons', 'samples': 40}, "
                   "'validation': {'fraction': 0.25}}, 'network': {'hidden': [4, 4, "
                   "4], 'activation': 'leaky_relu'}, 'seed': 5, 'training': {'epochs': 3, "
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
                                          .n_threads = 3};
    compared a = compare_valid(FOUR_RUNS, &serial);
    compared b = compare_valid(FOUR_RUNS, &parallel);
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
    compared first = compare_valid(FOUR_RUNS, &options);
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

/* ---- sums ------------------------------------------------------------------ */

NNT_TEST(compare, statistics_and_differences_of_the_rows) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(FOUR_RUNS, &options);
    const nnt_compare_row *rows = result.comparison->rows;
    double loss[4];
    for (size_t i = 0; i < 4; i++) {
        loss[i] = rows[i].numbers[NNT_COMPARE_TRAIN_LOSS];
    }
    const nnt_variant *second_variant = &result.comparison->variants[1];
    const nnt_statistic *mean = &second_variant->statistics[NNT_COMPARE_TRAIN_LOSS];
    const nnt_statistic *difference = &second_variant->differences[NNT_COMPARE_TRAIN_LOSS];
    const double half_spread = fabs(loss[2] - loss[3]) / 2;
    const double first = loss[2] - loss[0];
    const double second = loss[3] - loss[1];
    cr_assert(mean->n == 2 && fabs(mean->mean - (loss[2] + loss[3]) / 2) < 1e-15);
    cr_assert(fabs(mean->sd - half_spread * sqrt(2)) < 1e-15);
    cr_assert(fabs(mean->ci95 - 12.706204736174698 * half_spread) < 1e-12);
    cr_assert(difference->n == 2 && fabs(difference->mean - (first + second) / 2) < 1e-15);
    cr_assert(fabs(difference->sd - fabs(first - second) / sqrt(2)) < 1e-15);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Several configs: labels are their names, and the first one's seeds serve all. */
NNT_TEST(compare, configs_side_by_side) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    reading a =
        read_valid("{'name': 'a'," XOR "," TWO_UNITS ",'training': {'epochs': 1}}", NULL, 0);
    reading b = read_valid("{'name': 'b'," XOR "," TWO_UNITS
                           ",'training': {'epochs': 1}, 'compare': {'seeds': [3, 4], 'vary': "
                           "{'network.activation': ['relu', 'leaky_relu']}}}",
                           NULL, 0);
    const nnt_config *configs[] = {a.config, b.config};
    compared result = {.status = NNT_OK};
    result.status = nnt_compare_run(configs, 2, &options, &result.comparison, NULL, &result.error);
    cr_assert(result.status == NNT_OK, "%s", result.error.message);
    const nnt_comparison *comparison = result.comparison;
    cr_assert(comparison->n_variants == 3 && comparison->n_rows == 6);
    cr_assert_str_eq(comparison->variants[0].label, "a");
    cr_assert_str_eq(comparison->variants[2].label, "b activation=leaky_relu");
    cr_assert_str_eq(comparison->rows[1].folder, "a-s4");
    cr_assert_str_eq(comparison->rows[5].folder, "b_activation=leaky_relu-s4");
    reading_clear(&a);
    reading_clear(&b);
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Labels that are alike as folders stay apart. */
NNT_TEST(compare, folders_are_unique) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result =
        compare_valid("{" XOR "," TWO_UNITS ",'training': {'epochs': 0}, 'compare': {'vary': "
                      "{'description': ['a b', 'a/b', 'a?b']}}}",
                      &options);
    cr_assert_str_eq(result.comparison->rows[0].folder, "description=a_b-s1");
    cr_assert_str_eq(result.comparison->rows[1].folder, "description=a_b-2-s1");
    cr_assert_str_eq(result.comparison->rows[2].folder, "description=a_b-3-s1");
    compared_clear(&result);
    scratch_remove(&scratch);
}

/* Two units that no row switches on: weights and biases of -1 and inputs of 0 and 1. */
NNT_TEST(compare, dead_units_and_those_that_stay_so) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options options = {.directory = scratch_path(&scratch, "out")};
    compared result = compare_valid(
        "{" XOR ", 'network': {'hidden': [2], 'init': {'type': 'uniform', 'limit': 0.1}, 'bias': "
        "-1}, 'training': {'epochs': 2}, 'compare': {'vary': {'training.optimizer': ['sgd', "
        "'adam'], 'network.activation': ['relu', 'leaky_relu']}}}",
        &options);
    const nnt_compare_row *rows = result.comparison->rows;
    cr_assert(rows[0].numbers[NNT_COMPARE_DEAD_UNITS] == 2);
    cr_assert(rows[0].numbers[NNT_COMPARE_BORN_DEAD] == 2);
    cr_assert(rows[0].numbers[NNT_COMPARE_DIED] == 0);
    cr_assert(rows[0].numbers[NNT_COMPARE_PERMANENT] == 2);
    cr_assert(rows[1].numbers[NNT_COMPARE_DEAD_UNITS] == 0);
    cr_assert(rows[1].numbers[NNT_COMPARE_PERMANENT] == 0);
    cr_assert(rows[2].numbers[NNT_COMPARE_DEAD_UNITS] == 2);
    cr_assert(isnan(rows[2].numbers[NNT_COMPARE_PERMANENT]), "adam may move a dead unit");
    compared_clear(&result);
    scratch_remove(&scratch);
}
