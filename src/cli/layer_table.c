/* Prints the table by layer. */
#include "layer_table.h"

#include "figures.h"
#include "sparkline.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Of a deeper network, the first and the last layers are shown. */
enum { MAX_SHOWN = 24 };

/* Of the gradient's first and last number with a blank, and of a line with the blocks that
 * stand between them. */
enum { NORM_COLUMNS = 19, LINE_COLUMNS = 57 + NNT_SPARKLINE_LENGTH };

/* A narrow terminal has room for the numbers alone. */
static bool has_blocks(void) {
    return nnt_console_width() >= LINE_COLUMNS;
}

/* A column of the layers' table: values[(epoch * n_layers + layer) * stride]. */
typedef struct series {
    const double *values; /* NULL when there is no such column */
    size_t stride;
} series;

static series find_series(const nnt_table *table, const char *name) {
    const size_t column = nnt_table_column(table, name);
    return (series){.values = column == SIZE_MAX ? NULL : table->cells + column,
                    .stride = table->n_columns};
}

static double get_value(series from, size_t row) {
    return from.values == NULL ? (double)NAN : from.values[row * from.stride];
}

static const char *show_value(char text[NNT_FIGURE_SIZE], series from, size_t row, int n_digits) {
    return from.values == NULL ? "-" : nnt_figure_number(text, get_value(from, row), n_digits);
}

static nnt_log_range measure_range(series norms, size_t n_rows) {
    nnt_log_range range = {.is_empty = true};
    for (size_t row = 0; row < n_rows; row++) {
        nnt_log_range_add(&range, get_value(norms, row));
    }
    return range;
}

/* "epoch 0 to 200" */
static const char *name_epochs(const nnt_table *table, char text[64]) {
    const series epochs = find_series(table, "epoch");
    snprintf(text, 64, "epoch %.0f to %.0f", get_value(epochs, 0),
             get_value(epochs, table->n_rows - 1));
    return text;
}

static void print_head(nnt_console *console, const nnt_table *table, bool has_norms) {
    char epochs[64], title[96];
    snprintf(title, sizeof title, has_blocks() ? "gradient norm, %s" : "gradient norm",
             name_epochs(table, epochs));
    nnt_console_print(console, "\n%s%5s %6s  %-12s %-*s %9s%s\n", console->out.bold, "layer",
                      "units", "activation",
                      NORM_COLUMNS + (has_blocks() ? NNT_SPARKLINE_LENGTH + 1 : 0),
                      has_norms ? title : "", "update", console->out.reset);
}

/* The norms of all logs, followed by a blank. */
static void print_blocks(
    nnt_console *console, const nnt_run *run, size_t layer, series norms, nnt_log_range range) {
    const nnt_table *table = &run->history->layers;
    char spark[NNT_SPARKLINE_SIZE] = "";
    size_t length = 0;
    if (norms.values != NULL) {
        length =
            nnt_sparkline_draw(norms.values + layer * norms.stride, table->n_rows / run->n_layers,
                               norms.stride * run->n_layers, range, console->symbols, spark);
    }
    nnt_console_print(console, "%s%s%s%*s ", console->out.green, spark, console->out.reset,
                      (int)(NNT_SPARKLINE_LENGTH - length), "");
}

static void print_row(
    nnt_console *console, const nnt_run *run, size_t layer, series norms, nnt_log_range range) {
    const nnt_table *table = &run->history->layers;
    const size_t last_row = table->n_rows - run->n_layers + layer;
    char first[NNT_FIGURE_SIZE], last[NNT_FIGURE_SIZE], ratio[NNT_FIGURE_SIZE];
    nnt_console_print(console, "%5zu %6zu  %-12.12s %9s ", layer + 1, run->layers[layer].units,
                      run->layers[layer].activation, show_value(first, norms, layer, 3));
    if (has_blocks()) {
        print_blocks(console, run, layer, norms, range);
    }
    nnt_console_print(console, "%-9s %9s\n", show_value(last, norms, last_row, 3),
                      show_value(ratio, find_series(table, "update_ratio"), last_row, 2));
}

static void print_legend(nnt_console *console, const nnt_table *table, nnt_log_range range) {
    char text[200], epochs[64];
    if (range.is_empty) {
        return;
    }
    if (has_blocks()) {
        snprintf(text, sizeof text, "blocks: log scale, %.2g to %.2g", pow(10, range.low),
                 pow(10, range.high));
    } else {
        snprintf(text, sizeof text, "gradient norm: %s", name_epochs(table, epochs));
    }
    const size_t length = strlen(text);
    snprintf(text + length, sizeof text - length, "; update: |dW| / |W| of the last step");
    nnt_console_print(console, "%s", console->out.dim);
    nnt_console_wrap(console, 0, text);
    nnt_console_print(console, "%s", console->out.reset);
}

void nnt_layer_table_print(nnt_console *console, const nnt_run *run) {
    const nnt_table *table = &run->history->layers;
    if (run->n_layers == 0 || table->n_rows < run->n_layers) {
        return;
    }
    const series norms = find_series(table, "gradient_norm");
    const nnt_log_range range = measure_range(norms, table->n_rows);
    const size_t n_left_out = run->n_layers > MAX_SHOWN ? run->n_layers - MAX_SHOWN : 0;
    print_head(console, table, norms.values != NULL);
    for (size_t layer = 0; layer < run->n_layers; layer++) {
        if (n_left_out > 0 && layer == MAX_SHOWN / 2) {
            nnt_console_print(console, "%8s %zu more in layers.csv\n", console->symbols->ellipsis,
                              n_left_out);
            layer += n_left_out;
        }
        print_row(console, run, layer, norms, range);
    }
    print_legend(console, table, range);
}
