/* Loss and metrics of each part of the data. */
#include "output/html_page.h"
#include "output/report_section.h"

static void add_row(nnt_text *text, nnt_task task, const char *name, const nnt_scores *scores) {
    if (!scores->exists) {
        return;
    }
    nnt_text_addf(text, "<tr><th scope=\"row\">%s</th>", name);
    nnt_html_add_cell(text, (double)scores->n_rows);
    nnt_html_add_cell(text, scores->loss);
    if (task == NNT_TASK_REGRESSION) {
        nnt_html_add_cell(text, scores->rmse);
        nnt_html_add_cell(text, scores->r2);
    } else {
        nnt_html_add_cell(text, scores->accuracy);
    }
    nnt_text_add(text, "</tr>\n");
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_run *run = view->run;
    nnt_text_add(text, "<div class=\"wide\" tabindex=\"0\"><table class=\"scores\">\n<thead><tr>"
                       "<th class=\"text\" scope=\"col\">part</th><th scope=\"col\">rows</th>"
                       "<th scope=\"col\">loss</th>");
    nnt_text_add(text, view->task == NNT_TASK_REGRESSION
                           ? "<th scope=\"col\">RMSE</th><th scope=\"col\">R²</th>"
                           : "<th scope=\"col\">accuracy</th>");
    nnt_text_add(text, "</tr></thead>\n<tbody>\n");
    add_row(text, view->task, "training", &run->train);
    add_row(text, view->task, "validation", &run->validation);
    add_row(text, view->task, "test", &run->test);
    nnt_text_add(text, "</tbody></table></div>\n");
}

const nnt_report_section nnt_report_scores = {
    .id = "scores",
    .title = "Scores",
    .lead = "Over all rows of each part, with the weights that were kept.",
    .render = render,
    .many = &nnt_report_many_scores,
};
