/* Answers to rows in memory: of a model made by hand, whose answers are computed on
 * paper, and those of a file with the same rows. */
#include "base/file.h"
#include "base/memory.h"
#include "nntrain/model.h"
#include "output/model_file.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ((x - 1) / 2) 0.5 - (y - 2) / 4 + 0.25, times 4, plus 10. */
static const double weight[] = {0.5, -1};
static const double bias[] = {0.25};
static nnt_model_layer layers[] = {{2, 1, weight, bias, 0, NULL}};
static const char *feature_names[] = {"width", "height"};
static const char *target_names[] = {"price"};
static double offset[] = {1, 2};
static double scale[] = {2, 4};
static double target_offset[] = {10};
static double target_scale[] = {4};

static const nnt_model_file line = {
    .config = "{\"task\": \"regression\", \"precision\": \"float64\","
              " \"data\": {\"train\": \"sine\"}, \"network\": {\"hidden\": []}}",
    .task = NNT_TASK_REGRESSION,
    .is_float32 = false,
    .n_layers = 1,
    .layers = layers,
    .n_features = 2,
    .n_outputs = 1,
    .feature_names = feature_names,
    .output_names = target_names,
    .features = {.n_columns = 2, .offset = offset, .scale = scale},
    .targets = {.n_columns = 1, .offset = target_offset, .scale = target_scale},
};

static nnt_model *load_line(void) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    cr_assert(mkdtemp(folder) != NULL);
    char *path = nnt_path_join(folder, NNT_MODEL_FILE);
    nnt_text text = {0};
    nnt_model_file_write(&line, &text);
    cr_assert_eq(nnt_file_write(path, text.data, text.length, NULL), NNT_OK);
    nnt_model *model = NULL;
    nnt_error error = {0};
    cr_assert_eq(nnt_model_load(folder, NULL, &model, &error), NNT_OK, "%s", error.message);
    nnt_text_clear(&text);
    unlink(path);
    rmdir(folder);
    nnt_free(path);
    return model;
}

NNT_TEST(model_answer, names_and_counts) {
    nnt_model *model = load_line();
    cr_assert_eq(nnt_model_count_features(model), 2);
    cr_assert_str_eq(nnt_model_feature_name(model, 1), "height");
    cr_assert_eq(nnt_model_count_outputs(model), 1);
    cr_assert_str_eq(nnt_model_output_name(model, 0), "price");
    nnt_model_free(model);
}

NNT_TEST(model_answer, targets_in_their_own_units) {
    enum { N = 1000 }; /* more than a block */
    nnt_model *model = load_line();
    double features[N][2], answers[N];
    for (int i = 0; i < N; i++) {
        features[i][0] = i;
        features[i][1] = 0.5 * i;
    }
    nnt_error error = {0};
    cr_assert_eq(nnt_model_answer(model, N, features[0], answers, &error), NNT_OK, "%s",
                 error.message);
    for (int i = 0; i < N; i++) {
        const double z = (i - 1) / 2.0 * 0.5 - (0.5 * i - 2) / 4.0 + 0.25;
        cr_assert_float_eq(answers[i], 4 * z + 10, 1e-12, "row %d: %g", i, answers[i]);
    }
    cr_assert_eq(nnt_model_answer(model, 0, NULL, NULL, NULL), NNT_OK);
    nnt_model_free(model);
}

NNT_TEST(model_answer, numbers_that_are_not_finite_are_refused_with_their_row) {
    static const struct {
        double features[4];
        const char *message;
    } cases[] = {
        {{0, 0, 1, (double)NAN}, "row 2: height is not a number"},
        {{(double)INFINITY, 0, 0, 0}, "row 1: width is infinite"},
        {{0, 0, 1.7e308, -1.7e308}, "row 2: the network's answer is not finite"},
    };
    nnt_model *model = load_line();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double answers[2];
        nnt_error error = {0};
        cr_assert_eq(nnt_model_answer(model, 2, cases[i].features, answers, &error), NNT_ERR_DATA);
        cr_assert_not_null(strstr(error.message, cases[i].message), "%s", error.message);
    }
    nnt_model_free(model);
}
