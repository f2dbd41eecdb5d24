/* The variants of a comparison: their number, order, labels and configs. */
#include "experiment/compare_grid.h"
#include "experiment/config_sketch.h"
#include "nntrain/compare.h"

/* A config with this inside its "compare" block. */
#define COMPARING(block) "{'name': 'base'," XOR "," TWO_UNITS ",'compare': {" block "}}"

#define TWO_BY_THREE                                                                               \
    "'vary': {'network.activation': ['tanh', 'relu'], 'training.batch_size': [1, 2, 'full']}"

static void expect_label(const reading *result, size_t variant, const char *expected) {
    const nnt_grid grid = nnt_grid_of(result->config->document.root);
    nnt_text text = {0};
    nnt_text_add(&text, "");
    nnt_grid_add_label(&text, &grid, variant);
    cr_assert_str_eq(text.data ? text.data : "", expected);
    nnt_text_clear(&text);
}

/* The config of a variant, in place of the reading's own. */
static void take_variant(reading *result, size_t variant, uint64_t seed) {
    nnt_config *config = NULL;
    nnt_error error = {0};
    cr_assert(nnt_grid_config(result->config, variant, (nnt_grid_run){seed, 0}, &config, &error) ==
                  NNT_OK,
              "%s", error.message);
    nnt_config_free(result->config);
    result->config = config;
}

NNT_TEST(compare_grid, the_last_axis_changes_fastest) {
    reading result = read_valid(COMPARING(TWO_BY_THREE), NULL, 0);
    cr_assert(nnt_config_count_variants(result.config) == 6);
    cr_assert(nnt_config_count_seeds(result.config) == 0);
    expect_label(&result, 0, "activation=tanh,batch_size=1");
    expect_label(&result, 1, "activation=tanh,batch_size=2");
    expect_label(&result, 2, "activation=tanh,batch_size=full");
    expect_label(&result, 3, "activation=relu,batch_size=1");
    expect_label(&result, 5, "activation=relu,batch_size=full");
    reading_clear(&result);
}

NNT_TEST(compare_grid, single_values_are_no_part_of_labels) {
    reading result = read_valid(
        COMPARING("'vary': {'training.epochs': [3], 'network.hidden': [[1], [2, 3]]}"), NULL, 0);
    cr_assert(nnt_config_count_variants(result.config) == 2);
    expect_label(&result, 0, "hidden=[1]");
    expect_label(&result, 1, "hidden=[2,3]");
    reading_clear(&result);
}

NNT_TEST(compare_grid, ambiguous_and_taken_names_are_whole_paths) {
    reading result =
        read_valid("{" XOR ",'network': {'hidden': [{'units': 1}, {'units': 1}]}, 'compare': "
                   "{'vary': {'network.hidden.0.units': [1, 2], 'network.hidden.1.units': [3, 4], "
                   "'training.epochs': [5, 6]}}}",
                   NULL, 0);
    expect_label(&result, 0, "network.hidden.0.units=1,network.hidden.1.units=3,training.epochs=5");
    reading_clear(&result);
}

NNT_TEST(compare_grid, objects_are_labelled_without_quotes) {
    reading result = read_valid(COMPARING("'vary': {'network.activation': ['relu', {'type': "
                                          "'leaky_relu', 'negative_slope': 0.10}]}"),
                                NULL, 0);
    expect_label(&result, 1, "activation={type:leaky_relu,negative_slope:0.10}");
    reading_clear(&result);
}

NNT_TEST(compare_grid, seeds_only) {
    reading result = read_valid(COMPARING("'seeds': 4"), NULL, 0);
    cr_assert(nnt_config_count_variants(result.config) == 1);
    cr_assert(nnt_config_count_seeds(result.config) == 4);
    expect_label(&result, 0, "");
    take_variant(&result, 0, 3);
    expect_value(&result, "name", "'base'");
    expect_value(&result, "seed", "3");
    reading_clear(&result);
}

NNT_TEST(compare_grid, a_config_without_the_block_compares_nothing) {
    reading result = read_valid("{" XOR "," TWO_UNITS "}", NULL, 0);
    cr_assert(nnt_config_count_variants(result.config) == 0);
    cr_assert(nnt_config_count_seeds(result.config) == 0);
    cr_assert(strstr(nnt_config_text(result.config), "compare") == NULL);
    reading_clear(&result);
}

NNT_TEST(compare_grid, config_of_a_variant) {
    reading result = read_valid(COMPARING(TWO_BY_THREE ", 'seeds': [7]"), NULL, 0);
    expect_value(&result, "compare.vary",
                 "{'network.activation':['tanh','relu'],'training.batch_"
                 "size':[1,2,'full']}");
    take_variant(&result, 4, UINT64_C(18446744073709551615));
    expect_value(&result, "network.activation", "{'type':'relu'}");
    expect_value(&result, "training.batch_size", "2");
    expect_value(&result, "seed", "'18446744073709551615'");
    expect_value(&result, "name", "'base-activation_relu_batch_size_2'");
    expect_value(&result, "compare", NULL);
    reading_clear(&result);
}

/* As with --set, what depends on other keys is decided after them. */
NNT_TEST(compare_grid, defaults_follow_the_variant) {
    reading result = read_valid(
        COMPARING("'vary': {'task': ['classification', 'regression'], 'data.train': ['xor']}"),
        NULL, 0);
    take_variant(&result, 0, 1);
    expect_value(&result, "loss.type", "'cross_entropy'");
    reading_clear(&result);
    result = read_valid(
        COMPARING("'vary': {'task': ['classification', 'regression'], 'data.train': ['xor']}"),
        NULL, 0);
    take_variant(&result, 1, 1);
    expect_value(&result, "loss.type", "'mse'");
    reading_clear(&result);
}

NNT_TEST(compare_grid, no_folder_of_its_own) {
    reading result = read_valid(
        "{" XOR "," TWO_UNITS ",'output': {'directory': 'x'}, 'compare': {'seeds': 2}}", NULL, 0);
    take_variant(&result, 0, 1);
    expect_value(&result, "output.directory", "null");
    reading_clear(&result);
}

NNT_TEST(compare_grid, long_names_are_cut) {
    reading result = read_valid(
        COMPARING("'vary': {'network.hidden': [[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,"
                  "21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42], [1]]}"),
        NULL, 0);
    take_variant(&result, 0, 1);
    cr_assert(strlen(nnt_config_name(result.config)) == 100);
    reading_clear(&result);
}
