/* The verdicts in words. */
#include "output/report_diagnosis.h"

#include "output/html_text.h"
#include "output/report_section.h"

/* A sign for those who cannot tell the colours apart, and the word. */
static const char *const badges[] = {
    [NNT_NOTE] = "○ note",
    [NNT_WARNING] = "◆ warning",
    [NNT_SEVERE] = "▲ severe",
};

static void add_labelled(nnt_text *text, const char *label, const char *string) {
    if (string[0]) {
        nnt_text_addf(text, "<p><b>%s</b> ", label);
        nnt_html_add_long_text(text, string, sizeof((nnt_verdict *)0)->evidence);
        nnt_text_add(text, "</p>\n");
    }
}

static void add_place(nnt_text *text, const nnt_verdict *verdict, const char *frequency) {
    nnt_text_add(text, "<code>");
    nnt_html_add_text(text, verdict->rule);
    nnt_text_add(text, "</code>");
    if (frequency) {
        nnt_text_addf(text, "<span>%s</span>", frequency);
    }
    if (verdict->layer > 0) {
        nnt_text_addf(text, "<span>layer %zu</span>", verdict->layer);
    }
    nnt_text_addf(text, "<span>from epoch %zu</span></div>\n", verdict->first_epoch);
}

void nnt_report_add_verdict(nnt_text *text, const nnt_verdict *verdict, const char *frequency) {
    nnt_text_addf(text,
                  "<div class=\"verdict %s\"><div class=\"headline\">"
                  "<span class=\"badge %s\">%s</span>",
                  nnt_severity_text(verdict->severity), nnt_severity_text(verdict->severity),
                  badges[verdict->severity]);
    add_place(text, verdict, frequency);
    nnt_text_add(text, "<p class=\"sentence\">");
    nnt_html_add_long_text(text, verdict->sentence, sizeof verdict->sentence);
    nnt_text_add(text, "</p>\n");
    add_labelled(text, "Evidence:", verdict->evidence);
    add_labelled(text, "What to do:", verdict->remedy);
    nnt_text_add(text, "</div>\n");
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_run *run = view->run;
    nnt_severity worst = NNT_NOTE;
    for (size_t i = 0; i < run->n_verdicts; i++) {
        worst = run->verdicts[i].severity > worst ? run->verdicts[i].severity : worst;
    }
    if (worst == NNT_NOTE && run->stop != NNT_STOP_DIVERGED) {
        nnt_text_add(text, "<p><b>No verdict above note.</b> No rule found anything in the "
                           "measurements that calls for a change.</p>\n");
    }
    for (size_t i = 0; i < run->n_verdicts; i++) {
        nnt_report_add_verdict(text, &run->verdicts[i], NULL);
    }
}

const nnt_report_section nnt_report_diagnosis = {
    .id = "diagnosis",
    .title = "Diagnosis",
    .lead = "What the rules conclude from the measurements, worst first.",
    .render = render,
    .many = &nnt_report_many_diagnosis,
};
