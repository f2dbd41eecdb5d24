/* Name, description, outcome and size of a run. */
#include "output/report_head.h"

#include "output/html_text.h"
#include <string.h>

enum { LONGEST_DESCRIPTION = 4000, MOST_GROUPS = 12 };

/* How a stop looks: the style of its badge and words for it. */
typedef struct outcome_words {
    const char *style, *text;
} outcome_words;

static const outcome_words outcomes[] = {
    [NNT_STOP_COMPLETED] = {"good", "completed"},
    [NNT_STOP_EARLY_STOPPED] = {"good", "stopped early"},
    [NNT_STOP_REACHED] = {"good", "reached its target"},
    [NNT_STOP_CONVERGED] = {"good", "converged"},
    [NNT_STOP_TIME_LIMIT] = {"good", "reached its time limit"},
    [NNT_STOP_DIVERGED] = {"severe", "diverged"},
    [NNT_STOP_INTERRUPTED] = {"warning", "interrupted"},
};

static void open_fact(nnt_text *text, const char *style, const char *name) {
    nnt_text_addf(text, "<div%s><dt>%s</dt><dd>", style, name);
}

static void close_fact(nnt_text *text) {
    nnt_text_add(text, "</dd></div>\n");
}

static void add_word(nnt_text *text, const char *name, const char *word) {
    open_fact(text, "", name);
    nnt_html_add_text(text, word);
    close_fact(text);
}

static void add_count(nnt_text *text, const char *name, uint64_t count) {
    open_fact(text, "", name);
    nnt_text_add_unsigned(text, count);
    close_fact(text);
}

/* How many layers from `first` on are alike. */
static size_t count_alike(const nnt_run *run, size_t first) {
    const nnt_layer_info *like = &run->layers[first];
    size_t n = 1;
    while (first + n < run->n_layers && run->layers[first + n].units == like->units &&
           strcmp(run->layers[first + n].activation, like->activation) == 0) {
        n++;
    }
    return n;
}

/* "2 → 32 relu → 16 tanh ×3 → 3 softmax"; of very many unlike layers the first. */
static void add_network(nnt_text *text, const nnt_run *run) {
    size_t n_groups = 0;
    open_fact(text, " class=\"long\"", "network");
    nnt_text_add_unsigned(text, run->n_features);
    for (size_t l = 0; l < run->n_layers && n_groups < MOST_GROUPS; n_groups++) {
        const size_t n = count_alike(run, l);
        nnt_text_addf(text, " → %zu ", run->layers[l].units);
        nnt_html_add_text(text, run->layers[l].activation);
        if (n > 1) {
            nnt_text_addf(text, " ×%zu", n);
        }
        l += n;
    }
    nnt_text_add(text, n_groups == MOST_GROUPS ? " …" : "");
    close_fact(text);
}

static void add_epochs(nnt_text *text, const nnt_run *run) {
    open_fact(text, "", "epochs");
    nnt_text_add_unsigned(text, run->epochs);
    if (run->best_epoch != run->epochs) {
        nnt_text_addf(text, ", weights of %zu", run->best_epoch);
    }
    close_fact(text);
}

static void add_divergence(nnt_text *text, const nnt_run *run) {
    char place[NNT_DIVERGENCE_ROOM];
    nnt_divergence_describe(&run->divergence, place);
    nnt_text_add(text, "<p class=\"severe\"><b>The first number that was not finite:</b> ");
    nnt_html_add_text(text, place);
    nnt_text_addf(text, ", in epoch %zu, step ", run->divergence.epoch);
    nnt_text_add_unsigned(text, run->divergence.step);
    nnt_text_addf(text, ": it is %s.</p>\n", nnt_divergence_kind(&run->divergence));
}

/* The title with how it ended, and the description. */
static void open_head(nnt_text *text,
                      const char *kind,
                      const char *name,
                      const outcome_words *outcome,
                      const char *description) {
    nnt_text_addf(text, "<header>\n<p class=\"eyebrow\">%s</p>\n<div class=\"headline\"><h1>",
                  kind);
    nnt_html_add_text(text, name);
    nnt_text_addf(text, "</h1><span class=\"badge %s\">%s</span></div>\n", outcome->style,
                  outcome->text);
    if (description[0]) {
        nnt_text_add(text, "<p class=\"about\">");
        nnt_html_add_long_text(text, description, LONGEST_DESCRIPTION);
        nnt_text_add(text, "</p>\n");
    }
}

void nnt_report_add_head(nnt_text *text, const nnt_run_view *view) {
    const nnt_run *run = view->run;
    open_head(text, "nntrain run", run->name, &outcomes[run->stop], run->description);
    if (run->stop == NNT_STOP_DIVERGED) {
        add_divergence(text, run);
    }
    nnt_text_add(text, "<dl class=\"facts\">\n");
    add_network(text, run);
    add_word(text, "task", run->task);
    add_count(text, "parameters", run->n_parameters);
    add_word(text, "optimizer", run->optimizer);
    add_epochs(text, run);
    add_count(text, "steps", run->steps);
    add_count(text, "seed", run->seed);
    add_word(text, "precision", run->precision);
    nnt_text_add(text, "</dl>\n</header>\n");
}

/* ---- of a comparison ------------------------------------------------------------ */

static void add_varied(nnt_text *text, const nnt_comparison *comparison) {
    if (comparison->n_columns == 0) {
        return;
    }
    open_fact(text, " class=\"long\"", "varied");
    for (size_t c = 0; c < comparison->n_columns; c++) {
        nnt_text_add(text, c > 0 ? ", " : "");
        nnt_html_add_text(text, comparison->columns[c]);
    }
    close_fact(text);
}

static const nnt_run *find_first(const nnt_report_group *group) {
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        if (group->runs[i]) {
            return group->runs[i];
        }
    }
    return NULL;
}

void nnt_report_add_group_head(nnt_text *text, const nnt_report_group *group) {
    static const outcome_words interrupted = {"warning", "interrupted"};
    static const outcome_words completed = {"good", "completed"};
    const nnt_comparison *comparison = group->comparison;
    const nnt_run *first = find_first(group);
    size_t n_failed = 0;
    size_t n_diverged = 0;
    for (size_t v = 0; v < comparison->n_variants; v++) {
        n_failed += comparison->variants[v].n_failed;
        n_diverged += comparison->variants[v].n_diverged;
    }
    open_head(text, "nntrain comparison", comparison->name,
              comparison->was_interrupted ? &interrupted : &completed, comparison->description);
    nnt_text_add(text, "<dl class=\"facts\">\n");
    add_varied(text, comparison);
    add_count(text, "variants", comparison->n_variants);
    add_count(text, "runs", comparison->n_rows);
    add_count(text, "diverged", n_diverged);
    add_count(text, "failed", n_failed);
    if (first) {
        add_word(text, "task", first->task);
        add_word(text, "precision", first->precision);
    }
    nnt_text_add(text, "</dl>\n</header>\n");
}
