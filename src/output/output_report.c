/* report.html of a run. */
#include "output/output.h"
#include "output/report_page.h"

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_report_render_run(view, text);
    return NNT_OK;
}

static bool is_wanted(const nnt_run_view *view) {
    return !view->omits_report;
}

const nnt_output nnt_output_report = {
    .file = NNT_REPORT_FILE,
    .help = "the run in pictures and words",
    .is_wanted = is_wanted,
    .render = render,
};
