/* activity.csv: every hidden unit by itself, a row per kept epoch and unit. */
#include "output/csv_text.h"
#include "output/output.h"

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_csv_add_table(text, &view->run->history->activity);
    return NNT_OK;
}

static bool is_wanted(const nnt_run_view *view) {
    return view->run->history->activity.n_rows > 0;
}

const nnt_output nnt_output_activity_csv = {
    .file = "activity.csv",
    .help = "how active and how steep every hidden unit is",
    .is_wanted = is_wanted,
    .render = render,
};
