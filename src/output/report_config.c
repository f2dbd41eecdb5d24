/* The configuration that makes this run again. */
#include "output/html_text.h"
#include "output/report_section.h"

enum { LONGEST_CONFIG = 40000 };

static void render(const nnt_run_view *view, nnt_text *text) {
    nnt_text_add(text, "<details><summary>Show the configuration</summary>\n"
                       "<pre tabindex=\"0\">");
    nnt_html_add_long_text(text, view->config, LONGEST_CONFIG);
    nnt_text_add(text, "</pre></details>\n");
}

const nnt_report_section nnt_report_config = {
    .id = "config",
    .title = "Configuration",
    .lead = "With every default written out; training with config.json gives the same bits.",
    .render = render,
};
