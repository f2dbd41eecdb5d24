/* Draws the pictures of a run. */
#include "run_pictures.h"

#include "profile_plot.h"
#include "terminal_plot.h"
#include <stdint.h>

/* A profile of fewer hidden layers says no more than the table. */
enum { NARROWEST = 60, FEWEST_HIDDEN = 3 };

static nnt_curve find_curve(const nnt_table *metrics, const char *column, const char *name) {
    const size_t index = nnt_table_column(metrics, column);
    return (nnt_curve){.name = name,
                       .values = index == SIZE_MAX ? NULL : metrics->cells + index,
                       .stride = metrics->n_columns};
}

static void print_loss(nnt_console *console, const nnt_table *metrics) {
    const size_t epoch = nnt_table_column(metrics, "epoch");
    if (epoch == SIZE_MAX || metrics->n_rows == 0) {
        return;
    }
    const nnt_terminal_plot plot = {
        .title = "loss",
        .x_name = "epoch",
        .x_first = metrics->cells[epoch],
        .x_last = metrics->cells[(metrics->n_rows - 1) * metrics->n_columns + epoch],
        .n_points = metrics->n_rows,
        .curves = {find_curve(metrics, "train_loss", "train"),
                   find_curve(metrics, "validation_loss", "validation")},
    };
    nnt_terminal_plot_print(console, &plot);
}

static void print_profile(nnt_console *console, const nnt_run *run) {
    const nnt_table *layers = &run->history->layers;
    if (run->n_layers <= FEWEST_HIDDEN || layers->n_rows < run->n_layers) {
        return;
    }
    const nnt_profile_plot plot = {.n_hidden = run->n_layers - 1,
                                   .layers = run->layers,
                                   .theory = run->theory,
                                   .measured = layers,
                                   .n_layers = run->n_layers};
    nnt_profile_plot_print(console, &plot);
}

void nnt_run_pictures_print(nnt_console *console, const nnt_run *run) {
    const bool is_wide = console->out_is_terminal && nnt_console_width() >= NARROWEST;
    if (is_wide || console->verbose) {
        print_loss(console, &run->history->metrics);
        print_profile(console, run);
    }
}
