/* What a "compare" block may not say, and where the message points to. */
#include "experiment/config_sketch.h"

#include "base/memory_testing.h"

#define VARYING(axes) "{" XOR "," TWO_UNITS ",'compare': {'vary': {" axes "}}}"

NNT_TEST(compare_check, values_are_checked_in_their_place) {
    expect_problem(VARYING("'network.activation': ['tanh', 'relu', @'reluu']"),
                   "compare.vary.network.activation.2: unknown activation \"reluu\"; did you mean "
                   "\"relu\"?…");
    expect_problem(VARYING("'training.epochs':\n [1, @-1]"),
                   "compare.vary.training.epochs.1: must be a whole number from 0 to 1000000000, "
                   "not -1");
    expect_problem(VARYING("'network.activation': [{'type': 'leaky_relu', @'slope': 1}]"),
                   "compare.vary.network.activation.0.slope: unknown key; …");
}

NNT_TEST(compare_check, keys_must_exist) {
    expect_problem(VARYING("'training.batchsize': [@3]"),
                   "compare.vary.training.batchsize.0: unknown key; did you mean "
                   "\"batch_size\"?…");
    expect_problem(VARYING("'trainin.optimizer.learning_rate': [@3]"),
                   "compare.vary.trainin.optimizer.learning_rate.0: trainin: unknown key; did you "
                   "mean \"training\"?…");
    expect_problem(VARYING("'network.hidden.3': [@4]"),
                   "compare.vary.network.hidden.3.0: there is no such entry; the array has 1, "
                   "numbered from 0");
    expect_problem(VARYING("'training..x': [@4]"),
                   "compare.vary.training..x.0: a part of the path is empty");
}

NNT_TEST(compare_check, some_keys_cannot_be_varied) {
    expect_problem(VARYING("'seed': @[1, 2]"), "compare.vary.seed: is varied by compare.seeds");
    expect_problem(VARYING("'name': @['a']"),
                   "compare.vary.name: cannot be varied: it names the folder of all");
    expect_problem(VARYING("'output.directory': @['a']"),
                   "compare.vary.output.directory: cannot be varied: all runs go to one folder");
    expect_problem(VARYING("'compare.seeds': @[1]"),
                   "compare.vary.compare.seeds: cannot be varied: it says what is to be varied");
    expect_problem(
        VARYING("'training.optimizer.learning_rate': [1], 'training.optimizer': @['sgd']"),
        "compare.vary.training.optimizer: would undo a key below it that is set "
        "before; put this one first");
}

NNT_TEST(compare_check, parents_may_come_first) {
    reading result = read_valid(VARYING("'network.activation': ['leaky_relu'], "
                                        "'network.activation.negative_slope': [0.1, 0.2]"),
                                NULL, 0);
    reading_clear(&result);
}

NNT_TEST(compare_check, nothing_twice) {
    expect_problem(VARYING("'training.epochs': [1, 2, @1.0]"),
                   "compare.vary.training.epochs.2: is there already");
    expect_problem(VARYING("'network.hidden': [[1, 2], [1], @[1, 2]]"),
                   "compare.vary.network.hidden.2: is there already");
    expect_problem("{" XOR "," TWO_UNITS ",'compare': {'seeds': [1, 2, @'2']}}",
                   "compare.seeds.2: is there already");
}

NNT_TEST(compare_check, seeds) {
    expect_problem("{" XOR "," TWO_UNITS ",'compare': {'seeds': @[]}}",
                   "compare.seeds: must have 1 to 10000 entries, not 0");
    expect_problem("{" XOR "," TWO_UNITS ",'compare': {'seeds': @0}}",
                   "compare.seeds: must be a whole number from 1 to 10000 or an array, not 0");
    expect_problem(
        "{" XOR "," TWO_UNITS ",'compare': {'seeds': [1, @-2]}}",
        "compare.seeds.1: must be a whole number from 0 to 18446744073709551615, not -2");
}

NNT_TEST(compare_check, form_of_the_block) {
    expect_problem(VARYING("'training.epochs': @[]"),
                   "compare.vary.training.epochs: must have 1 to 10000 entries, not 0");
    expect_problem(VARYING("'training.epochs': @7"),
                   "compare.vary.training.epochs: must be an array, not a number");
    expect_problem("{" XOR "," TWO_UNITS ",'compare': {@'seds': 2}}",
                   "compare.seds: unknown key; did you mean \"seeds\"?…");
}

NNT_TEST(compare_check, at_most_ten_thousand_runs) {
    expect_problem("{" XOR "," TWO_UNITS
                   ",'compare': @{'vary': {'training.epochs': [1, 2]}, 'seeds': 5001}}",
                   "compare: 2 variants with 5001 seeds each are more than 10000 runs");
}

/* Where a combination is wrong, no single value is: the variant is named. */
NNT_TEST(compare_check, combinations) {
    expect_problem("{" XOR "," TWO_UNITS
                   ",'loss': @'mse', 'task': 'regression', 'compare': {'vary': {'task': "
                   "['regression', 'classification']}}}",
                   "loss: \"mse\" cannot serve a classification; those that can: cross_entropy (in "
                   "the variant task=classification)");
}

/* A value that is wrong in every combination is one problem, and the config's own
 * problems are not told again for each variant. */
NNT_TEST(compare_check, each_problem_once) {
    expect_problem(VARYING("'network.activation': [@'reluu'], 'training.epochs': [1, 2, 3]"),
                   "compare.vary.network.activation.0: unknown activation \"reluu\"; did you mean "
                   "\"relu\"?…");
    sketch drawn = sketch_create("{" XOR ", 'network': {'hidden': [0]}, 'compare': {'vary': "
                                 "{'network.activation': ['reluu', 'tanh']}}}");
    reading result = read_text(drawn.text, NULL, 0);
    cr_assert(result.problems.count == 2, "%zu problems", result.problems.count);
    expect_text(result.problems.items[0].text, "folder/test.json:1:51: network.hidden.0: must …");
    expect_text(result.problems.items[1].text,
                "folder/test.json:1:100: compare.vary.network.activation.0: unknown …");
    reading_clear(&result);
    nnt_free(drawn.text);
}

NNT_TEST(compare_check, on_the_command_line) {
    expect_override_problem(
        "compare", "{\"vary\": {\"network.activation\": [\"reluu\"]}}",
        "--set compare.vary.network.activation.0: unknown activation \"reluu\"…");
}

/* A grid that is small by its runs but not by what its variants hold. */
NNT_TEST(compare_check, hostile_sizes_end_soon) {
    nnt_text text = {0};
    nnt_text_add(&text, "{\"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [2]}, "
                        "\"compare\": {\"vary\": {\"description\": [");
    for (unsigned i = 0; i < 9000; i++) {
        nnt_text_addf(&text, "%s[1,2,3,4,5,6,7,8,9,%u]", i > 0 ? "," : "", i);
    }
    nnt_text_add(&text, "]}}}");
    reading result = read_text(text.data, NULL, 0);
    cr_assert(result.status == NNT_ERR_CONFIG);
    cr_assert(result.problems.count == 1);
    cr_assert(strstr(result.problems.items[0].text, "are too many") != NULL, "%s",
              result.problems.items[0].text);
    reading_clear(&result);
    nnt_text_clear(&text);
}

/* Every allocation fails in turn, in a block with a fault and in one without. */
static void fail_each(const char *source, nnt_status expected) {
    enum { MANY = 100000 };
    sketch drawn = sketch_create(source);
    size_t k = 1;
    for (; k < MANY; k++) {
        nnt_memory_fail_at(k, true);
        reading result = read_text(drawn.text, NULL, 0);
        const bool has_failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        cr_assert((result.status == NNT_OK) == (result.config != NULL));
        reading_clear(&result);
        if (!has_failed) {
            cr_assert(result.status == expected);
            break;
        }
        cr_assert(result.status == NNT_ERR_MEMORY || (result.status && result.status == expected),
                  "allocation %zu: status %d", k, (int)result.status);
    }
    cr_assert(k > 10 && k < MANY);
    nnt_free(drawn.text);
}

NNT_TEST(compare_check, memory_runs_out) {
    fail_each(VARYING("'network.activation': ['relu', 'tanh'], 'training.epochs': [1, 2]"), NNT_OK);
    fail_each(VARYING("'network.activation': ['relu', 'tahn'], 'training.epochs': [1, -2]"),
              NNT_ERR_CONFIG);
}

NNT_TEST(compare_check, folds_take_the_place_of_validation) {
    expect_problem("{'data': {'train': 'xor', 'validation': {'fraction': 0.5}}, " TWO_UNITS
                   ", 'compare': {'folds': @2}}",
                   "compare.folds: takes the place of data.validation, which must not be given as "
                   "well");
    expect_problem("{" XOR ", " TWO_UNITS ", 'compare': {'folds': @1}}",
                   "compare.folds: must be a whole number from 2 to 10000, not 1");
}
