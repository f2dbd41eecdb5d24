/* histograms.csv: how values are spread, a row per kept epoch, layer and quantity. */
#include "output/csv_text.h"
#include "output/output.h"

enum { QUANTITY = 3 };

static const char *const quantity_names[] = {"preactivation", "delta", "gradient", "activation",
                                             "update"};

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    const nnt_table *table = &view->run->history->histograms;
    nnt_csv_add_names(text, table);
    for (size_t r = 0; r < table->n_rows; r++) {
        const double *row = table->cells + r * table->n_columns;
        nnt_csv_add_numbers(text, row, QUANTITY);
        nnt_text_add(text, ",");
        nnt_text_add(text, quantity_names[(size_t)row[QUANTITY]]);
        nnt_text_add(text, ",");
        nnt_csv_add_numbers(text, row + QUANTITY + 1, table->n_columns - QUANTITY - 1);
        nnt_text_add(text, "\n");
    }
    return NNT_OK;
}

static bool is_wanted(const nnt_run_view *view) {
    return view->run->history->histograms.n_rows > 0;
}

const nnt_output nnt_output_histograms_csv = {
    .file = "histograms.csv",
    .help = "how pre-activations, deltas, gradients and more of every layer are spread",
    .is_wanted = is_wanted,
    .render = render,
};
