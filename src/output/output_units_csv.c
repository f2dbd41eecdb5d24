/* units.csv: the death ledger, an event a row. */
#include "output/csv_text.h"
#include "output/output.h"

enum { LAYER, UNIT, EVENT, EPOCH };

static const char *const event_names[] = {"born_dead", "died", "revived"};

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    const nnt_table *table = &view->run->history->units;
    nnt_text_add(text, "layer,unit,event,epoch,step,cause_weights,cause_bias,cause_upstream,"
                       "last_margin,spell,permanent\n");
    for (size_t r = 0; r < table->n_rows; r++) {
        const double *row = table->cells + r * table->n_columns;
        nnt_csv_add_numbers(text, row, EVENT);
        nnt_text_add(text, ",");
        nnt_text_add(text, event_names[(size_t)row[EVENT]]);
        nnt_text_add(text, ",");
        nnt_csv_add_numbers(text, row + EPOCH, table->n_columns - EPOCH);
        nnt_text_add(text, "\n");
    }
    return NNT_OK;
}

const nnt_output nnt_output_units_csv = {
    .file = "units.csv",
    .help = "which units were born dead, died or came back, when and of what",
    .render = render,
};
