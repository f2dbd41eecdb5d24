/* A finished run made up by hand: 2-2-3 classification, two epochs, numbers that
 * are exact in float. Every text that comes from outside needs quoting. */
#ifndef NNT_TESTS_OUTPUT_EXAMPLE_RUN_H
#define NNT_TESTS_OUTPUT_EXAMPLE_RUN_H

#include "output/run_view.h"
#include "support/nnt_test.h"
#include <math.h>

enum { EXAMPLE_LAYERS = 2 };

static const char *const example_bin_names[] = {"epoch", "step", "layer", "quantity",
                                                "-1",    "0",    "1"};
static double example_bins[] = {0, 0, 1, 0, 3, 2, 1, 0, 0, 1, 1, 0, 6, 0, 0, 0, 1, 2, 1, 4, 1};

typedef struct example_run {
    nnt_run run;
    nnt_table theory;
    nnt_history history;
    nnt_dataset data;
    nnt_scaling features;
    nnt_run_view view;
} example_run;

static const char *const example_metric_names[] = {"epoch", "step", "train_loss"};
static double example_metrics[] = {0, 0, 1.0986122886681098, 1, 4, 0.5, 2, 8, NAN};

static const char *const example_layer_names[] = {"epoch", "step", "layer", "gradient_norm"};
static double example_layer_rows[] = {0, 0, 1, 0.1, 0, 0, 2, 1e-7, 2, 8, 1, INFINITY, 2, 8, 2, 3};

static const char *const example_theory_names[] = {"layer", "delta_norm"};
static double example_theory[] = {1, 0.75};

static const nnt_layer_info example_layers[] = {{2, 2, "relu"}, {2, 3, "softmax"}};

static const double example_weight_1[] = {0.5, -1, 2, 0.25};
static const double example_bias_1[] = {0, 0.125};
static const double example_weight_2[] = {1, 2, 3, 4, 5, 6};
static const double example_bias_2[] = {-1, 0, 1};
static const nnt_model_layer example_trained[] = {
    {.inputs = 2, .units = 2, .weight = example_weight_1, .bias = example_bias_1},
    {.inputs = 2, .units = 3, .weight = example_weight_2, .bias = example_bias_2}};

static char *example_feature_names[] = {"width, cm", "x2"};
static char *example_class_names[] = {"a", "b \"big\"", "c,d"};
static double example_offset[] = {0.1, -3};
static double example_scale[] = {2, 1.0 / 3};

static const char *const example_activity_names[] = {"epoch", "layer", "unit", "margin"};
static double example_activity[] = {0, 1, 1, 2.5, 0, 1, 2, -0.25};

static inline void make_example(example_run *it) {
    *it = (example_run){
        .run = {.name = "tiny",
                .description = "",
                .directory = ".",
                .threads = 2,
                .lanes = 3,
                .isa = "generic",
                .precision = "float32",
                .task = "classification",
                .optimizer = "sgd",
                .stop = NNT_STOP_COMPLETED,
                .epochs = 2,
                .best_epoch = 1,
                .steps = 8,
                .rows_trained = 32,
                .n_parameters = 15,
                .n_features = 2,
                .n_outputs = 3,
                .n_layers = EXAMPLE_LAYERS,
                .layers = example_layers,
                .train = {true, 16, 0.5, 0.75, NAN, NAN},
                .validation = {true, 4, 0.625, 0.5, NAN, NAN}},
        .history = {.metrics = {3, example_metric_names, 3, 3, example_metrics},
                    .layers = {4, example_layer_names, 4, 4, example_layer_rows},
                    .histograms = {7, example_bin_names, 3, 3, example_bins},
                    .activity = {4, example_activity_names, 2, 2, example_activity},
                    .n_layers = EXAMPLE_LAYERS},
        .data = {.task = NNT_TASK_CLASSIFICATION,
                 .n_features = 2,
                 .n_outputs = 3,
                 .feature_names = example_feature_names,
                 .output_names = example_class_names},
        .features = {2, example_offset, example_scale},
    };
    it->theory = (nnt_table){2, example_theory_names, 1, 1, example_theory};
    it->run.theory = &it->theory;
    it->run.history = &it->history;
    it->view = (nnt_run_view){.run = &it->run,
                              .config = "{\"name\": \"tiny\"}",
                              .model_config = "{\"name\": \"bare\"}",
                              .task = NNT_TASK_CLASSIFICATION,
                              .layers = example_trained,
                              .data = &it->data,
                              .features = &it->features};
}

#endif
