/* The verdicts of the variants, how often each was reached, in words. */
#include "output/html_text.h"
#include "output/report_diagnosis.h"
#include "output/report_section.h"
#include "output/report_table.h"

#include <stdio.h>
#include <string.h>

enum { MOST_OPEN = 8 };

/* The worst verdict of a rule among some runs, the first of equals. */
static const nnt_verdict *find_worst(nnt_report_runs runs, const char *rule) {
    const nnt_verdict *worst = NULL;
    for (size_t i = 0; i < runs.n; i++) {
        const nnt_run *run = runs.runs[i];
        for (size_t k = 0; run && k < run->n_verdicts; k++) {
            const nnt_verdict *it = &run->verdicts[k];
            if (strcmp(it->rule, rule) == 0 && (!worst || it->severity > worst->severity)) {
                worst = it;
            }
        }
    }
    return worst;
}

/* The names of those without a verdict, in one sentence. */
static void add_healthy(nnt_text *text, const nnt_report_group *group, size_t n) {
    size_t n_named = 0;
    for (size_t v = 0; v < n; v++) {
        const nnt_variant *variant = &group->comparison->variants[v];
        char name[NNT_REPORT_NAME_ROOM];
        if (variant->n_runs > 0 && variant->n_verdict_counts == 0) {
            nnt_text_add(text, n_named == 0 ? "<p><b>No verdict above note:</b> " : "; ");
            nnt_report_group_name(group, v, name);
            nnt_html_add_text(text, name);
            n_named++;
        }
    }
    nnt_text_add(text, n_named > 0 ? ".</p>\n" : "");
}

static void add_summary(nnt_text *text, const nnt_report_group *group, size_t v) {
    const nnt_variant *variant = &group->comparison->variants[v];
    char name[NNT_REPORT_NAME_ROOM];
    nnt_report_group_name(group, v, name);
    nnt_text_add(text, "<summary><b>");
    nnt_html_add_text(text, name);
    nnt_text_add(text, "</b>");
    for (size_t i = 0; i < variant->n_verdict_counts; i++) {
        nnt_text_add(text, i > 0 ? ", " : ": ");
        nnt_html_add_text(text, variant->verdict_counts[i].rule);
        nnt_text_addf(text, " in %zu of %zu runs", variant->verdict_counts[i].n, variant->n_runs);
    }
    nnt_text_add(text, "</summary>\n");
}

static void add_variant(nnt_text *text, const nnt_report_group *group, size_t v, bool is_open) {
    const nnt_variant *variant = &group->comparison->variants[v];
    const nnt_report_runs runs = nnt_report_group_runs(group, v);
    nnt_text_addf(text, "<details class=\"variant\"%s>", is_open ? " open" : "");
    add_summary(text, group, v);
    for (size_t i = 0; i < variant->n_verdict_counts; i++) {
        const nnt_verdict_count *count = &variant->verdict_counts[i];
        const nnt_verdict *worst = find_worst(runs, count->rule);
        char frequency[64];
        snprintf(frequency, sizeof frequency, "in %zu of %zu runs; the worst:", count->n,
                 variant->n_runs);
        if (worst) {
            nnt_report_add_verdict(text, worst, frequency);
        }
    }
    nnt_text_add(text, "</details>\n");
}

static void render(const nnt_report_group *group, nnt_text *text) {
    const size_t n = nnt_report_group_count(group, NNT_REPORT_MOST_VARIANTS);
    size_t n_found = 0;
    for (size_t v = 0; v < n; v++) {
        n_found += group->comparison->variants[v].n_verdict_counts > 0;
    }
    add_healthy(text, group, n);
    for (size_t v = 0; v < n; v++) {
        if (group->comparison->variants[v].n_verdict_counts > 0) {
            add_variant(text, group, v, n_found <= MOST_OPEN);
        }
    }
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_VARIANTS);
}

const nnt_report_many nnt_report_many_diagnosis = {
    .lead = "What the rules conclude from each run: warnings and severe findings by variant, with "
            "the words of the worst run.",
    .render = render,
};
