/* metrics.csv: losses and metrics, a row per epoch. */
#include "output/csv_text.h"
#include "output/output.h"

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_csv_add_table(text, &view->run->history->metrics);
    return NNT_OK;
}

const nnt_output nnt_output_metrics_csv = {
    .file = "metrics.csv",
    .help = "loss and metrics of every epoch",
    .render = render,
};
