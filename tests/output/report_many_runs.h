/* A comparison made up by hand: variants with three seeds each, whose runs have four
 * epochs and three hidden layers. Run s of variant v starts with a loss of 10^s, and the
 * error that reaches layer l is 10^(l - 3) of that at layer 3 times 1, 2, 4 by seed. */
#ifndef NNT_TESTS_OUTPUT_REPORT_MANY_RUNS_H
#define NNT_TESTS_OUTPUT_REPORT_MANY_RUNS_H

#include "output/report_group.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MANY_MOST = 60, MANY_SEEDS = 3, MANY_EPOCHS = 4, MANY_LAYERS = 4 };
enum { MANY_METRICS = 4, MANY_COLUMNS = 7, MANY_ROWS = MANY_MOST * MANY_SEEDS };

static const char *const many_metric_names[] = {"epoch", "train_loss", "validation_loss",
                                                "validation_accuracy"};
static const char *const many_layer_names[] = {
    "epoch", "step", "layer", "gradient_norm", "delta_norm", "dead_fraction", "update_ratio"};
static const char *const many_theory_names[] = {"layer", "delta_norm", "delta_norm_low",
                                                "delta_norm_high"};
static double many_theory[] = {1, 0.01, 0.004, 0.03, 2, 0.1, 0.05, 0.2, 3, 1, 1, 1};
static const nnt_layer_info many_layer_infos[] = {
    {2, 4, "relu"}, {4, 4, "relu"}, {4, 4, "relu"}, {4, 2, "softmax"}};
static const char *const many_paths[] = {"network.activation"};
static const char *const many_columns[] = {"activation"};
static const nnt_verdict many_verdict = {.rule = "vanishing_gradient",
                                         .severity = NNT_SEVERE,
                                         .layer = 1,
                                         .sentence = "The gradient vanishes.",
                                         .evidence = "It is small.",
                                         .remedy = "Use relu."};
static const char *const many_rules[] = {"vanishing_gradient"};
static const nnt_verdict_count many_counts[] = {{"vanishing_gradient", MANY_SEEDS}};

static double many_metric_cells[MANY_ROWS][(MANY_EPOCHS + 1) * MANY_METRICS];
static double many_layer_cells[MANY_ROWS][(MANY_EPOCHS + 1) * MANY_LAYERS * MANY_COLUMNS];

typedef struct many_runs {
    nnt_comparison comparison;
    nnt_variant variants[MANY_MOST];
    nnt_setting settings[MANY_MOST];
    char names[MANY_MOST][32], labels[MANY_MOST][48], folders[MANY_ROWS][64];
    nnt_compare_row rows[MANY_ROWS];
    nnt_history histories[MANY_ROWS];
    nnt_table theory;
    nnt_run runs[MANY_ROWS];
    const nnt_run *faces[MANY_ROWS];
    nnt_report_group group;
} many_runs;

static inline void fill_many_history(many_runs *it, size_t row) {
    const double size = pow(10, (double)(row % MANY_SEEDS));
    const double factor = pow(2, (double)(row % MANY_SEEDS));
    for (size_t e = 0; e <= MANY_EPOCHS; e++) {
        const double time = (double)e;
        const double metrics[] = {time, size / (1 + time), 2 * size, 0.5 + time / 10};
        memcpy(many_metric_cells[row] + e * MANY_METRICS, metrics, sizeof metrics);
        for (size_t l = 0; l < MANY_LAYERS; l++) {
            const double delta = l < 2 ? factor * pow(10, (double)l - 2) : 1;
            const double layer[] = {
                time, time, (double)(l + 1), delta, delta, l == 1 ? 0.25 : 0, e == 0 ? 0 : 1e-3};
            memcpy(many_layer_cells[row] + (e * MANY_LAYERS + l) * MANY_COLUMNS, layer,
                   sizeof layer);
        }
    }
    const size_t n = MANY_EPOCHS + 1;
    it->histories[row] =
        (nnt_history){.metrics = {MANY_METRICS, many_metric_names, n, n, many_metric_cells[row]},
                      .layers = {MANY_COLUMNS, many_layer_names, n * MANY_LAYERS, n * MANY_LAYERS,
                                 many_layer_cells[row]},
                      .n_layers = MANY_LAYERS};
}

/* Every second variant has a verdict in all its runs. */
static inline void fill_many_row(many_runs *it, size_t row) {
    const size_t variant = row / MANY_SEEDS;
    const size_t seed = row % MANY_SEEDS;
    const bool is_found = variant % 2 == 1;
    fill_many_history(it, row);
    it->runs[row] = (nnt_run){.name = "run",
                              .description = "",
                              .precision = "float64",
                              .task = "classification",
                              .stop = NNT_STOP_COMPLETED,
                              .epochs = MANY_EPOCHS,
                              .n_layers = MANY_LAYERS,
                              .layers = many_layer_infos,
                              .history = &it->histories[row],
                              .theory = &it->theory,
                              .verdicts = &many_verdict,
                              .n_verdicts = is_found};
    it->faces[row] = &it->runs[row];
    snprintf(it->folders[row], sizeof it->folders[row], "activation=f%zu-s%zu", variant, seed);
    it->rows[row] = (nnt_compare_row){.variant = variant,
                                      .seed = seed,
                                      .folder = it->folders[row],
                                      .outcome = "completed",
                                      .message = "",
                                      .n_verdicts = is_found,
                                      .verdicts = many_rules};
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        it->rows[row].numbers[i] = 0.5 + (double)(variant + seed) / 100;
    }
}

static inline void sum_up_many(many_runs *it, size_t variant) {
    nnt_variant *face = &it->variants[variant];
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        double values[MANY_SEEDS];
        double differences[MANY_SEEDS];
        for (size_t s = 0; s < MANY_SEEDS; s++) {
            values[s] = it->rows[variant * MANY_SEEDS + s].numbers[i];
            differences[s] = values[s] - it->rows[s].numbers[i];
        }
        face->statistics[i] = nnt_statistic_of(values, MANY_SEEDS);
        face->differences[i] = nnt_statistic_of(differences, MANY_SEEDS);
    }
}

static inline void make_many_runs(many_runs *it, size_t n_variants) {
    memset(it, 0, sizeof *it);
    it->theory = (nnt_table){4, many_theory_names, 3, 3, many_theory};
    for (size_t row = 0; row < n_variants * MANY_SEEDS; row++) {
        fill_many_row(it, row);
    }
    for (size_t v = 0; v < n_variants; v++) {
        snprintf(it->names[v], sizeof it->names[v], "f%zu", v);
        snprintf(it->labels[v], sizeof it->labels[v], "activation=f%zu", v);
        it->settings[v] = (nnt_setting){many_paths[0], it->names[v], it->names[v]};
        it->variants[v] = (nnt_variant){.label = it->labels[v],
                                        .n_settings = 1,
                                        .settings = &it->settings[v],
                                        .n_runs = MANY_SEEDS,
                                        .n_verdict_counts = v % 2,
                                        .verdict_counts = many_counts};
        sum_up_many(it, v);
    }
    it->comparison = (nnt_comparison){.name = "made up",
                                      .description = "what to look for",
                                      .directory = ".",
                                      .n_columns = 1,
                                      .paths = many_paths,
                                      .columns = many_columns,
                                      .n_variants = n_variants,
                                      .variants = it->variants,
                                      .n_rows = n_variants * MANY_SEEDS,
                                      .rows = it->rows,
                                      .has_classes = true};
    it->group = (nnt_report_group){.comparison = &it->comparison,
                                   .runs = it->faces,
                                   .config = "{\"name\": \"made up\"}",
                                   .has_links = true};
}

#endif
