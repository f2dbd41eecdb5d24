/* Name, description, outcome and size of a run. */
#include "output/report_head.h"

#include "output/html_text.h"

enum { LONGEST_DESCRIPTION = 4000, MOST_LAYERS = 12 };

/* How a stop looks: the style of its badge and words for it. */
typedef struct outcome_words {
    const char *style, *text;
} outcome_words;

static const outcome_words outcomes[] = {
    [NNT_STOP_COMPLETED] = {"good",    "completed"                },
    [NNT_STOP_EARLY_STOPPED] = {"good",    "stopped early"            },
    [NNT_STOP_REACHED] = {"good",    "reached its target"       },
    [NNT_STOP_DIVERGED] = {"severe",  "diverged"                 },
    [NNT_STOP_INTERRUPTED] = {"warning", "interrupted"              },
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

static void add_layer(nnt_text *text, const nnt_layer_info *layer) {
    nnt_text_add(text, " → ");
    nnt_text_add_unsigned(text, layer->units);
    nnt_text_add(text, " ");
    nnt_html_add_text(text, layer->activation);
}

/* "2 → 32 relu → 32 relu → 3 softmax"; the middle of a deep one is left out. */
static void add_network(nnt_text *text, const nnt_run *run) {
    open_fact(text, " class=\"long\"", "network");
    nnt_text_add_unsigned(text, run->n_features);
    for (size_t l = 0; l < run->n_layers; l++) {
        if (run->n_layers > MOST_LAYERS && l == MOST_LAYERS / 2) {
            const size_t n_hidden = run->n_layers - MOST_LAYERS;
            nnt_text_addf(text, " → … %zu more …", n_hidden);
            l += n_hidden;
        }
        add_layer(text, &run->layers[l]);
    }
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
    const nnt_divergence *it = &run->divergence;
    nnt_text_addf(text, "<p class=\"severe\"><b>The first number that was not finite:</b> %s",
                  it->quantity);
    if (it->layer > 0) {
        nnt_text_addf(text, " of layer %zu", it->layer);
    }
    nnt_text_addf(text, " in epoch %zu, step ", it->epoch);
    nnt_text_add_unsigned(text, it->step);
    nnt_text_add(text, ".</p>\n");
}

void nnt_report_add_head(nnt_text *text, const nnt_run_view *view) {
    const nnt_run *run = view->run;
    const outcome_words *outcome = &outcomes[run->stop];
    nnt_text_add(text, "<header>\n<p class=\"eyebrow\">nntrain run</p>\n"
                       "<div class=\"headline\"><h1>");
    nnt_html_add_text(text, run->name);
    nnt_text_addf(text, "</h1><span class=\"badge %s\">%s</span></div>\n", outcome->style,
                  outcome->text);
    if (run->description[0]) {
        nnt_text_add(text, "<p class=\"about\">");
        nnt_html_add_long_text(text, run->description, LONGEST_DESCRIPTION);
        nnt_text_add(text, "</p>\n");
    }
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
