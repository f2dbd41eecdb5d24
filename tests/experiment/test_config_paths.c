/* Copies of the config whose paths mean the same files from elsewhere. */
#include "experiment/config_sketch.h"

#define FILES                                                                                      \
    "{'data': {'train': {'type': 'csv', 'path': '../data/a.csv'}, 'validation': {'type': 'csv', "  \
    "'path': '/abs/b.csv'}, 'test': {'type': 'csv', 'path': '-'}}, 'network': {'hidden': [], "     \
    "'initial_weights': 'w.safetensors'}, 'output': {'directory': 'runs/x'}}"

/* The text at `path` of a config in JSON. */
static void expect_path(const char *json, const char *path, const char *expected) {
    nnt_json_document document = {0};
    cr_assert(nnt_json_read(json, strlen(json), "copy", &document, NULL, NULL) == NNT_OK);
    const nnt_json *value = nnt_json_find(document.root, path);
    cr_assert(value != NULL);
    cr_assert_str_eq(value->text, expected);
    nnt_json_clear(&document);
}

NNT_TEST(config_paths, complete_text_has_them_as_they_were_given) {
    reading result = read_valid(FILES, NULL, 0);
    expect_path(nnt_config_text(result.config), "data.train.path", "../data/a.csv");
    expect_path(nnt_config_text(result.config), "output.directory", "runs/x");
    reading_clear(&result);
}

/* The config lies in "folder", so its ../data is ./data. */
NNT_TEST(config_paths, as_seen_from_another_folder) {
    reading result = read_valid(FILES, NULL, 0);
    char *text =
        nnt_config_text_with_paths(result.config, NNT_PATHS_AS_SEEN_FROM, "runs/deep", NULL);
    cr_assert(text != NULL);
    expect_path(text, "data.train.path", "../../data/a.csv");
    expect_path(text, "data.validation.path", "/abs/b.csv");
    expect_path(text, "data.test.path", "-");
    expect_path(text, "network.initial_weights.path", "../../folder/w.safetensors");
    expect_path(text, "output.directory", "../../folder/runs/x");
    nnt_free(text);
    reading_clear(&result);
}

NNT_TEST(config_paths, bare_names_for_a_model) {
    reading result = read_valid(FILES, NULL, 0);
    char *text = nnt_config_text_with_paths(result.config, NNT_PATHS_BARE, NULL, NULL);
    cr_assert(text != NULL);
    expect_path(text, "data.train.path", "a.csv");
    expect_path(text, "data.validation.path", "b.csv");
    expect_path(text, "data.test.path", "-");
    expect_path(text, "network.initial_weights.path", "w.safetensors");
    expect_path(text, "output.directory", "x");
    nnt_free(text);
    reading_clear(&result);
}

NNT_TEST(config_paths, copy_without_paths_is_the_complete_text) {
    reading result = read_valid("{" XOR "," TWO_UNITS "}", NULL, 0);
    char *text = nnt_config_text_with_paths(result.config, NNT_PATHS_BARE, NULL, NULL);
    cr_assert_str_eq(text, nnt_config_text(result.config));
    nnt_free(text);
    reading_clear(&result);
}

/* A copy at the run folder reads back and means the same files. */
NNT_TEST(config_paths, a_copy_reads_back_with_the_same_files) {
    reading result = read_valid(FILES, NULL, 0);
    char *text =
        nnt_config_text_with_paths(result.config, NNT_PATHS_AS_SEEN_FROM, "runs/deep", NULL);
    nnt_config *copy = NULL;
    cr_assert(nnt_config_read(text, strlen(text), "x.json", "runs/deep", NULL, 0, &copy, NULL,
                              NULL) == NNT_OK);
    char *back = nnt_config_text_with_paths(copy, NNT_PATHS_AS_SEEN_FROM, "folder", NULL);
    expect_path(back, "data.train.path", "../data/a.csv");
    expect_path(back, "network.initial_weights.path", "w.safetensors");
    nnt_free(back);
    nnt_config_free(copy);
    nnt_free(text);
    reading_clear(&result);
}

/* Paths that are varied: alone, in an object, below a choice, and beside null. */
NNT_TEST(config_paths, paths_among_varied_values) {
    reading result = read_valid(
        "{'data': {'train': {'type': 'csv', 'path': 'a.csv'}}, 'network': {'hidden': []}, "
        "'compare': {'vary': {'data.train.path': ['a.csv', '/abs/b.csv'], 'data.test': [{'type': "
        "'csv', 'path': 't.csv'}], 'network.initial_weights': [null, 'w', {'path': 'v'}], "
        "'network.activation': ['relu']}}}",
        NULL, 0);
    static const char *const expected[][2] = {
        {"'data.train.path'", "['../../folder/a.csv','/abs/b.csv']"},
        {"'data.test'", "[{'type':'csv','path':'../../folder/t.csv'}]"},
        {"'network.initial_weights'", "[null,'../../folder/w',{'path':'../../folder/v'}]"},
        {"'network.activation'", "['relu']"},
    };
    nnt_json_document document = {0};
    char *text =
        nnt_config_text_with_paths(result.config, NNT_PATHS_AS_SEEN_FROM, "runs/deep", NULL);
    cr_assert(nnt_json_read(text, strlen(text), "copy", &document, NULL, NULL) == NNT_OK);
    const nnt_json *axis = nnt_json_find(document.root, "compare.vary")->first;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++, axis = axis->next) {
        nnt_text found = {0};
        sketch drawn = sketch_create(expected[i][1]);
        nnt_json_write_compact(&found, axis);
        cr_assert_str_eq(found.data, drawn.text, "%s", expected[i][0]);
        nnt_text_clear(&found);
        nnt_free(drawn.text);
    }
    nnt_json_clear(&document);
    nnt_free(text);
    reading_clear(&result);
}
