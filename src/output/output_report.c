/* report.html: a run in pictures and words, in one file that needs no other. */
#include "output/html_page.h"
#include "output/output.h"
#include "output/report_head.h"
#include "output/report_profile.h"
#include "output/report_section.h"

static const nnt_report_section *const sections[] = {
#define NNT_REPORT_SECTION(name) &nnt_report_##name,
#include "output/report_section_list.inc"
#undef NNT_REPORT_SECTION
};

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_html_open_page(text, view->run->name);
    nnt_report_add_head(text, view);
    nnt_text_add(text, "<main>\n");
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        const nnt_report_section *section = sections[i];
        if (!section->is_present || section->is_present(view)) {
            nnt_html_open_section(text, section->id, section->title, section->lead);
            section->render(view, text);
            nnt_html_close_section(text);
        }
    }
    nnt_text_add(text, "</main>\n<footer><p>Long series are drawn with the least and the greatest "
                       "value of each piece. All numbers are in the files beside this one.</p>"
                       "</footer>\n");
    nnt_html_close_page(text, nnt_report_profile_script);
    return NNT_OK;
}

static bool is_wanted(const nnt_run_view *view) {
    return !view->omits_report;
}

const nnt_output nnt_output_report = {
    .file = "report.html",
    .help = "the run in pictures and words",
    .is_wanted = is_wanted,
    .render = render,
};
