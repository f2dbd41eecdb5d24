/* layers.csv: what the instruments measured, a row per logged epoch and layer. */
#include "output/csv_text.h"
#include "output/output.h"

#include <assert.h>

/* The table begins with epoch, step, layer (1 … L); units and activation, which
 * are no measurements, are put in behind them. */
enum { LAYER_COLUMN = 2, N_KEY_COLUMNS };

static void add_header(const nnt_table *table, nnt_text *text) {
    for (size_t c = 0; c < table->n_columns; c++) {
        nnt_text_add(text, c > 0 ? "," : "");
        nnt_csv_add_field(text, table->names[c]);
        nnt_text_add(text, c == LAYER_COLUMN ? ",units,activation" : "");
    }
    nnt_text_add(text, "\n");
}

static void
add_row(const double *row, size_t n_columns, const nnt_layer_info *layer, nnt_text *text) {
    nnt_csv_add_numbers(text, row, N_KEY_COLUMNS);
    nnt_text_add(text, ",");
    nnt_text_add_unsigned(text, layer->units);
    nnt_text_add(text, ",");
    nnt_csv_add_field(text, layer->activation);
    nnt_text_add(text, n_columns > N_KEY_COLUMNS ? "," : "");
    nnt_csv_add_numbers(text, row + N_KEY_COLUMNS, n_columns - N_KEY_COLUMNS);
    nnt_text_add(text, "\n");
}

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    const nnt_run *run = view->run;
    const nnt_table *table = &run->history->layers;
    assert(table->n_columns >= N_KEY_COLUMNS);
    add_header(table, text);
    for (size_t r = 0; r < table->n_rows; r++) {
        const double *row = table->cells + r * table->n_columns;
        const size_t layer = (size_t)row[LAYER_COLUMN];
        assert(layer >= 1 && layer <= run->n_layers);
        add_row(row, table->n_columns, &run->layers[layer - 1], text);
    }
    return NNT_OK;
}

const nnt_output nnt_output_layers_csv = {
    .file = "layers.csv",
    .help = "gradients, activations and weights of every layer",
    .render = render,
};
