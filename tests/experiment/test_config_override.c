/* Changing values by their paths. */
#include "experiment/config_sketch.h"

/* The config after one override. */
static reading override_one(const char *source, const char *path, const char *value) {
    const nnt_override override = {path, value};
    return read_valid(source, &override, 1);
}

static void expect_overridden(const char *path, const char *value, const char *expected) {
    reading result = override_one("{" XOR "," TWO_UNITS "}", path, value);
    expect_value(&result, path, expected);
    reading_clear(&result);
}

NNT_TEST(config_override, value_is_json_or_else_a_string) {
    expect_overridden("seed", "7", "7");
    expect_overridden("training.shuffle", "false", "false");
    expect_overridden("training.clip_norm", "2.50", "2.50");
    expect_overridden("network.hidden", "[3, 4]", "[3,4]");
    expect_overridden("training.batch_size", "full", "'full'");
    expect_overridden("training.batch_size", "\"full\"", "'full'");
    expect_overridden("description", "a \"b\"", "'a \\\"b\\\"'");
    expect_overridden("description", "", "''");
    expect_overridden("network.activation", "tanh", "{'type':'tanh'}");
}

NNT_TEST(config_override, null_takes_a_value_away) {
    reading result =
        override_one("{'data': {'train': 'xor', 'validation': {'fraction': 0.2}}," TWO_UNITS "}",
                     "data.validation", "null");
    expect_value(&result, "data.validation", "null");
    reading_clear(&result);
}

NNT_TEST(config_override, missing_objects_are_made) {
    expect_overridden("training.early_stopping.monitor", "train_loss", "'train_loss'");
    expect_overridden("training.stop_when.train_loss", "0.1", "0.1");
    expect_overridden("data.validation.fraction", "0.5", "0.5");
}

NNT_TEST(config_override, name_of_a_choice_becomes_an_object) {
    const char *source = "{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'adam'}}";
    reading result = override_one(source, "training.optimizer.learning_rate", "0.25");
    expect_value(&result, "training.optimizer.type", "'adam'");
    expect_value(&result, "training.optimizer.learning_rate", "0.25");
    reading_clear(&result);
}

NNT_TEST(config_override, path_becomes_an_object) {
    const nnt_override override = {"network.initial_weights.layers", "hidden"};
    reading result = read_valid(
        "{" XOR ", 'network': {'hidden': [2], 'initial_weights': 'runs/a'}}", &override, 1);
    expect_value(&result, "network.initial_weights", "{'path':'runs/a','layers':'hidden'}");
    reading_clear(&result);
}

NNT_TEST(config_override, absent_choice_starts_from_its_default) {
    reading result =
        override_one("{" XOR "," TWO_UNITS "}", "training.optimizer.learning_rate", "0.25");
    expect_value(&result, "training.optimizer.type", "'sgd'");
    expect_value(&result, "training.optimizer.learning_rate", "0.25");
    reading_clear(&result);
    result = override_one("{" XOR "," TWO_UNITS "}", "training.schedule.warmup", "3");
    expect_value(&result, "training.schedule", "{'type':'constant','warmup':3}");
    reading_clear(&result);
}

NNT_TEST(config_override, entries_of_an_array_go_by_index) {
    const char *source =
        "{" XOR ", 'network': {'hidden': [1, {'units': 2, 'activation': 'tanh'}, 3]}}";
    reading result = override_one(source, "network.hidden.1.units", "9");
    expect_value(&result, "network.hidden.0", "1");
    expect_value(&result, "network.hidden.1", "{'units':9,'activation':{'type':'tanh'}}");
    expect_value(&result, "network.hidden.2", "3");
    reading_clear(&result);
    result = override_one(source, "network.hidden.2", "{\"units\": 5, \"init\": \"zeros\"}");
    expect_value(&result, "network.hidden.2", "{'units':5,'init':{'type':'zeros'}}");
    reading_clear(&result);
}

NNT_TEST(config_override, later_overrides_win_and_build_on_earlier_ones) {
    const nnt_override overrides[] = {
        {"network.activation", "tanh"},
        {"network.activation", "leaky_relu"},
        {"network.activation.negative_slope", "0.2"},
    };
    reading result = read_valid("{" XOR "," TWO_UNITS "}", overrides, 3);
    expect_value(&result, "network.activation", "{'type':'leaky_relu','negative_slope':0.2}");
    reading_clear(&result);
}

NNT_TEST(config_override, seed_above_2_to_53_is_exact) {
    expect_overridden("seed", "18446744073709551615", "'18446744073709551615'");
}

NNT_TEST(config_override, problems_of_values) {
    expect_override_problem("network.activation", "reluu",
                            "--set network.activation: unknown activation \"reluu\"; did you mean "
                            "\"relu\"? known: …");
    expect_override_problem("network.hidden", "[8, -1]",
                            "--set network.hidden.1: must be a whole number from 1 to 1000000 or "
                            "an object, not -1");
    expect_override_problem("data.test.fraction", "half",
                            "--set data.test.fraction: must be a number above 0 and below 1, not a "
                            "string");
    expect_override_problem("network.hidden", "[8, 4",
                            "--set network.hidden: begins like JSON, but value:1:6: expected …");
    expect_override_problem("seed", "\"3", "--set seed: begins like JSON, but value:1:…");
    expect_override_problem("description", "\xff",
                            "--set description: the value is no valid UTF-8 text");
}

NNT_TEST(config_override, problems_of_paths) {
    expect_override_problem("netwrok.activation", "tanh",
                            "--set netwrok: unknown key; did you mean \"network\"? known: …");
    expect_override_problem("network.activation.slope", "1",
                            "--set network.activation.slope: unknown key; known: type");
    expect_override_problem("network.hidden.1", "3",
                            "--set network.hidden.1: there is no such entry; the array has 1, "
                            "numbered from 0");
    expect_override_problem("network.hidden.first", "3",
                            "--set network.hidden.first: the entries of an array go by their "
                            "numbers, from 0");
    expect_override_problem("network.hidden.0.units", "3",
                            "--set network.hidden.0: is a number, which has nothing below it");
    expect_override_problem("", "3", "--set \"\": a part of the path is empty");
    expect_override_problem("network..hidden", "3",
                            "--set network..hidden: a part of the path is empty");
    expect_override_problem(".seed", "3", "--set .seed: a part of the path is empty");
    expect_override_problem("seed.", "3", "--set seed.: a part of the path is empty");
}

NNT_TEST(config_override, long_paths_are_refused) {
    nnt_text path = {0};
    nnt_text_add(&path, "a");
    for (size_t i = 0; i < 100000; i++) {
        nnt_text_add(&path, ".a");
    }
    const nnt_override override = {path.data, "1"};
    reading result = read_sketch("{" XOR "," TWO_UNITS "}", &override, 1);
    cr_assert(result.status == NNT_ERR_CONFIG);
    cr_assert(result.problems.count == 1);
    cr_assert(strstr(result.error.message, "the path is too long") != NULL);
    cr_assert(strlen(result.error.message) < 300);
    reading_clear(&result);
    nnt_text_clear(&path);
}

NNT_TEST(config_override, problems_in_the_file_keep_their_places) {
    const nnt_override override = {"training.optimizer.momentum", "0.5"};
    reading result =
        read_sketch("{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'sdg'}}", &override, 1);
    cr_assert(result.problems.count == 1);
    cr_assert(strstr(result.error.message,
                     "training.optimizer.type: unknown optimizer \"sdg\"; did you mean \"sgd\"?"));
    cr_assert(strncmp(result.error.message, "folder/test.json:1:", 19) == 0);
    reading_clear(&result);
}
