/* A made-up run without trouble, for tests that then add some: tanh layers of 10
 * units, a loss that halves every few epochs, ratios of 1 wherever ratios count. */
#ifndef NNT_TESTS_DIAGNOSIS_MADE_UP_RUN_H
#define NNT_TESTS_DIAGNOSIS_MADE_UP_RUN_H

#include "base/memory.h"
#include "base/table.h"
#include "diagnosis/diagnose.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum { MOST_LAYERS = 12, UNITS = 10 };

typedef struct made_up_run {
    nnt_history history;
    nnt_table theory;
    nnt_layer_evidence layers[MOST_LAYERS];
    nnt_evidence evidence;
    size_t n_logs;
} made_up_run;

static const char *const layer_names[] = {"epoch",           "step",
                                          "layer",           "gradient_norm",
                                          "delta_norm",      "activation_rms",
                                          "weight_norm",     "preactivation_rms",
                                          "update_ratio",    "dead_fraction",
                                          "inactive_units",  "saturated_fraction",
                                          "transfer_slope",  "transfer_weight",
                                          "slope_retention", "noise_scale",
                                          "twin_units",      "correlation",
                                          "effective_rank",  "sharpness_times_rate"};
static const double layer_values[] = {0, 0, 0, 1, 1,   1, 1,   1,   1e-3, 0,
                                      0, 0, 1, 1, 0.8, 1, NAN, NAN, NAN,  NAN};
static const char *const metric_names[] = {"epoch", "train_loss", "train_r2", "validation_loss",
                                           "train_accuracy"};
static const char *const theory_names[] = {"layer",          "preactivation_rms", "delta_norm",
                                           "delta_norm_low", "delta_norm_high",   "dead_fraction",
                                           "correlation",    "slope_factor",      "weight_factor"};
static const double theory_values[] = {0, 1, 1, 0.5, 2, 0, 0.5, 1, 1};
static const char *const unit_names[] = {"layer", "unit",          "event",      "epoch",
                                         "step",  "cause_weights", "cause_bias", "cause_upstream"};

enum {
    N_LAYER_NAMES = sizeof layer_names / sizeof layer_names[0],
    N_METRIC_NAMES = sizeof metric_names / sizeof metric_names[0],
    N_THEORY_NAMES = sizeof theory_names / sizeof theory_names[0],
    N_UNIT_NAMES = sizeof unit_names / sizeof unit_names[0],
    MOST_EVENTS = 32
};

static inline void set_cell(nnt_table *table, const char *name, size_t row, double value) {
    const size_t column = nnt_table_column(table, name);
    cr_assert(column != SIZE_MAX && row < table->n_rows, "no cell %s %zu", name, row);
    table->cells[row * table->n_columns + column] = value;
}

/* Of layer 1 … L at one log, or at all logs. */
static inline void
set_at(made_up_run *run, const char *name, size_t log, size_t layer, double value) {
    set_cell(&run->history.layers, name, log * run->evidence.n_layers + layer - 1, value);
}

static inline void set_series(made_up_run *run, const char *name, size_t layer, double value) {
    for (size_t log = 0; log < run->n_logs; log++) {
        set_at(run, name, log, layer, value);
    }
}

static inline void set_everywhere(made_up_run *run, const char *name, double value) {
    for (size_t layer = 1; layer <= run->evidence.n_layers; layer++) {
        set_series(run, name, layer, value);
    }
}

static inline void set_metric(made_up_run *run, const char *name, size_t row, double value) {
    set_cell(&run->history.metrics, name, row, value);
}

static inline void set_theory(made_up_run *run, const char *name, size_t layer, double value) {
    set_cell(&run->theory, name, layer - 1, value);
}

/* Takes a series away by giving its column another name. */
static inline void rename_series(nnt_table *table, const char *from, const char **names) {
    memcpy(names, table->names, table->n_columns * sizeof *names);
    names[nnt_table_column(table, from)] = "renamed";
    table->names = names;
}

static inline void
add_event(made_up_run *run, size_t layer, int event, double weights, double bias) {
    const double cells[N_UNIT_NAMES] = {(double)layer,     1, event, 1, 1, weights, bias,
                                        1 - weights - bias};
    memcpy(nnt_table_append(&run->history.units), cells, sizeof cells);
}

static inline void fill_tables(made_up_run *run) {
    for (size_t log = 0; log < run->n_logs; log++) {
        double *metrics = nnt_table_append(&run->history.metrics);
        const double loss = 0.7 * pow(0.95, (double)log);
        memcpy(metrics, (const double[N_METRIC_NAMES]){(double)log, loss, 0.1, loss * 1.05, 0.7},
               N_METRIC_NAMES * sizeof *metrics);
        for (size_t layer = 1; layer <= run->evidence.n_layers; layer++) {
            double *cells = nnt_table_append(&run->history.layers);
            memcpy(cells, layer_values, sizeof layer_values);
            cells[0] = (double)log;
            cells[2] = (double)layer;
        }
    }
    for (size_t layer = 1; layer < run->evidence.n_layers; layer++) {
        double *cells = nnt_table_append(&run->theory);
        memcpy(cells, theory_values, sizeof theory_values);
        cells[0] = (double)layer;
    }
    set_everywhere(run, "update_ratio", 1e-3);
    for (size_t layer = 1; layer <= run->evidence.n_layers; layer++) {
        set_at(run, "update_ratio", 0, layer, 0);
    }
}

/* clear_run afterwards. The struct must stay where it is. */
static inline void make_run(made_up_run *run, size_t n_hidden, size_t n_logs) {
    *run = (made_up_run){.n_logs = n_logs};
    for (size_t l = 0; l <= n_hidden; l++) {
        run->layers[l] =
            (nnt_layer_evidence){.units = UNITS, .activation = "tanh", .straight_to = 1};
    }
    cr_assert(nnt_table_create(&run->history.metrics, metric_names, N_METRIC_NAMES, n_logs));
    cr_assert(nnt_table_create(&run->history.layers, layer_names, N_LAYER_NAMES,
                               n_logs * (n_hidden + 1)));
    cr_assert(nnt_table_create(&run->history.units, unit_names, N_UNIT_NAMES, MOST_EVENTS));
    cr_assert(nnt_table_create(&run->theory, theory_names, N_THEORY_NAMES, n_hidden));
    run->evidence = (nnt_evidence){.history = &run->history,
                                   .theory = &run->theory,
                                   .n_layers = n_hidden + 1,
                                   .layers = run->layers,
                                   .n_classes = 2,
                                   .n_train_rows = 1000,
                                   .batch_size = 10,
                                   .learning_rate = 0.1,
                                   .optimizer = "sgd",
                                   .initializer = "glorot_uniform",
                                   .input_offset = NAN,
                                   .steps = 100 * n_logs,
                                   .stop = NNT_STOP_COMPLETED};
    fill_tables(run);
}

/* Relu-like layers: homogeneous, able to die. */
static inline void use_relu(made_up_run *run) {
    for (size_t l = 0; l + 1 < run->evidence.n_layers; l++) {
        run->layers[l].activation = "relu";
        run->layers[l].is_homogeneous = true;
    }
}

static inline void clear_run(made_up_run *run) {
    nnt_table_clear(&run->history.metrics);
    nnt_table_clear(&run->history.layers);
    nnt_table_clear(&run->history.units);
    nnt_table_clear(&run->theory);
}

/* Every text says something, fits, and holds no number that is none. */
static inline void check_text(const char *rule, const char *text) {
    const size_t length = strlen(text);
    cr_assert(length > 20 && length < 319, "%s: \"%s\"", rule, text);
    cr_assert(text[length - 1] == '.' && text[length - 2] != '.', "%s: \"%s\"", rule, text);
    cr_assert(!strstr(text, "nan") && !strstr(text, "inf ") && !strstr(text, "unknown"),
              "%s: \"%s\"", rule, text);
    for (size_t i = 0; i < length; i++) {
        cr_assert(text[i] >= ' ' && text[i] <= '~', "%s: \"%s\"", rule, text);
    }
}

enum { SILENT = -1 };

/* The severity that a rule finds, or SILENT; *verdict gets the rest. */
static inline int ask_for(const made_up_run *run, const char *rule, nnt_verdict *verdict) {
    nnt_verdict *all = NULL;
    size_t n = 0;
    int severity = SILENT;
    cr_assert(nnt_diagnose(&run->evidence, &all, &n, NULL) == NNT_OK);
    for (size_t i = 0; i < n; i++) {
        check_text(all[i].rule, all[i].sentence);
        check_text(all[i].rule, all[i].evidence);
        check_text(all[i].rule, all[i].remedy);
        if (strcmp(all[i].rule, rule) == 0) {
            severity = (int)all[i].severity;
            *verdict = all[i];
        }
    }
    nnt_free(all);
    return severity;
}

static inline int ask(const made_up_run *run, const char *rule) {
    nnt_verdict ignored;
    return ask_for(run, rule, &ignored);
}

#endif
