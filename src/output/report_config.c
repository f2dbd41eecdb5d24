/* The configuration that makes this run again. */
#include "output/html_text.h"
#include "output/report_section.h"

enum { LONGEST_CONFIG = 40000 };

static void add_config(nnt_text *text, const char *config) {
    nnt_text_add(text, "<details><summary>Show the configuration</summary>\n"
                       "<pre tabindex=\"0\">");
    nnt_html_add_long_text(text, config, LONGEST_CONFIG);
    nnt_text_add(text, "</pre></details>\n");
}

static void render(const nnt_run_view *view, nnt_text *text) {
    add_config(text, view->config);
}

static bool is_present_many(const nnt_report_group *group) {
    return group->config != NULL;
}

static void render_many(const nnt_report_group *group, nnt_text *text) {
    add_config(text, group->config);
}

static const nnt_report_many many = {
    .lead = "With the defaults written out; comparing with config.json gives the same bits.",
    .is_present = is_present_many,
    .render = render_many,
};

const nnt_report_section nnt_report_config = {
    .id = "config",
    .title = "Configuration",
    .lead = "With every default written out; training with config.json gives the same bits.",
    .render = render,
    .many = &many,
};
