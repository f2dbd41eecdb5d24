/* theory.csv: what theory predicts for every hidden layer before the first step. */
#include "output/csv_text.h"
#include "output/output.h"

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_csv_add_table(text, view->run->theory);
    return NNT_OK;
}

const nnt_output nnt_output_theory_csv = {
    .file = "theory.csv",
    .help = "what theory predicts for every hidden layer before the first step",
    .render = render,
};
