/* What a config is completed to: defaults, names spelled out, seeds without
 * rounding; and that the complete text reads back as itself. */
#include "experiment/config_sketch.h"

#include <glob.h>

NNT_TEST(config_complete, defaults_are_those_of_the_table) {
    reading result = read_valid("{" XOR "," TWO_UNITS "}", NULL, 0);
    expect_value(&result, "name", "'test'");
    expect_value(&result, "description", "''");
    expect_value(&result, "seed", "1");
    expect_value(&result, "precision", "'float32'");
    expect_value(&result, "task", "'classification'");
    expect_value(&result, "data.validation", "null");
    expect_value(&result, "data.test", "null");
    expect_value(&result, "data.scaling", "'none'");
    expect_value(&result, "data.target_scaling", NULL);
    expect_value(&result, "network.activation", "{'type':'relu'}");
    expect_value(&result, "network.init", "'auto'");
    expect_value(&result, "network.bias", "0.0");
    expect_value(&result, "network.initial_weights", "null");
    expect_value(&result, "loss.type", "'cross_entropy'");
    expect_value(&result, "training.epochs", "100");
    expect_value(&result, "training.batch_size", "32");
    expect_value(&result, "training.shuffle", "true");
    expect_value(&result, "training.optimizer.type", "'sgd'");
    expect_value(&result, "training.schedule", "{'type':'constant','warmup':0}");
    expect_value(&result, "training.clip_norm", "null");
    expect_value(&result, "training.l1", "0.0");
    expect_value(&result, "training.early_stopping", "null");
    expect_value(&result, "training.stop_when", "{}");
    expect_value(&result, "instruments",
                 "{'every':1,'unit':'epoch','level':'standard','probe_rows':1024}");
    expect_value(&result, "output", "{'directory':null,'checkpoint_every':0,'report':true}");
    reading_clear(&result);
}

NNT_TEST(config_complete, task_and_source_choose_loss_and_scaling) {
    reading result = read_valid("{" SINE "," TWO_UNITS "}", NULL, 0);
    expect_value(&result, "loss.type", "'mse'");
    expect_value(&result, "data.target_scaling", "'standard'");
    reading_clear(&result);
    result =
        read_valid("{'data': {'train': {'type': 'csv', 'path': 'a.csv'}}," TWO_UNITS "}", NULL, 0);
    expect_value(&result, "data.scaling", "'standard'");
    reading_clear(&result);
}

NNT_TEST(config_complete, keys_come_in_table_order) {
    reading result =
        read_valid("{'training': {'epochs': 3}," TWO_UNITS "," XOR ", 'seed': 2}", NULL, 0);
    const char *keys[] = {"name",    "description", "seed",     "precision",   "task",  "data",
                          "network", "loss",        "training", "instruments", "output"};
    const nnt_json *member = result.config->document.root->first;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++, member = member->next) {
        cr_assert_str_eq(member->key, keys[i]);
    }
    cr_assert(member == NULL);
    reading_clear(&result);
}

NNT_TEST(config_complete, name_alone_stands_for_an_object) {
    reading alone =
        read_valid("{" XOR ",'network': {'hidden': [2], 'activation': 'leaky_relu'}}", NULL, 0);
    reading object = read_valid(
        "{" XOR ",'network': {'hidden': [2], 'activation': {'type': 'leaky_relu'}}}", NULL, 0);
    expect_value(&alone, "network.activation", "{'type':'leaky_relu','negative_slope':0.01}");
    cr_assert_str_eq(nnt_config_text(alone.config), nnt_config_text(object.config));
    reading_clear(&alone);
    reading_clear(&object);
}

NNT_TEST(config_complete, options_of_a_row_keep_their_digits) {
    reading result =
        read_valid("{" XOR "," TWO_UNITS
                   ",'training': {'optimizer': {'learning_rate': 5.00e-1, 'type': 'sgd'},"
                   " 'schedule': {'type': 'cosine', 'warmup': 2.5}}}",
                   NULL, 0);
    expect_value(&result, "training.optimizer.learning_rate", "5.00e-1");
    expect_value(&result, "training.optimizer.momentum", "0");
    expect_value(&result, "training.schedule", "{'type':'cosine','final':0,'warmup':2.5}");
    reading_clear(&result);
}

NNT_TEST(config_complete, layers_keep_what_they_say_of_themselves) {
    reading result =
        read_valid("{" XOR ",'network': {'hidden': [8, {'units': 4, 'activation': 'tanh'},"
                   "{'units': 3, 'init': 'he_uniform'}, {'units': 2, 'init': 'auto'}]}}",
                   NULL, 0);
    expect_value(&result, "network.hidden.0", "8");
    expect_value(&result, "network.hidden.1", "{'units':4,'activation':{'type':'tanh'}}");
    expect_value(&result, "network.hidden.2", "{'units':3,'init':{'type':'he_uniform','gain':1}}");
    expect_value(&result, "network.hidden.3", "{'units':2,'init':'auto'}");
    reading_clear(&result);
    result = read_valid("{" XOR ",'network': {'hidden': []}}", NULL, 0);
    expect_value(&result, "network.hidden", "[]");
    reading_clear(&result);
}

NNT_TEST(config_complete, unions_keep_the_form_that_was_given) {
    reading result =
        read_valid("{'data': {'train': 'xor', 'validation': {'fraction': 0.25}, 'test': 'xor'},"
                   "'network': {'hidden': [2], 'bias': 'pytorch', 'init': {'type': 'auto'}},"
                   "'training': {'batch_size': 'full', 'clip_norm': 1,"
                   "'early_stopping': {'patience': 3}, 'stop_when': {'train_loss': 1e-3}}}",
                   NULL, 0);
    expect_value(&result, "data.validation", "{'fraction':0.25}");
    expect_value(&result, "data.test.type", "'xor'");
    expect_value(&result, "network.bias.type", "'pytorch'");
    expect_value(&result, "network.init", "'auto'");
    expect_value(&result, "training.batch_size", "'full'");
    expect_value(&result, "training.clip_norm", "1");
    expect_value(&result, "training.early_stopping",
                 "{'monitor':'validation_loss','patience':3,'min_delta':0.0,'restore_best':true}");
    expect_value(&result, "training.stop_when", "{'train_loss':1e-3}");
    reading_clear(&result);
}

NNT_TEST(config_complete, seeds_are_never_rounded) {
    const char *const seeds[][2] = {
        {"0", "0"},
        {"'7'", "7"},
        {"9007199254740992", "9007199254740992"},
        {"'9007199254740992'", "9007199254740992"},
        {"9007199254740993", "'9007199254740993'"},
        {"18446744073709551615", "'18446744073709551615'"},
        {"'18446744073709551615'", "'18446744073709551615'"},
    };
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        nnt_text source = {0};
        nnt_text_addf(&source, "{'seed': %s," XOR "," TWO_UNITS "}", seeds[i][0]);
        reading result = read_valid(source.data, NULL, 0);
        expect_value(&result, "seed", seeds[i][1]);
        reading_clear(&result);
        nnt_text_clear(&source);
    }
}

NNT_TEST(config_complete, remarks_are_allowed_everywhere_and_left_out) {
    reading result = read_valid(
        "{'$schema': 'nntrain.schema.json', '$comment': 'a', 'data': {'$comment': [1], "
        "'train': {'type': 'xor', '$comment': 2}}, 'network': {'hidden': [{'units': 2, "
        "'$comment': 'b'}]}, 'training': {'stop_when': {'$comment': 'c', 'train_loss': 0}}}",
        NULL, 0);
    cr_assert(strchr(nnt_config_text(result.config), '$') == NULL);
    reading_clear(&result);
}

NNT_TEST(config_complete, name_is_made_from_the_file) {
    const char *const names[][2] = {
        {"configs/xor_relu.json", "xor_relu"},
        {"a b.json", "a_b"},
        {".json", "_json"},
        {"-x", "_x"},
        {"stdin", "stdin"},
        {"v1.2.json", "v1.2"},
    };
    sketch drawn = sketch_create("{" XOR "," TWO_UNITS "}");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        nnt_config *config = NULL;
        const nnt_status status = nnt_config_read(drawn.text, strlen(drawn.text), names[i][0], ".",
                                                  NULL, 0, &config, NULL, NULL);
        cr_assert(status == NNT_OK);
        cr_assert_str_eq(nnt_config_name(config), names[i][1]);
        cr_assert_str_eq(nnt_config_description(config), "");
        nnt_config_free(config);
    }
    nnt_free(drawn.text);
}

/* Reads the complete text again, under another name. */
static void expect_fixpoint(const nnt_config *config) {
    const char *text = nnt_config_text(config);
    nnt_config *again = NULL;
    nnt_error error = {0};
    const nnt_status status =
        nnt_config_read(text, strlen(text), "other.json", ".", NULL, 0, &again, NULL, &error);
    cr_assert(status == NNT_OK, "%s\n%s", error.message, text);
    cr_assert_str_eq(nnt_config_text(again), text);
    nnt_config_free(again);
}

NNT_TEST(config_complete, complete_text_reads_as_itself) {
    const char *const sketches[] = {
        "{" XOR "," TWO_UNITS "}",
        "{" SINE ",'network': {'hidden': []}, 'description': 'a \\n b \\u00e9'}",
        "{'seed': '18446744073709551615', 'data': {'train': {'type': 'csv', 'path': 'a.csv'}, "
        "'validation': {'fraction': 1e-1}, 'test': {'type': 'csv', 'path': '../b.csv'}},"
        "'network': {'hidden': [3, {'units': 2, 'activation': 'leaky_relu'}], 'bias': 'normal', "
        "'init': {'type': 'normal', 'std': 0.10}}, 'training': {'optimizer': 'adam', "
        "'schedule': {'type': 'step', 'warmup': 1}, 'early_stopping': {}, "
        "'stop_when': {'train_accuracy': 1}}}",
    };
    for (size_t i = 0; i < sizeof sketches / sizeof sketches[0]; i++) {
        reading result = read_valid(sketches[i], NULL, 0);
        expect_fixpoint(result.config);
        reading_clear(&result);
    }
}

NNT_TEST(config_complete, shipped_configs_are_valid_and_complete_to_a_fixpoint) {
    glob_t files = {0};
    cr_assert(glob(NNT_SOURCE_DIR "/configs/*.json", 0, NULL, &files) == 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        nnt_config *config = NULL;
        nnt_error error = {0};
        if (strstr(files.gl_pathv[i], ".schema.json")) {
            continue;
        }
        const nnt_status status =
            nnt_config_load(files.gl_pathv[i], NULL, 0, &config, NULL, &error);
        cr_assert(status == NNT_OK, "%s", error.message);
        expect_fixpoint(config);
        nnt_config_free(config);
    }
    globfree(&files);
}

NNT_TEST(config_complete, missing_file_is_an_io_error_without_problems) {
    nnt_config *config = NULL;
    nnt_messages problems = {0};
    nnt_error error = {0};
    const nnt_status status =
        nnt_config_load("no/such/file.json", NULL, 0, &config, &problems, &error);
    cr_assert(status == NNT_ERR_IO);
    cr_assert(config == NULL);
    cr_assert(problems.count == 0);
    cr_assert(strstr(error.message, "no/such/file.json") != NULL);
}
