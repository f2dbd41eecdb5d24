/* Loading models made by hand, and predicting with them: the expected numbers were
 * computed on paper and with Python. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "nntrain/config.h"
#include "nntrain/model.h"
#include "output/model_file.h"
#include "support/nnt_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- fixture ---------------------------------------------------------------------- */

typedef struct bench {
    char folder[32];
    char *model, *data;
} bench;

static void open_bench(bench *it) {
    snprintf(it->folder, sizeof it->folder, "/tmp/nntrain-test-XXXXXX");
    cr_assert(mkdtemp(it->folder) != NULL);
    it->model = nnt_path_join(it->folder, NNT_MODEL_FILE);
    it->data = nnt_path_join(it->folder, "data.csv");
}

static void close_bench(bench *it) {
    unlink(it->model);
    unlink(it->data);
    rmdir(it->folder);
    nnt_free(it->model);
    nnt_free(it->data);
}

static void write_model(const bench *it, const nnt_model_file *file) {
    nnt_text text = {0};
    nnt_model_file_write(file, &text);
    cr_assert(!text.failed);
    cr_assert_eq(nnt_file_write(it->model, text.data, text.length, NULL), NNT_OK);
    nnt_text_clear(&text);
}

static void write_data(const bench *it, const char *text) {
    cr_assert_eq(nnt_file_write(it->data, text, strlen(text), NULL), NNT_OK);
}

static nnt_model *load(const char *path) {
    nnt_model *model = NULL;
    nnt_error error = {0};
    cr_assert_eq(nnt_model_load(path, NULL, &model, &error), NNT_OK, "%s", error.message);
    return model;
}

/* Loads the model of the bench and predicts its data. */
static char *predict(const bench *it) {
    char *csv = NULL;
    nnt_error error = {0};
    nnt_model *model = load(it->model);
    cr_assert_eq(nnt_model_predict_csv(model, it->data, &csv, NULL, &error), NNT_OK, "%s",
                 error.message);
    nnt_model_free(model);
    return csv;
}

/* 2-2-3, relu. */
static const double weight_1[] = {1, -1, 0.5, 2};
static const double bias_1[] = {0, -1};
static const double weight_2[] = {1, 0, -1, 1, 0, 0.5};
static const double bias_2[] = {0.5, 0, -0.25};
static nnt_model_layer class_layers[] = {{2, 2, weight_1, bias_1, 0, NULL},
                                         {2, 3, weight_2, bias_2, 0, NULL}};
static const char *feature_names[] = {"width", "height"};
static const char *class_names[] = {"a", "b,c", "d"};
static double offset[] = {1, 2};
static double scale[] = {2, 4};

#define CLASS_CONFIG(task, precision, hidden)                                                      \
    "{\"task\": \"" task "\", \"precision\": \"" precision                                         \
    "\", \"data\": {\"train\": {\"type\": \"csv\", \"path\": \"a.csv\", \"target\": \"kind\"}}, "  \
    "\"network\": {\"hidden\": " hidden ", \"activation\": \"relu\"}}"

static const nnt_model_file class_model = {
    .config = CLASS_CONFIG("classification", "float64", "[2]"),
    .task = NNT_TASK_CLASSIFICATION,
    .n_layers = 2,
    .layers = class_layers,
    .n_features = 2,
    .n_outputs = 3,
    .feature_names = feature_names,
    .output_names = class_names,
    .features = {2, offset, scale},
};

/* 2-1, linear: y = 10 + 2 (0.25 + 0.5 x'_1 - x'_2). */
static const double line_weight[] = {0.5, -1};
static const double line_bias[] = {0.25};
static nnt_model_layer line_layers[] = {{2, 1, line_weight, line_bias, 0, NULL}};
static const char *target_names[] = {"price, \xe2\x82\xac"};
static double target_offset[] = {10};
static double target_scale[] = {2};

static const nnt_model_file line_model = {
    .config = CLASS_CONFIG("regression", "float32", "[]"),
    .task = NNT_TASK_REGRESSION,
    .is_float32 = true,
    .n_layers = 1,
    .layers = line_layers,
    .n_features = 2,
    .n_outputs = 1,
    .feature_names = feature_names,
    .output_names = target_names,
    .features = {2, offset, scale},
    .targets = {1, target_offset, target_scale},
};

/* ---- predictions -------------------------------------------------------------------- */

/* Softmax of (1.5, -1, -0.25), (0.5, 5, 2.25) and (0.5, 0, -0.25). */
static const double probabilities[3][3] = {
    {0.7962677706050862, 0.06536163885437347, 0.13837059054054027},
    {0.010333595967625784, 0.9302006650243129, 0.05946573900806136},
    {0.48102426325336967, 0.29175596372884977, 0.22721977301778057},
};

static void expect_row(char **cursor, const char *label, const double expected[3]) {
    const size_t length = strlen(label);
    cr_assert(strncmp(*cursor, label, length) == 0, "%s", *cursor);
    *cursor += length;
    for (size_t k = 0; k < 3; k++) {
        cr_assert_eq(**cursor, ',');
        const double found = strtod(*cursor + 1, cursor);
        cr_expect_float_eq(found, expected[k], 1e-14, "%zu: %.17g", k, found);
    }
    cr_assert_eq(*(*cursor)++, '\n');
}

static void expect_probabilities(const char *data) {
    bench it;
    open_bench(&it);
    write_model(&it, &class_model);
    write_data(&it, data);
    char *csv = predict(&it);
    const char *header = "class,p_a,\"p_b,c\",p_d\n";
    cr_assert(strncmp(csv, header, strlen(header)) == 0, "%s", csv);
    char *cursor = csv + strlen(header);
    expect_row(&cursor, "a", probabilities[0]);
    expect_row(&cursor, "\"b,c\"", probabilities[1]);
    expect_row(&cursor, "a", probabilities[2]);
    cr_expect_eq(*cursor, '\0');
    nnt_string_free(csv);
    close_bench(&it);
}

NNT_TEST(model, probabilities_by_column_name) {
    expect_probabilities("kind,height,width\nd,2,3\na,14,1\na,2,-1\n");
}

NNT_TEST(model, probabilities_by_position) {
    expect_probabilities("3,2\n1,14\n-1,2\n");
    expect_probabilities("3,2,a\n1,14,a\n-1,2,d\n");
}

NNT_TEST(model, targets_in_their_own_units) {
    bench it;
    open_bench(&it);
    write_model(&it, &line_model);
    write_data(&it, "width,height\n3,6\n1,2\n-3,4\n");
    char *csv = predict(&it);
    cr_expect_str_eq(csv, "\"price, \xe2\x82\xac\"\n9.5\n10.5\n7.5\n");
    nnt_string_free(csv);
    close_bench(&it);
}

NNT_TEST(model, no_rows_give_the_header_alone) {
    bench it;
    open_bench(&it);
    write_model(&it, &class_model);
    write_data(&it, "width,height\n");
    char *csv = predict(&it);
    cr_expect_str_eq(csv, "class,p_a,\"p_b,c\",p_d\n");
    nnt_string_free(csv);
    close_bench(&it);
}

NNT_TEST(model, first_of_equal_probabilities) {
    static const double zeros[6] = {0};
    nnt_model_layer layers[] = {{2, 2, zeros, zeros, 0, NULL}, {2, 3, zeros, zeros, 0, NULL}};
    nnt_model_file file = class_model;
    bench it;
    open_bench(&it);
    file.layers = layers;
    file.is_float32 = true;
    file.config = CLASS_CONFIG("classification", "float32", "[2]");
    write_model(&it, &file);
    write_data(&it, "1,1\n");
    char *csv = predict(&it);
    /* 1/3 with the digits of a float. */
    cr_expect_str_eq(csv, "class,p_a,\"p_b,c\",p_d\na,0.33333334,0.33333334,0.33333334\n");
    nnt_string_free(csv);
    close_bench(&it);
}

/* More rows than are predicted at once; y = 10.5 + row / 2 - row. */
NNT_TEST(model, every_row_of_a_long_file) {
    enum { N_ROWS = 2500 };
    bench it;
    nnt_text data = {0};
    open_bench(&it);
    write_model(&it, &line_model);
    nnt_text_add(&data, "width,height\n");
    for (size_t i = 0; i < N_ROWS; i++) {
        nnt_text_addf(&data, "%zu,%zu\n", 1 + i, 2 + 2 * i);
    }
    write_data(&it, data.data);
    char *csv = predict(&it);
    char *cursor = strchr(csv, '\n');
    for (size_t i = 0; i < N_ROWS; i++) {
        cr_assert_eq(*cursor, '\n');
        cr_assert_eq(strtod(cursor + 1, &cursor), 10.5 - (double)i / 2, "row %zu", i);
    }
    cr_expect_str_eq(cursor, "\n");
    nnt_string_free(csv);
    nnt_text_clear(&data);
    close_bench(&it);
}

NNT_TEST(model, run_folder_in_place_of_the_file) {
    bench it;
    open_bench(&it);
    write_model(&it, &class_model);
    nnt_model_free(load(it.folder));
    close_bench(&it);
}

/* ---- models that cannot be used --------------------------------------------------------- */

static void
expect_failure(const char *path, const char *isa, nnt_status expected, const char *message) {
    nnt_model *model = NULL;
    nnt_error error = {0};
    cr_expect_eq(nnt_model_load(path, isa, &model, &error), expected, "%s", error.message);
    cr_expect_eq(error.status, expected);
    cr_expect(strstr(error.message, message) != NULL, "found:    %s\nexpected: %s", error.message,
              message);
    cr_expect(model == NULL);
}

NNT_TEST(model, files_that_are_no_models) {
    bench it;
    open_bench(&it);
    expect_failure(it.model, NULL, NNT_ERR_IO, it.model);
    expect_failure(it.folder, NULL, NNT_ERR_IO, "/model.safetensors: No such file or directory");
    write_data(&it, "width,height\n");
    expect_failure(it.data, NULL, NNT_ERR_MODEL, "data.csv: no safetensors file");
    close_bench(&it);
}

NNT_TEST(model, unknown_instruction_set) {
    bench it;
    open_bench(&it);
    write_model(&it, &class_model);
    expect_failure(it.model, "mmx", NNT_ERR_USAGE, "mmx");
    close_bench(&it);
}

static void expect_config_refused(const char *config, const char *message) {
    nnt_model_file file = class_model;
    bench it;
    open_bench(&it);
    file.config = config;
    write_model(&it, &file);
    expect_failure(it.model, NULL, NNT_ERR_MODEL, message);
    expect_failure(it.model, NULL, NNT_ERR_MODEL, it.model);
    close_bench(&it);
}

NNT_TEST(model, configs_that_do_not_fit_the_weights) {
    expect_config_refused("{\"task\"", "metadata config:1:");
    expect_config_refused("{\"tusk\": 1}", "metadata config:1:");
    expect_config_refused(CLASS_CONFIG("regression", "float64", "[2]"),
                          "its config is for another task");
    expect_config_refused(CLASS_CONFIG("classification", "float32", "[2]"),
                          "its config has the precision float32, but its tensors are not all F32");
    expect_config_refused(CLASS_CONFIG("classification", "float64", "[2, 2]"),
                          "its config has 3 layers, but it holds the weights of 2");
    expect_config_refused(CLASS_CONFIG("classification", "float64", "[4]"),
                          "layer 1 has 4 units in its config, but weights for 2");
}

/* ---- data that cannot be predicted ------------------------------------------------------ */

static void expect_data_refused(const char *data, nnt_status expected, const char *message) {
    bench it;
    char *csv = NULL;
    nnt_error error = {0};
    open_bench(&it);
    write_model(&it, &line_model);
    if (data) {
        write_data(&it, data);
    }
    nnt_model *model = load(it.model);
    cr_expect_eq(nnt_model_predict_csv(model, it.data, &csv, NULL, &error), expected);
    cr_expect(strstr(error.message, it.data) != NULL, "%s", error.message);
    cr_expect(strstr(error.message, message) != NULL, "found:    %s\nexpected: %s", error.message,
              message);
    cr_expect(csv == NULL);
    nnt_model_free(model);
    close_bench(&it);
}

NNT_TEST(model, data_that_cannot_be_predicted) {
    expect_data_refused(NULL, NNT_ERR_IO, "");
    expect_data_refused("width,height\n1,2\n1,x\n", NNT_ERR_DATA, ":3:");
    expect_data_refused("1\n2\n", NNT_ERR_DATA, "width");
    expect_data_refused("width,height\n1,2\n1,1e300\n", NNT_ERR_DATA,
                        "row 2 of the data: the network's answer is not finite");
}

NNT_TEST(model, each_allocation_may_fail) {
    bench it;
    open_bench(&it);
    write_model(&it, &class_model);
    write_data(&it, "width,height\n3,2\n");
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status == NNT_ERR_MEMORY && k < 100000; k++) {
        nnt_model *model = NULL;
        char *csv = NULL;
        nnt_memory_fail_at(k, false);
        status = nnt_model_load(it.model, NULL, &model, NULL);
        if (!status) {
            status = nnt_model_predict_csv(model, it.data, &csv, NULL, NULL);
        }
        nnt_memory_fail_at(0, false);
        nnt_model_free(model);
        nnt_string_free(csv);
    }
    cr_expect_eq(status, NNT_OK, "status %d", status);
    close_bench(&it);
}
