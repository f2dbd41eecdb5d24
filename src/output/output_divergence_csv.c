/* divergence.csv: the steps that led to a number that is not finite, the last of which
 * is the one that computed it. */
#include "output/csv_text.h"
#include "output/output.h"

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_csv_add_table(text, &view->run->history->trail);
    return NNT_OK;
}

static bool is_wanted(const nnt_run_view *view) {
    return view->run->history->trail.n_rows > 0;
}

const nnt_output nnt_output_divergence_csv = {
    .file = "divergence.csv",
    .help = "the steps that led to the first number that was not finite",
    .is_wanted = is_wanted,
    .render = render,
};
