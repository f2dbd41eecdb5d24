/* Every message of the check against the table, with its place. */
#include "experiment/config_sketch.h"

#include "nntrain/catalog.h"
#include <stdio.h>

#define NETWORK(text) "{" XOR ", 'network': {'hidden': [2], " text "}}"
#define TRAINING(text) "{" XOR ", " TWO_UNITS ", 'training': {" text "}}"

NNT_TEST(config_problems, syntax_errors_have_a_place) {
    reading result = read_sketch("{\n  'data': }", NULL, 0);
    cr_assert(result.status == NNT_ERR_CONFIG);
    cr_assert(result.problems.count == 1);
    cr_assert(result.problems.items[0].line == 2);
    cr_assert(result.problems.items[0].column == 11);
    reading_clear(&result);
}

NNT_TEST(config_problems, whole_config_must_be_an_object) {
    expect_problem("  @[1]", "must be an object, not an array");
    const nnt_override override = {"seed", "2"};
    reading result = read_sketch("3", &override, 1);
    cr_assert(result.problems.count == 1);
    reading_clear(&result);
}

NNT_TEST(config_problems, required_keys) {
    expect_problem("@{" TWO_UNITS "}", "data: must be given: the data");
    expect_problem("{'data': @{}, " TWO_UNITS "}",
                   "data.train: must be given: where the training rows come from");
    expect_problem("{" XOR ", 'network': {'hidden': [@{}]}}",
                   "network.hidden.0.units: must be given: units of the layer");
    expect_problem("{'data': {'train': 'xor', 'test': @{}}, " TWO_UNITS "}",
                   "data.test.fraction: must be given: share of the training source's rows that "
                   "is set aside, drawn with the seed");
}

NNT_TEST(config_problems, name_alone_of_a_source_that_needs_a_path) {
    reading result = read_sketch("{'data': {'train': 'csv'}, " TWO_UNITS "}", NULL, 0);
    cr_assert(result.problems.count == 1);
    cr_assert(
        strstr(result.error.message, "folder/test.json:1:20: data.train.path: must be given") ==
        result.error.message);
    reading_clear(&result);
}

NNT_TEST(config_problems, unknown_keys) {
    expect_problem(NETWORK("@'hiden': 3"),
                   "network.hiden: unknown key; did you mean \"hidden\"? known: …");
    expect_problem(TRAINING("'schedule': {'type': 'constant', @'warm up': 1}"),
                   "training.schedule.\"warm up\": unknown key; did you mean \"warmup\"? known: "
                   "type, warmup");
    expect_problem(NETWORK("'init': {'type': 'auto', @'gain': 2}"),
                   "network.init.gain: unknown key; known: type");
    expect_problem(TRAINING("'stop_when': {@'train_los': 1}"),
                   "training.stop_when.train_los: unknown key; did you mean \"train_loss\"? known: "
                   "train_accuracy, train_loss, train_r2, train_rmse, validation_accuracy, "
                   "validation_loss, validation_r2, validation_rmse");
    expect_problem("{'data': {'train': 'xor', 'test': {'fraction': 0.5, @'typo': 1}}," TWO_UNITS
                   "}",
                   "data.test.typo: unknown key; did you mean \"type\"? known: fraction, type");
}

NNT_TEST(config_problems, unknown_names) {
    expect_problem(NETWORK("\n'activation': @'reluu'"),
                   "network.activation: unknown activation \"reluu\"; did you mean \"relu\"? "
                   "known: …");
    expect_problem(NETWORK("'activation': {'type': @'zzzzzz'}"),
                   "network.activation.type: unknown activation \"zzzzzz\"; known: …");
}

NNT_TEST(config_problems, known_names_are_all_rows_in_the_order_of_letters) {
    reading result = read_sketch(NETWORK("'activation': 'zzzzzz'"), NULL, 0);
    const nnt_catalog_kind *kind = nnt_catalog_find("activation");
    const char *list = strstr(result.error.message, "known: ") + strlen("known: ");
    char last[64] = "";
    size_t n_names = 0;
    while (*list) {
        char name[64];
        const size_t length = strcspn(list, ",");
        snprintf(name, sizeof name, "%.*s", (int)length, list);
        cr_assert(strcmp(last, name) < 0, "%s after %s", name, last);
        cr_assert(nnt_catalog_row(kind, name) != NULL, "%s", name);
        strcpy(last, name);
        list += length + (list[length] ? strlen(", ") : 0);
        n_names++;
    }
    cr_assert(n_names == kind->count());
    reading_clear(&result);
}

NNT_TEST(config_problems, unknown_words) {
    expect_problem("{'precision': @'flaot32', " XOR "," TWO_UNITS "}",
                   "precision: unknown precision \"flaot32\"; did you mean \"float32\"? known: "
                   "float32, float64");
    expect_problem(TRAINING("'batch_size': @'ful'"),
                   "training.batch_size: unknown batch_size \"ful\"; did you mean \"full\"? known: "
                   "full; or a whole number from 1 to 1000000000");
    expect_problem(NETWORK("'bias': @'zero'"),
                   "network.bias: unknown initializer \"zero\"; did you mean \"zeros\"? known: …");
}

NNT_TEST(config_problems, other_forms_follow_the_known_names) {
    reading result = read_sketch(NETWORK("'bias': 'zero'"), NULL, 0);
    const char *end = "; or a number from -1000000 to 1000000";
    const size_t length = strlen(result.error.message);
    cr_assert(length > strlen(end));
    cr_assert_str_eq(result.error.message + length - strlen(end), end);
    reading_clear(&result);
}

NNT_TEST(config_problems, words_of_a_map_are_its_keys_and_no_values) {
    expect_problem(TRAINING("'stop_when': @'train_loss'"),
                   "training.stop_when: must be an object, not a string");
}

NNT_TEST(config_problems, wrong_types) {
    expect_problem(TRAINING("'epochs': @'many'"),
                   "training.epochs: must be a whole number from 0 to 1000000000, not a string");
    expect_problem(TRAINING("'shuffle': @1"),
                   "training.shuffle: must be true or false, not a number");
    expect_problem(TRAINING("'epochs': @true"),
                   "training.epochs: must be a whole number from 0 to 1000000000, not true");
    expect_problem(TRAINING("'epochs': @null"),
                   "training.epochs: must be a whole number from 0 to 1000000000, not null");
    expect_problem(
        TRAINING("'optimizer': @3"),
        "training.optimizer: must be the name of an optimizer or an object, not a number");
    expect_problem(TRAINING("'optimizer': {'type': @3}"),
                   "training.optimizer.type: must be a string, not a number");
    expect_problem(
        TRAINING("'optimizer': @['sgd']"),
        "training.optimizer: must be the name of an optimizer or an object, not an array");
    expect_problem(
        TRAINING("'clip_norm': @{}"),
        "training.clip_norm: must be a number above 0 up to 1e+30 or null, not an object");
    expect_problem("{" XOR ", 'network': {'hidden': @8}}",
                   "network.hidden: must be an array, not a number");
    expect_problem("{" XOR ", " TWO_UNITS ", 'training': @null}",
                   "training: must be an object, not null");
    expect_problem("{'precision': @32, " XOR "," TWO_UNITS "}",
                   "precision: must be \"float32\" or \"float64\", not a number");
    expect_problem("{'description': @32, " XOR "," TWO_UNITS "}",
                   "description: must be a string, not a number");
}

NNT_TEST(config_problems, missing_type) {
    expect_problem(TRAINING("'schedule': @{'warmup': 1}"),
                   "training.schedule.type: must be given, to say which schedule; known: …");
}

NNT_TEST(config_problems, numbers_out_of_range) {
    expect_problem(
        "{" XOR ", 'network': {'hidden': [4, @0]}}",
        "network.hidden.1: must be a whole number from 1 to 1000000 or an object, not 0");
    expect_problem(TRAINING("'epochs': @1.5"),
                   "training.epochs: must be a whole number from 0 to 1000000000, not 1.5");
    expect_problem(TRAINING("'epochs': @1e10"),
                   "training.epochs: must be a whole number from 0 to 1000000000, not 1e10");
    expect_problem(TRAINING("'clip_norm': @0.0"),
                   "training.clip_norm: must be a number above 0 up to 1e+30 or null, not 0.0");
    expect_problem("{'data': {'train': 'xor', 'test': {'fraction': @1.0}}," TWO_UNITS "}",
                   "data.test.fraction: must be a number above 0 and below 1, not 1.0");
    expect_problem(TRAINING("'optimizer': {'type': 'sgd', 'momentum': @1}"),
                   "training.optimizer.momentum: must be a number from 0 to below 1, not 1");
}

NNT_TEST(config_problems, seeds) {
    const char *const seeds[][2] = {
        {"@-1", "-1"},
        {"@1.0", "1.0"},
        {"@'0x10'", "\"0x10\""},
        {"@''", "\"\""},
        {"@18446744073709551616", "18446744073709551616"},
        {"@'18446744073709551616'", "\"18446744073709551616\""},
    };
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        nnt_text source = {0};
        nnt_text message = {0};
        nnt_text_addf(&source, "{'seed': %s, " XOR "," TWO_UNITS "}", seeds[i][0]);
        nnt_text_addf(&message,
                      "seed: must be a whole number from 0 to 18446744073709551615, not %s",
                      seeds[i][1]);
        expect_problem(source.data, message.data);
        nnt_text_clear(&source);
        nnt_text_clear(&message);
    }
    expect_problem("{'seed': @true, " XOR "," TWO_UNITS "}",
                   "seed: must be a whole number from 0 to 18446744073709551615, not true");
}

NNT_TEST(config_problems, empty_paths) {
    expect_problem(NETWORK("'initial_weights': @''"), "network.initial_weights: must not be empty");
}

NNT_TEST(config_problems, too_many_entries) {
    nnt_text source = {0};
    nnt_text_add(&source, "{" XOR ", 'network': {'hidden': @[1");
    for (size_t i = 1; i < 257; i++) {
        nnt_text_add(&source, ",1");
    }
    nnt_text_add(&source, "]}}");
    expect_problem(source.data, "network.hidden: must have 0 to 256 entries, not 257");
    nnt_text_clear(&source);
}

NNT_TEST(config_problems, long_and_strange_strings_are_cut_and_escaped) {
    nnt_text source = {0};
    nnt_text_add(&source, "{'precision': '\\u001b\\n");
    for (size_t i = 0; i < 1000; i++) {
        nnt_text_add(&source, "é");
    }
    nnt_text_add(&source, "', " XOR "," TWO_UNITS "}");
    reading result = read_sketch(source.data, NULL, 0);
    cr_assert(result.problems.count == 1);
    const char *message = result.problems.items[0].text;
    cr_assert(strlen(message) < 300);
    cr_assert(strstr(message, "\\u001b\\né") != NULL);
    cr_assert(strstr(message, "é…\"") != NULL);
    cr_assert(strchr(message, '\n') == NULL);
    reading_clear(&result);
    nnt_text_clear(&source);
}

NNT_TEST(config_problems, all_problems_come_in_the_order_of_their_places) {
    const nnt_override override = {"seed", "none"};
    reading result = read_sketch("{'sed': 1,\n'data': {'train': 'xr'},\n"
                                 "'network': {'hidden': 3, 'init': 'he'}, 'sed': 2}",
                                 &override, 1);
    const char *const paths[] = {
        "folder/test.json:1:2: sed: unknown key; did you mean \"seed\"?",
        "folder/test.json:2:19: data.train: unknown source \"xr\"; did you mean \"xor\"?",
        "folder/test.json:3:23: network.hidden: must be an array",
        "folder/test.json:3:34: network.init: unknown initializer \"he\"",
        "folder/test.json:3:41: the key \"sed\" is given twice",
        "folder/test.json:3:41: sed: unknown key",
        "--set seed: must be a whole number",
    };
    const size_t n = sizeof paths / sizeof paths[0];
    cr_assert(result.problems.count == n, "%zu problems", result.problems.count);
    for (size_t i = 0; i < n; i++) {
        const char *text = result.problems.items[i].text;
        cr_assert(strncmp(text, paths[i], strlen(paths[i])) == 0, "%s", text);
    }
    cr_assert_str_eq(result.error.message, result.problems.items[0].text);
    reading_clear(&result);
}

/* Of so many unknown keys this many messages come, the last of which may say that there
 * are more. */
static void
expect_shown(size_t n_keys, const char *more, const nnt_override *override, size_t n_messages) {
    nnt_text source = {0};
    nnt_text_add(&source, "{");
    for (size_t i = 0; i < n_keys; i++) {
        nnt_text_addf(&source, "'key%zu': %zu,", i, i);
    }
    nnt_text_addf(&source, "%s" XOR "," TWO_UNITS "}", more);
    reading result = read_sketch(source.data, override, override ? 1 : 0);
    cr_assert(result.problems.count == n_messages, "%zu problems", result.problems.count);
    const char *last = result.problems.items[n_messages - 1].text;
    const bool says_more =
        strcmp(last, "folder/test.json: more than 1000 problems; these are the first") == 0;
    cr_assert(says_more == (n_messages > 1000), "%s", last);
    reading_clear(&result);
    nnt_text_clear(&source);
}

NNT_TEST(config_problems, there_is_an_end_to_them) {
    const nnt_override override = {"seed", "none"};
    expect_shown(999, "", NULL, 999);
    expect_shown(1000, "", NULL, 1000);
    expect_shown(1001, "", NULL, 1001);
    expect_shown(10000, "", NULL, 1001);
    expect_shown(999, "", &override, 1000);
    expect_shown(1000, "", &override, 1001);
    expect_shown(999, "'seed': 1, 'seed': 2,", NULL, 1000);
    expect_shown(1000, "'seed': 1, 'seed': 2,", NULL, 1001);
}

NNT_TEST(config_problems, list_and_error_may_be_null) {
    nnt_config *config = NULL;
    cr_assert(nnt_config_read("{}", 2, "x", ".", NULL, 0, &config, NULL, NULL) == NNT_ERR_CONFIG);
    cr_assert(config == NULL);
}
