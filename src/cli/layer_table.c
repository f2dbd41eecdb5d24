/* Prints the table by layer. */
#include "layer_table.h"

#include "figures.h"
#include "sparkline.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/* Of a deeper network, the first and the last layers are shown. */
enum { MAX_SHOWN = 24 };

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

static void print_head(nnt_console *console, const nnt_run *run, series norms) {
    const nnt_table *table = &run->history->layers;
    const series epochs = find_series(table, "epoch");
    char title[64];
    snprintf(title, sizeof title, "gradient norm, epoch %.0f to %.0f", get_value(epochs, 0),
             get_value(epochs, table->n_rows - 1));
    nnt_console_print(console, "\n%s%5s %6s  %-12s %-*s %9s%s\n", console->out.bold, "layer",
                      "units", "activation", NNT_SPARKLINE_LENGTH + 20,
                      norms.values != NULL ? title : "", "update", console->out.reset);
}

static void print_row(
    nnt_console *console, const nnt_run *run, size_t layer, series norms, nnt_log_range range) {
    const nnt_table *table = &run->history->layers;
    const size_t last_row = table->n_rows - run->n_layers + layer;
    char spark[NNT_SPARKLINE_SIZE] = "";
    char first[NNT_FIGURE_SIZE], last[NNT_FIGURE_SIZE], ratio[NNT_FIGURE_SIZE];
    size_t length = 0;
    if (norms.values != NULL) {
        length =
            nnt_sparkline_draw(norms.values + layer * norms.stride, table->n_rows / run->n_layers,
                               norms.stride * run->n_layers, range, console->symbols, spark);
    }
    nnt_console_print(console, "%5zu %6zu  %-12.12s %9s %s%s%s%*s %-9s %9s\n", layer + 1,
                      run->layers[layer].units, run->layers[layer].activation,
                      show_value(first, norms, layer, 3), console->out.green, spark,
                      console->out.reset, (int)(NNT_SPARKLINE_LENGTH - length), "",
                      show_value(last, norms, last_row, 3),
                      show_value(ratio, find_series(table, "update_ratio"), last_row, 2));
}

static void print_legend(nnt_console *console, nnt_log_range range) {
    if (range.is_empty) {
        return;
    }
    nnt_console_print(
        console, "%sblocks: log scale, %.2g to %.2g; update: |dW| / |W| of the last step%s\n",
        console->out.dim, pow(10, range.low), pow(10, range.high), console->out.reset);
}

void nnt_layer_table_print(nnt_console *console, const nnt_run *run) {
    const nnt_table *table = &run->history->layers;
    if (run->n_layers == 0 || table->n_rows < run->n_layers) {
        return;
    }
    const series norms = find_series(table, "gradient_norm");
    const nnt_log_range range = measure_range(norms, table->n_rows);
    const size_t n_left_out = run->n_layers > MAX_SHOWN ? run->n_layers - MAX_SHOWN : 0;
    print_head(console, run, norms);
    for (size_t layer = 0; layer < run->n_layers; layer++) {
        if (n_left_out > 0 && layer == MAX_SHOWN / 2) {
            nnt_console_print(console, "%8s %zu more in layers.csv\n", console->symbols->ellipsis,
                              n_left_out);
            layer += n_left_out;
        }
        print_row(console, run, layer, norms, range);
    }
    print_legend(console, range);
}
