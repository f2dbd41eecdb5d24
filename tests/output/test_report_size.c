/* How large report.html of a long and deep run becomes: 2,000 epochs, 20 layers. */
#include "base/memory.h"
#include "output/html_check.h"
#include "output/report_page.h"
#include <math.h>
#include <stdio.h>

enum { EPOCHS = 2000, LAYERS = 20, METRICS = 4, COLUMNS = 11, EVENTS = 100000 };
enum { LOOKS = 24, BINS = 61, SPREAD_COLUMNS = 4 + BINS, N_QUANTITIES = 5 };
enum { SPREAD_ROWS = LOOKS * LAYERS * N_QUANTITIES };

static const char *const metric_names[METRICS] = {"epoch", "train_loss", "validation_loss",
                                                  "validation_accuracy"};
static const char *const layer_names[COLUMNS] = {"epoch",
                                                 "step",
                                                 "layer",
                                                 "gradient_norm",
                                                 "delta_norm",
                                                 "update_ratio",
                                                 "dead_fraction",
                                                 "saturated_fraction",
                                                 "preactivation_rms",
                                                 "active_fraction",
                                                 "slope_retention"};
static const char *const unit_names[] = {"layer", "unit", "event", "epoch"};

/* Numbers that differ in every digit, as measured ones do. */
static double jitter(size_t i) {
    return 1 + 0.3 * sin((double)i * 12.9898);
}

static double *make_metrics(void) {
    double *cells = nnt_allocate((EPOCHS + 1) * METRICS, sizeof *cells);
    for (size_t e = 0; e <= EPOCHS; e++) {
        double *row = cells + e * METRICS;
        row[0] = (double)e;
        for (size_t c = 1; c < METRICS; c++) {
            row[c] = jitter(e * METRICS + c) / (double)(e + 1);
        }
    }
    return cells;
}

static double *make_layers(void) {
    double *cells = nnt_allocate((EPOCHS + 1) * LAYERS * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < (EPOCHS + 1) * LAYERS; i++) {
        double *row = cells + i * COLUMNS;
        row[0] = row[1] = (double)(i / LAYERS);
        row[2] = (double)(1 + i % LAYERS);
        for (size_t c = 3; c < COLUMNS; c++) {
            row[c] = 0.5 * jitter(i * COLUMNS + c);
        }
    }
    return cells;
}

/* Every bin is in use, and neighbours differ. */
static double *make_spreads(char names[BINS][16], const char *columns[SPREAD_COLUMNS]) {
    static const char *const keys[] = {"epoch", "step", "layer", "quantity"};
    double *cells = nnt_allocate(SPREAD_ROWS * SPREAD_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < SPREAD_ROWS * SPREAD_COLUMNS; i++) {
        const size_t row = i / SPREAD_COLUMNS;
        const double values[] = {(double)(row / (LAYERS * N_QUANTITIES)), 0,
                                 (double)(1 + row / N_QUANTITIES % LAYERS),
                                 (double)(row % N_QUANTITIES)};
        const size_t column = i % SPREAD_COLUMNS;
        cells[i] = column < 4 ? values[column] : floor(1000 * pow(jitter(i), 8));
    }
    for (size_t c = 0; c < SPREAD_COLUMNS; c++) {
        if (c >= 4) {
            snprintf(names[c - 4], sizeof names[0], "%d", (int)c - 4 - BINS / 2);
        }
        columns[c] = c < 4 ? keys[c] : names[c - 4];
    }
    return cells;
}

static double *make_events(void) {
    double *cells = nnt_allocate(EVENTS * 4, sizeof *cells);
    for (size_t i = 0; i < EVENTS; i++) {
        cells[4 * i] = 1 + (double)(i % LAYERS);
        cells[4 * i + 1] = (double)(i % 1000);
        cells[4 * i + 2] = (double)(1 + i % 2);
        cells[4 * i + 3] = (double)(i * EPOCHS / EVENTS);
    }
    return cells;
}

NNT_TEST(report_size, of_a_long_and_deep_run_is_below_three_megabytes) {
    nnt_layer_info infos[LAYERS];
    char bin_names[BINS][16];
    const char *spread_names[SPREAD_COLUMNS];
    const size_t n = EPOCHS + 1;
    nnt_history history = {.metrics = {METRICS, metric_names, n, n, make_metrics()},
                           .layers = {COLUMNS, layer_names, n * LAYERS, n * LAYERS, make_layers()},
                           .units = {4, unit_names, EVENTS, EVENTS, make_events()},
                           .histograms = {SPREAD_COLUMNS, spread_names, SPREAD_ROWS, SPREAD_ROWS,
                                          make_spreads(bin_names, spread_names)},
                           .n_layers = LAYERS};
    nnt_run run = {.name = "long",
                   .description = "",
                   .task = "classification",
                   .precision = "float32",
                   .optimizer = "sgd",
                   .epochs = EPOCHS,
                   .best_epoch = EPOCHS,
                   .n_layers = LAYERS,
                   .layers = infos,
                   .history = &history};
    const nnt_run_view view = {.run = &run, .config = "{}", .task = NNT_TASK_CLASSIFICATION};
    nnt_text text = {0};
    for (size_t l = 0; l < LAYERS; l++) {
        infos[l] = (nnt_layer_info){1000, 1000, l + 1 < LAYERS ? "relu" : "softmax"};
    }
    nnt_report_render_run(&view, &text);
    cr_assert(!text.failed);
    html_check(text.data);
    cr_expect(text.length < 3000000, "%zu bytes", text.length);
    cr_log_info("%zu bytes", text.length);
    nnt_text_clear(&text);
    nnt_free(history.metrics.cells);
    nnt_free(history.layers.cells);
    nnt_free(history.units.cells);
    nnt_free(history.histograms.cells);
}
