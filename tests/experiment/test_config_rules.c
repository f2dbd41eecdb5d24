/* What depends on several keys: tasks, parts of the data, metrics, the name. */
#include "experiment/config_sketch.h"

NNT_TEST(config_rules, names_of_folders) {
    const char *const names[] = {"", ".x", "-x", "a/b", "a b", "é"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        nnt_text source = {0};
        nnt_text message = {0};
        nnt_text_addf(&source, "{'name': @'%s', " XOR "," TWO_UNITS "}", names[i]);
        nnt_text_addf(&message,
                      "name: must be 1 to 100 letters, digits, \".\", \"_\" or \"-\", the first "
                      "neither \".\" nor \"-\", because it names a folder; not \"%s\"",
                      names[i]);
        expect_problem(source.data, message.data);
        nnt_text_clear(&source);
        nnt_text_clear(&message);
    }
}

NNT_TEST(config_rules, names_have_at_most_100_bytes) {
    char name[102];
    memset(name, 'n', sizeof name);
    for (size_t length = 100; length <= 101; length++) {
        name[length] = '\0';
        nnt_text source = {0};
        nnt_text_addf(&source, "{'name': '%s', " XOR "," TWO_UNITS "}", name);
        reading result = read_sketch(source.data, NULL, 0);
        cr_assert(result.status == (length == 100 ? NNT_OK : NNT_ERR_CONFIG));
        reading_clear(&result);
        nnt_text_clear(&source);
        name[length] = 'n';
    }
}

NNT_TEST(config_rules, sources_must_serve_the_task) {
    expect_problem("{'data': {'train': @'sine'}, " TWO_UNITS "}",
                   "data.train: \"sine\" cannot serve a classification; those that can: …");
    expect_problem(
        "{'task': 'regression', 'data': {'train': 'sine', 'test': {'type': @'moons'}}, " TWO_UNITS
        "}",
        "data.test: \"moons\" cannot serve a regression; those that can: …");
    expect_problem("{'data': {'train': 'xor', 'validation': @'sine'}, " TWO_UNITS "}",
                   "data.validation: \"sine\" cannot serve a classification; those that can: …");
}

NNT_TEST(config_rules, losses_must_serve_the_task) {
    expect_problem("{" XOR "," TWO_UNITS ", 'loss': @'mse'}",
                   "loss: \"mse\" cannot serve a classification; those that can: …");
    expect_problem("{" SINE "," TWO_UNITS ", 'loss': {'type': @'cross_entropy'}}",
                   "loss: \"cross_entropy\" cannot serve a regression; those that can: …");
}

#define VALIDATING(object) "{'data': {'train': 'xor', 'validation': " object "}, " TWO_UNITS "}"

NNT_TEST(config_rules, validation_is_a_fraction_or_a_fold) {
    expect_problem(VALIDATING("@{'fraction': 0.5, 'folds': 3}"),
                   "data.validation: a fraction and folds exclude each other");
    expect_problem(VALIDATING("@{'folds': 3}"),
                   "data.validation: needs a fraction, folds and a fold, or the type of a source");
    expect_problem(VALIDATING("@{}"),
                   "data.validation: needs a fraction, folds and a fold, or the type of a source");
    expect_problem(VALIDATING("@{'folds': 3, 'fold': 4}"),
                   "data.validation: there is no fold 4 of 3");
}

/* What is wrong in a key of the validation says all: a fraction that is refused was given. */
NNT_TEST(config_rules, a_refused_fraction_is_not_a_missing_one) {
    expect_problem(VALIDATING("{'fraction': @1.0}"),
                   "data.validation.fraction: must be a number above 0 and below 1, not 1.0");
    expect_problem(VALIDATING("{'folds': @1, 'fold': 1}"), "data.validation.folds: must be …");
    expect_problem(VALIDATING("{@'fractoin': 0.2}"),
                   "data.validation.fractoin: unknown key; did you mean \"fraction\"? …");
    expect_override_problem(
        "data.validation", "{\"fraction\": 1}",
        "--set data.validation.fraction: must be a number above 0 and below 1, not 1");
}

#define DELIMITED(part, delimiter)                                                                 \
    "{'data': {'train': 'xor', '" part                                                             \
    "': {'type': 'csv', 'path': 'a.csv', 'delimiter': " delimiter "}}, " TWO_UNITS "}"

NNT_TEST(config_rules, delimiters_are_refused_at_their_place) {
    static const char *const good[] = {"'auto'", "','", "'\\t'", "'\\\\t'", "' '", "'x'"};
    static const char allowed[] =
        "must be \"auto\" or one ASCII character that is no quote and no part of a number, not ";
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        nnt_text source = {0};
        nnt_text_addf(&source, DELIMITED("test", "%s"), good[i]);
        reading result = read_valid(source.data, NULL, 0);
        reading_clear(&result);
        nnt_text_clear(&source);
    }
    nnt_text message = {0};
    nnt_text_addf(&message, "data.test.delimiter: %s\";;\"", allowed);
    expect_problem(DELIMITED("test", "@';;'"), message.data);
    nnt_text_clear(&message);
    nnt_text_addf(&message, "data.validation.delimiter: %s\"\"", allowed);
    expect_problem(DELIMITED("validation", "@''"), message.data);
    nnt_text_clear(&message);
    nnt_text_addf(&message, "data.test.delimiter: %s\"5\"", allowed);
    expect_problem(DELIMITED("test", "@'5'"), message.data);
    nnt_text_clear(&message);
    expect_problem(DELIMITED("test", "@'é'"), "data.test.delimiter: must be …");
    expect_problem(DELIMITED("test", "@'\\t\\t'"), "data.test.delimiter: must be …");
}

NNT_TEST(config_rules, a_classification_has_no_targets_to_scale) {
    expect_problem("{'data': {'train': 'xor', 'target_scaling': @'none'}, " TWO_UNITS "}",
                   "data.target_scaling: only a regression has targets to scale, and the task is "
                   "a classification");
}

NNT_TEST(config_rules, fractions_leave_rows_for_training) {
    expect_problem("{'data': {'train': 'xor', 'validation': {'fraction': 0.60}, 'test': "
                   "{'fraction': @4e-1}}, " TWO_UNITS "}",
                   "data.test.fraction: validation and test together must leave rows for "
                   "training: 0.60 + 4e-1 is not below 1");
    reading result =
        read_valid("{'data': {'train': 'xor', 'validation': {'fraction': 0.5}, 'test': "
                   "{'fraction': 0.499}}, " TWO_UNITS "}",
                   NULL, 0);
    reading_clear(&result);
}

NNT_TEST(config_rules, metrics_must_exist) {
    expect_problem("{" XOR "," TWO_UNITS
                   ", 'training': {'early_stopping': {'monitor': @'validation_loss'}}}",
                   "training.early_stopping.monitor: there is no validation_loss without "
                   "data.validation; known: train_accuracy, train_loss");
    expect_problem("{" XOR "," TWO_UNITS ", 'training': {'stop_when': {'train_r2': @0.9}}}",
                   "training.stop_when: a classification has no train_r2; known: train_accuracy, "
                   "train_loss");
    expect_problem("{" SINE "," TWO_UNITS
                   ", 'training': {'stop_when': {'validation_accuracy': @0.9}}}",
                   "training.stop_when: a regression has no validation_accuracy; known: "
                   "train_loss, train_r2, train_rmse");
}

NNT_TEST(config_rules, default_monitor_is_checked_where_early_stopping_stands) {
    expect_problem("{" XOR "," TWO_UNITS ", 'training': {'early_stopping': @{}}}",
                   "training.early_stopping.monitor: there is no validation_loss without "
                   "data.validation; known: train_accuracy, train_loss");
}

NNT_TEST(config_rules, metrics_of_validation_need_validation) {
    reading result =
        read_valid("{'data': {'train': 'xor', 'validation': 'xor'}, " TWO_UNITS ", 'training': "
                   "{'early_stopping': {}, 'stop_when': {'validation_accuracy': 1}}}",
                   NULL, 0);
    reading_clear(&result);
}

NNT_TEST(config_rules, rules_about_wrong_values_are_passed_over) {
    expect_problem("{'task': @'regresion', 'data': {'train': 'sine'}, " TWO_UNITS
                   ", 'loss': 'mse'}",
                   "task: unknown task \"regresion\"; did you mean \"regression\"? known: …");
    expect_problem(
        "{'data': {'train': 'xor', 'validation': @3}, " TWO_UNITS
        ", 'training': {'early_stopping': {}}}",
        "data.validation: must be the name of a source, an object or null, not a number");
}

#define ALONE                                                                                      \
    "with the optimizer \"lbfgs\", which goes over all rows at once and finds the length of its "  \
    "steps itself"

NNT_TEST(config_rules, optimizers_that_drive_themselves_go_over_all_rows) {
    reading result =
        read_valid("{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'lbfgs'}}", NULL, 0);
    cr_assert_str_eq(nnt_json_find(result.config->document.root, "training.batch_size")->text,
                     "full");
    reading_clear(&result);
    expect_problem("{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'lbfgs', 'batch_size': @32}}",
                   "training.batch_size: must be \"full\" " ALONE);
}

NNT_TEST(config_rules, optimizers_that_drive_themselves_know_no_limits_on_steps) {
    static const char *const keys[][3] = {
        {"clip_norm", "1", "null"}, {"max_norm", "2", "null"}, {"l1", "0.1", "0"}};
    for (size_t i = 0; i < 3; i++) {
        nnt_text source = {0};
        nnt_text message = {0};
        nnt_text_addf(&source,
                      "{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'lbfgs', '%s': @%s}}",
                      keys[i][0], keys[i][1]);
        nnt_text_addf(&message, "training.%s: must be %s " ALONE, keys[i][0], keys[i][2]);
        expect_problem(source.data, message.data);
        nnt_text_clear(&source);
        nnt_text_clear(&message);
    }
    expect_problem("{" XOR "," TWO_UNITS ", 'training': {'optimizer': 'lbfgs', 'schedule': "
                   "{'type': @'cosine'}}}",
                   "training.schedule.type: must be \"constant\" " ALONE);
    expect_problem("{" XOR ", 'network': {'hidden': [2, {'units': 2, 'dropout': @0.5}]}, "
                   "'training': {'optimizer': 'lbfgs'}}",
                   "network.hidden.1.dropout: must be 0 " ALONE);
    expect_problem("{" XOR ", 'network': {'hidden': [2], 'output': {'learning_rate_factor': @2}}, "
                   "'training': {'optimizer': 'lbfgs'}}",
                   "network.output.learning_rate_factor: must be 1 " ALONE);
}

NNT_TEST(config_rules, smallest_step_is_not_above_the_largest) {
    expect_problem("{" XOR "," TWO_UNITS
                   ", 'training': {'optimizer': @{'type': 'rprop', 'step_min': 2, 'step_max': 1}}}",
                   "training.optimizer: step_min must not be above step_max: 2 is above 1");
    expect_problem("{" XOR "," TWO_UNITS
                   ", 'training': {'optimizer': @{'type': 'rprop', 'step_max': 1e-7}}}",
                   "training.optimizer: step_min must not be above step_max: 1e-06 is above 1e-07");
    expect_problem("{" XOR "," TWO_UNITS
                   ", 'training': {'optimizer': @{'type': 'rprop', 'step_min': 51}}}",
                   "training.optimizer: step_min must not be above step_max: 51 is above 50");
}

NNT_TEST(config_rules, least_squares_need_squares) {
    expect_problem("{" XOR "," TWO_UNITS
                   ", 'training': {'optimizer': {'type': @'levenberg_marquardt'}}}",
                   "training.optimizer: \"levenberg_marquardt\" works with the loss mse of a "
                   "regression, not with \"cross_entropy\"");
    expect_problem("{" SINE "," TWO_UNITS ", 'loss': 'huber', "
                   "'training': {'optimizer': {'type': @'levenberg_marquardt'}}}",
                   "training.optimizer: \"levenberg_marquardt\" works with the loss mse of a "
                   "regression, not with \"huber\"");
}

#define FROM(more) "{" XOR ", 'network': {'hidden': [2], 'initial_weights': " more "}}"

NNT_TEST(config_rules, layers_that_a_network_has) {
    expect_problem(FROM("{'path': 'w', 'layers': [1, @3]}"),
                   "network.initial_weights.layers: there is no layer 3; the network has 2, the "
                   "output layer is 2");
    expect_problem(FROM("{'path': 'w', 'layers': [1, @1]}"),
                   "network.initial_weights.layers: layer 1 is named twice");
    expect_problem(FROM("{'path': 'w', 'layers': [@0]}"),
                   "network.initial_weights.layers.0: must be a whole number from 1 to 257, not "
                   "0");
    expect_problem(FROM("{'path': 'w', 'layers': @'hiden'}"),
                   "network.initial_weights.layers: unknown layers \"hiden\"; did you mean "
                   "\"hidden\"? …");
    expect_problem("{" XOR ", 'network': {'hidden': [], 'initial_weights': {'path': 'w', 'layers': "
                   "@'hidden'}}}",
                   "network.initial_weights.layers: there are no hidden layers that could start "
                   "from the model");
}

NNT_TEST(config_rules, fingerprints_have_their_form) {
    expect_problem(FROM("{'path': 'w', 'fingerprint': @'0123456789abcdeg'}"),
                   "network.initial_weights.fingerprint: must be 16 digits of 0123456789abcdef, "
                   "not \"0123456789abcdeg\"");
    reading result = read_valid(FROM("{'path': 'w', 'fingerprint': '0123456789abcdef'}"), NULL, 0);
    reading_clear(&result);
}

NNT_TEST(config_rules, a_scaling_to_take_over_needs_a_model) {
    expect_problem("{'data': {'train': 'xor', 'scaling': @'model'}, " TWO_UNITS "}",
                   "data.scaling: \"model\" takes the scaling over from network.initial_weights, "
                   "which is null");
    expect_problem(
        "{'task': 'regression', 'data': {'train': 'sine', 'target_scaling': @'model'}, " TWO_UNITS
        "}",
        "data.target_scaling: \"model\" takes the scaling over from "
        "network.initial_weights, which is null");
}
