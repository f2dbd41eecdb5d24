/* Prints theory's report. */
#include "theory_text.h"

#include "figures.h"
#include "json_line.h"
#include "profile_plot.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SENTENCE_SIZE = 400, MAX_SHOWN = 24, NAME_SIZE = 256 };

/* Below this many decades a layer, the profile is level; see the sentence. */
static const double LEVEL = 0.02;

static double get_value(const nnt_theory_report *report, size_t layer, const char *name) {
    const nnt_table *table = report->predictions;
    const size_t column = nnt_table_column(table, name);
    return column == SIZE_MAX || layer >= table->n_rows
               ? (double)NAN
               : table->cells[layer * table->n_columns + column];
}

/* Decades as they are shown, with two places and no sign on a zero. */
static double find_decades(double ratio) {
    return round(100 * log10(ratio)) / 100 + 0.0;
}

/* ---- the table by layer ------------------------------------------------------- */

static void print_head(nnt_console *console, const nnt_theory_report *report) {
    char name[NAME_SIZE];
    nnt_console_clean(report->name, name, sizeof name);
    nnt_console_print(console,
                      "%s%s%s: %zu hidden layer%s, %zu feature%s, %zu training row%s; "
                      "nothing was trained\n",
                      console->out.bold, name, console->out.reset, report->n_hidden,
                      report->n_hidden == 1 ? "" : "s", report->n_features,
                      report->n_features == 1 ? "" : "s", report->n_rows,
                      report->n_rows == 1 ? "" : "s");
}

/* A number of the table; "-" for what theory does not know. */
static const char *show_value(char text[NNT_FIGURE_SIZE], double value, int n_digits) {
    return isnan(value) ? "-" : nnt_figure_number(text, value, n_digits);
}

static const char *
show_fixed(char text[NNT_FIGURE_SIZE], double value, int n_places, const char *unit) {
    if (isnan(value)) {
        return "-";
    }
    snprintf(text, NNT_FIGURE_SIZE, "%.*f%s", n_places, value, unit);
    return text;
}

static void print_row(nnt_console *console, const nnt_theory_report *report, size_t layer) {
    char dead[NNT_FIGURE_SIZE], alike[NNT_FIGURE_SIZE];
    char rms[NNT_FIGURE_SIZE], delta[NNT_FIGURE_SIZE], low[NNT_FIGURE_SIZE], high[NNT_FIGURE_SIZE];
    char band[2 * NNT_FIGURE_SIZE + 8] = "", decades[NNT_FIGURE_SIZE] = "";
    const double ratio =
        get_value(report, layer, "delta_norm") / get_value(report, layer + 1, "delta_norm");
    if (isfinite(ratio)) {
        snprintf(band, sizeof band, "%s to %s",
                 show_value(low, get_value(report, layer, "delta_norm_low"), 2),
                 show_value(high, get_value(report, layer, "delta_norm_high"), 2));
        show_fixed(decades, find_decades(ratio), 2, "");
    }
    nnt_console_print(console, "%5zu %6zu  %-12.12s %8s %9s  %-19s %7s %7s %6s\n", layer + 1,
                      report->layers[layer].units, report->layers[layer].activation,
                      show_value(rms, get_value(report, layer, "preactivation_rms"), 3),
                      show_value(delta, get_value(report, layer, "delta_norm"), 3), band, decades,
                      show_fixed(dead, 100 * get_value(report, layer, "dead_fraction"), 1, " %"),
                      show_fixed(alike, get_value(report, layer, "correlation"), 3, ""));
}

static void print_table(nnt_console *console, const nnt_theory_report *report) {
    const size_t n_left_out = report->n_hidden > MAX_SHOWN ? report->n_hidden - MAX_SHOWN : 0;
    nnt_console_print(console, "\n%s%5s %6s  %-12s %8s %9s  %-19s %7s %7s %6s%s\n",
                      console->out.bold, "layer", "units", "activation", "rms z", "|delta|",
                      "of 19 of 20 nets", "decades", "dead", "corr.", console->out.reset);
    for (size_t layer = 0; layer < report->n_hidden; layer++) {
        if (n_left_out > 0 && layer == MAX_SHOWN / 2) {
            nnt_console_print(console, "%8s %zu more; --json has all\n", console->symbols->ellipsis,
                              n_left_out);
            layer += n_left_out;
        }
        print_row(console, report, layer);
    }
    nnt_console_print(console, "%s", console->out.dim);
    nnt_console_wrap(console, 0,
                     "|delta|: size of dL/dz, last hidden layer = 1; decades: its change from the "
                     "layer above; dead: share of units without a slope on any row; corr.: of z "
                     "between two rows");
    nnt_console_print(console, "%s", console->out.reset);
}

/* ---- what to expect ----------------------------------------------------------- */

static void describe_rate(const nnt_theory_report *report, char sentence[SENTENCE_SIZE]) {
    const size_t n_hidden = report->n_hidden;
    const double rate = log10(get_value(report, 0, "delta_norm")) / (double)(n_hidden - 1);
    if (n_hidden < 2) {
        snprintf(sentence, SENTENCE_SIZE, "one hidden layer: nothing is lost on the way back");
    } else if (!isfinite(rate)) {
        const double rms = get_value(report, n_hidden - 1, "preactivation_rms");
        snprintf(sentence, SENTENCE_SIZE, "%s",
                 isfinite(rms) ? "no signal reaches the last hidden layer"
                               : "the signal overflows on its way to the last hidden layer");
    } else if (fabs(rate) < LEVEL) {
        snprintf(sentence, SENTENCE_SIZE, "gradients keep their size from layer to layer");
    } else {
        snprintf(sentence, SENTENCE_SIZE,
                 "gradients %s by %.2f decades a layer: 3 decades are %s in %.1f layers",
                 rate < 0 ? "shrink" : "grow", fabs(rate), rate < 0 ? "lost" : "gained",
                 3 / fabs(rate));
    }
}

static void describe_ratio(const nnt_theory_report *report, char sentence[SENTENCE_SIZE]) {
    const double ratio = get_value(report, 0, "delta_norm");
    char figure[NNT_FIGURE_SIZE], low[NNT_FIGURE_SIZE], high[NNT_FIGURE_SIZE];
    if (report->n_hidden >= 2 && isfinite(ratio)) {
        snprintf(sentence, SENTENCE_SIZE,
                 "layer 1 gets %s times the error of layer %zu; in 19 of 20 networks of these "
                 "widths, %s to %s times",
                 nnt_figure_number(figure, ratio, 2), report->n_hidden,
                 nnt_figure_number(low, get_value(report, 0, "delta_norm_low"), 2),
                 nnt_figure_number(high, get_value(report, 0, "delta_norm_high"), 2));
    }
}

/* Where most units are dead, if that is more than one in a hundred. */
static void describe_dead(const nnt_theory_report *report, char sentence[SENTENCE_SIZE]) {
    size_t worst = 0;
    for (size_t layer = 1; layer < report->n_hidden; layer++) {
        if (get_value(report, layer, "dead_fraction") > get_value(report, worst, "dead_fraction")) {
            worst = layer;
        }
    }
    const double share = get_value(report, worst, "dead_fraction");
    if (share >= 0.01) {
        snprintf(sentence, SENTENCE_SIZE,
                 "%.0f %% of the units of layer %zu are born dead: %.1f of %zu", 100 * share,
                 worst + 1, share * (double)report->layers[worst].units,
                 report->layers[worst].units);
    }
}

static void describe_rows(const nnt_theory_report *report, char sentence[SENTENCE_SIZE]) {
    for (size_t layer = 0; layer < report->n_hidden; layer++) {
        if (get_value(report, layer, "correlation") > 0.99) {
            snprintf(sentence, SENTENCE_SIZE,
                     "from layer %zu on all rows look nearly alike (correlation above 0.99)",
                     layer + 1);
            return;
        }
    }
}

static void print_expectations(nnt_console *console, const nnt_theory_report *report) {
    void (*const describe[])(const nnt_theory_report *, char[SENTENCE_SIZE]) = {
        describe_rate, describe_ratio, describe_dead, describe_rows};
    nnt_console_print(console, "\n%sexpect%s   ", console->out.bold, console->out.reset);
    for (size_t i = 0; i < sizeof describe / sizeof describe[0]; i++) {
        char sentence[SENTENCE_SIZE] = "";
        describe[i](report, sentence);
        if (*sentence != '\0') {
            nnt_console_print(console, "%s", i > 0 ? "         " : "");
            nnt_console_wrap(console, 9, sentence);
        }
    }
}

/* ---- what if ------------------------------------------------------------------ */

static void print_outcome(nnt_console *console, const nnt_theory_alternative *it) {
    char dead[NNT_FIGURE_SIZE] = "";
    if (it->dead_fraction >= 0.005) {
        snprintf(dead, sizeof dead, "%.0f%%", 100 * it->dead_fraction);
    }
    const char *style = it->is_own ? console->out.bold : "";
    nnt_console_print(console, "%s%c%6.2f %4s %4.2f%s", style, it->is_own ? '>' : ' ',
                      find_decades(it->delta_ratio), dead, it->correlation,
                      *style != '\0' ? console->out.reset : "");
}

/* A line for each activation, its initialisers side by side. */
static void print_what_if(nnt_console *console, const nnt_theory_report *report) {
    const nnt_theory_alternative *rows = report->alternatives;
    size_t n_across = 0;
    while (n_across < report->n_alternatives &&
           strcmp(rows[n_across].activation, rows[0].activation) == 0) {
        n_across++;
    }
    nnt_console_print(console, "\n%s%-11s", console->out.bold, "what if");
    for (size_t i = 0; i < n_across; i++) {
        nnt_console_print(console, " %16s", rows[i].initializer);
    }
    nnt_console_print(console, "%s", console->out.reset);
    for (size_t i = 0; i < report->n_alternatives; i++) {
        if (i % n_across == 0) {
            nnt_console_print(console, "\n%-11.11s", rows[i].activation);
        }
        print_outcome(console, &rows[i]);
    }
    nnt_console_print(console, "\n%s", console->out.dim);
    nnt_console_wrap(console, 0,
                     "decades from the last hidden layer to the first (near 0 is best), dead units "
                     "and correlation of rows in the last hidden layer; > is this config");
    nnt_console_print(console, "%s", console->out.reset);
}

void nnt_theory_text_print(nnt_console *console, const nnt_theory_report *report) {
    print_head(console, report);
    if (report->n_hidden == 0) {
        nnt_console_print(console, "a linear model: theory has nothing to say\n");
        return;
    }
    if (report->predictions->n_rows == 0) {
        nnt_console_print(console, "%s has no variance to start from: no prediction\n",
                          report->initializers[0]);
    } else {
        const nnt_profile_plot profile = {
            .n_hidden = report->n_hidden, .layers = report->layers, .theory = report->predictions};
        print_table(console, report);
        if (report->n_hidden > 1) {
            nnt_profile_plot_print(console, &profile);
        }
        print_expectations(console, report);
    }
    if (report->n_alternatives > 0 && report->n_hidden > 1) {
        print_what_if(console, report);
    }
}

/* ---- JSON --------------------------------------------------------------------- */

void nnt_theory_text_write_json(nnt_console *console, const nnt_theory_report *report) {
    const nnt_table *table = report->predictions;
    nnt_json_line line = nnt_json_line_begin(console, "theory");
    nnt_json_line_text(&line, "name", report->name);
    nnt_json_line_count(&line, "rows", report->n_rows);
    nnt_json_line_count(&line, "features", report->n_features);
    nnt_json_line_count(&line, "outputs", report->n_outputs);
    nnt_json_line_count(&line, "hidden_layers", report->n_hidden);
    nnt_json_line_end(&line);
    for (size_t row = 0; row < table->n_rows; row++) {
        line = nnt_json_line_begin(console, "layer");
        nnt_json_line_count(&line, "units", report->layers[row].units);
        nnt_json_line_text(&line, "activation", report->layers[row].activation);
        nnt_json_line_text(&line, "init", report->initializers[row]);
        for (size_t c = 0; c < table->n_columns; c++) {
            nnt_json_line_number(&line, table->names[c], table->cells[row * table->n_columns + c]);
        }
        nnt_json_line_end(&line);
    }
    for (size_t i = 0; i < report->n_alternatives; i++) {
        const nnt_theory_alternative *it = &report->alternatives[i];
        line = nnt_json_line_begin(console, "what_if");
        nnt_json_line_text(&line, "activation", it->activation);
        nnt_json_line_text(&line, "init", it->initializer);
        nnt_json_line_number(&line, "delta_ratio", it->delta_ratio);
        nnt_json_line_number(&line, "dead_fraction", it->dead_fraction);
        nnt_json_line_number(&line, "correlation", it->correlation);
        nnt_json_line_end(&line);
    }
}
