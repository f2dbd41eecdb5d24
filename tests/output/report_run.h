/* A finished run made up by hand with everything that the report can show: 2 inputs,
 * three hidden layers of 4 relu, 2 classes; the gradient vanishes by ten a layer. */
#ifndef NNT_TESTS_OUTPUT_REPORT_RUN_H
#define NNT_TESTS_OUTPUT_REPORT_RUN_H

#include "output/run_view.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum {
    REPORT_LAYERS = 4,
    REPORT_MOST_EPOCHS = 2000,
    REPORT_EVENTS = 250,
    REPORT_GRID = 6,
    REPORT_ROWS = 10
};

typedef struct report_run {
    nnt_run run;
    nnt_table theory;
    nnt_history history;
    nnt_verdict verdict;
    nnt_dataset data;
    nnt_report_samples samples;
    nnt_activation_curve curve;
    nnt_run_view view;
} report_run;

static const char *const report_metric_names[] = {
    "epoch", "step", "learning_rate", "train_loss", "train_accuracy", "validation_loss"};
static const char *const report_layer_names[] = {
    "epoch",           "step",           "layer",         "gradient_norm",
    "delta_norm",      "update_ratio",   "dead_fraction", "preactivation_rms",
    "slope_retention", "effective_rank", "dimension_99",  "sharpness_times_rate"};
enum { REPORT_METRIC_COLUMNS = 6, REPORT_LAYER_COLUMNS = 12 };
static double report_metrics[(REPORT_MOST_EPOCHS + 1) * REPORT_METRIC_COLUMNS];
static double report_layers[(REPORT_MOST_EPOCHS + 1) * REPORT_LAYERS * REPORT_LAYER_COLUMNS];

static const char *const report_theory_names[] = {"layer", "delta_norm", "delta_norm_low",
                                                  "delta_norm_high"};
static double report_theory[] = {1, 0.01, 0.004, 0.03, 2, 0.1, 0.05, 0.2, 3, 1, 1, 1};

static const char *const report_unit_names[] = {"layer", "unit", "event", "epoch"};
static double report_units[REPORT_EVENTS * 4];

static const nnt_layer_info report_layer_infos[] = {
    {2, 4, "relu"}, {4, 4, "relu"}, {4, 4, "relu"}, {4, 2, "softmax"}};

static const double report_axis[REPORT_GRID] = {-1, -0.5, 0, 0.5, 1, 1.5};
static double report_answers[REPORT_GRID * REPORT_GRID * 2];
static const size_t report_counts[] = {3, 2, 0, 5};
static double report_features[REPORT_ROWS * 2];
static double report_targets[REPORT_ROWS * 2];
static uint32_t report_labels[REPORT_ROWS];
static const double report_z[] = {-5, 0, 5}, report_value[] = {0, 0, 5}, report_slope[] = {0, 0, 1};

static inline void fill_report_history(report_run *it, size_t n_epochs) {
    for (size_t e = 0; e <= n_epochs; e++) {
        const double time = (double)e;
        const double metrics[] = {time, 4 * time, 0.1 / (1 + time), 1 / (1 + time), 0.5, 0.9};
        memcpy(report_metrics + e * REPORT_METRIC_COLUMNS, metrics, sizeof metrics);
        for (size_t l = 0; l < REPORT_LAYERS; l++) {
            const double size = l < 3 ? pow(10, (double)l - 2) : 2;
            const double layer[] = {time,
                                    4 * time,
                                    (double)(l + 1),
                                    size / (1 + time),
                                    size,
                                    e == 0 ? 0 : 1e-3,
                                    l == 1 ? 0.25 : 0,
                                    1.5,
                                    0.5,
                                    l < 3 ? 3.5 : (double)NAN,
                                    l < 3 ? 4 : (double)NAN,
                                    l < 3 ? (double)NAN : 1.75};
            memcpy(report_layers + (e * REPORT_LAYERS + l) * REPORT_LAYER_COLUMNS, layer,
                   sizeof layer);
        }
    }
    for (size_t i = 0; i < REPORT_EVENTS; i++) {
        const double event[] = {1 + (double)(i % 3), (double)(i % 4), (double)(i % 3), (double)i};
        memcpy(report_units + i * 4, event, sizeof event);
    }
    const size_t n_rows = n_epochs + 1;
    it->history = (nnt_history){
        .metrics = {REPORT_METRIC_COLUMNS, report_metric_names, n_rows, n_rows, report_metrics},
        .layers = {REPORT_LAYER_COLUMNS, report_layer_names, n_rows * REPORT_LAYERS,
                   n_rows * REPORT_LAYERS, report_layers},
        .units = {4, report_unit_names, REPORT_EVENTS, REPORT_EVENTS, report_units},
        .n_layers = REPORT_LAYERS};
    it->theory = (nnt_table){4, report_theory_names, 3, 3, report_theory};
}

/* Class 1 right of the middle, less sure near it. */
static inline void fill_report_samples(report_run *it) {
    for (size_t i = 0; i < REPORT_GRID * (size_t)REPORT_GRID; i++) {
        const double share = (double)(i % REPORT_GRID) / (REPORT_GRID - 1);
        report_answers[2 * i] = 1 - share;
        report_answers[2 * i + 1] = share;
    }
    for (size_t i = 0; i < REPORT_ROWS; i++) {
        report_features[2 * i] = report_axis[i % REPORT_GRID];
        report_features[2 * i + 1] = report_axis[i * i % REPORT_GRID];
        report_labels[i] = i % 2;
        report_targets[i] = (double)i;
    }
    it->curve = (nnt_activation_curve){"relu", 3, report_z, report_value, report_slope};
    it->samples =
        (nnt_report_samples){.rows = {&it->data, NULL, REPORT_ROWS},
                             .grid = {REPORT_GRID, {report_axis, report_axis}, report_answers},
                             .confusion = {"test", REPORT_ROWS, report_counts},
                             .curves = &it->curve,
                             .n_curves = 1};
}

static inline void make_report_run(report_run *it, size_t n_epochs) {
    *it = (report_run){
        .run = {.name = "tiny",
                .description = "what to look for",
                .directory = ".",
                .isa = "generic",
                .precision = "float32",
                .task = "classification",
                .optimizer = "sgd",
                .stop = NNT_STOP_REACHED,
                .epochs = n_epochs,
                .best_epoch = n_epochs / 2,
                .n_features = 2,
                .n_outputs = 2,
                .n_layers = REPORT_LAYERS,
                .layers = report_layer_infos,
                .n_verdicts = 1,
                .train = {true, REPORT_ROWS, 0.5, 0.75, NAN, NAN}},
        .verdict = {.rule = "vanishing_gradient",
                    .severity = NNT_SEVERE,
                    .layer = 1,
                    .sentence = "The gradient vanishes.",
                    .evidence = "It is small.",
                    .remedy = "Use relu."},
        .data = {.task = NNT_TASK_CLASSIFICATION,
                 .n_rows = REPORT_ROWS,
                 .n_features = 2,
                 .n_outputs = 2,
                 .features = report_features,
                 .labels = report_labels},
    };
    fill_report_history(it, n_epochs);
    fill_report_samples(it);
    it->run.history = &it->history;
    it->run.theory = &it->theory;
    it->run.verdicts = &it->verdict;
    it->view = (nnt_run_view){.run = &it->run,
                              .config = "{\"name\": \"tiny\"}",
                              .task = NNT_TASK_CLASSIFICATION,
                              .data = &it->data,
                              .samples = &it->samples};
}

/* The same as a regression of one target on one input. */
static inline void make_report_regression(report_run *it) {
    it->view.task = it->data.task = NNT_TASK_REGRESSION;
    it->run.task = "regression";
    it->run.n_features = it->data.n_features = 1;
    it->run.n_outputs = it->data.n_outputs = 1;
    it->data.labels = NULL;
    it->data.targets = report_targets;
    it->samples.confusion = (nnt_confusion){0};
}

#endif
