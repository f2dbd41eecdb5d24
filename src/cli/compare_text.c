/* Tells how a comparison went. */
#include "compare_text.h"

#include "compare_table.h"
#include "figures.h"
#include "json_line.h"
#include "quoted_path.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST_VERDICT_LINES = 20 };

/* ---- the screen ------------------------------------------------------------ */

static size_t count_kept(const nnt_comparison *comparison) {
    size_t n = 0;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        n += comparison->rows[i].is_kept;
    }
    return n;
}

static size_t count_outcome(const nnt_comparison *comparison, const char *outcome) {
    size_t n = 0;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        n += strcmp(comparison->rows[i].outcome, outcome) == 0;
    }
    return n;
}

static void print_count(nnt_console *console, size_t n, const char *text) {
    if (n > 0) {
        nnt_console_print(console, ", %zu %s", n, text);
    }
}

static void print_sentence(nnt_console *console, const nnt_comparison *comparison, double seconds) {
    char name[256], duration[NNT_FIGURE_SIZE];
    const size_t n_variants = comparison->n_variants;
    nnt_console_clean(comparison->name, name, sizeof name);
    nnt_console_print(console, "%s%s%s: %zu run%s of %zu variant%s in %s", console->out.bold, name,
                      console->out.reset, comparison->n_rows, comparison->n_rows == 1 ? "" : "s",
                      n_variants, n_variants == 1 ? "" : "s",
                      nnt_figure_duration(duration, seconds));
    print_count(console, count_kept(comparison), "of an earlier call");
    print_count(console, count_outcome(comparison, nnt_stop_text(NNT_STOP_DIVERGED)), "diverged");
    print_count(console, count_outcome(comparison, NNT_COMPARE_FAILED), "failed");
    print_count(console, count_outcome(comparison, nnt_stop_text(NNT_STOP_TIME_LIMIT)),
                "ended by training.time_limit");
    print_count(console, count_outcome(comparison, nnt_stop_text(NNT_STOP_INTERRUPTED)),
                "interrupted");
    print_count(console, count_outcome(comparison, NNT_COMPARE_NOT_RUN), "not run");
    nnt_console_print(console, "\n");
}

/* "vanishing_gradient in 5 runs, dead_units in 1" of a variant. */
static void print_verdicts_of(nnt_console *console, const nnt_variant *variant) {
    enum { INDENT = 4 };
    char label[256], text[1024] = "";
    size_t length = 0;
    for (size_t i = 0; i < variant->n_verdict_counts && length + 64 < sizeof text; i++) {
        const nnt_verdict_count *count = &variant->verdict_counts[i];
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%.40s in %zu%s",
                                   i > 0 ? ", " : "", count->rule, count->n,
                                   i > 0           ? ""
                                   : count->n == 1 ? " run"
                                                   : " runs");
    }
    nnt_console_clean(variant->label, label, sizeof label);
    nnt_console_print(console, "  %s\n%*s", label, INDENT, "");
    nnt_console_wrap(console, INDENT, text);
}

static void print_verdicts(nnt_console *console, const nnt_compare_order *order, size_t n) {
    size_t n_printed = 0;
    for (size_t i = 0; i < n && n_printed < MOST_VERDICT_LINES; i++) {
        if (order->variants[i]->n_verdict_counts > 0) {
            if (n_printed == 0) {
                nnt_console_print(console, "\n%sverdicts%s\n", console->out.bold,
                                  console->out.reset);
            }
            print_verdicts_of(console, order->variants[i]);
            n_printed++;
        }
    }
}

void nnt_compare_text_print(nnt_console *console,
                            const nnt_comparison *comparison,
                            double seconds) {
    char directory[1024];
    nnt_compare_order order;
    print_sentence(console, comparison, seconds);
    if (nnt_compare_order_init(&order, comparison)) {
        nnt_compare_table_print(console, comparison, &order);
        print_verdicts(console, &order, comparison->n_variants);
    }
    nnt_compare_order_clear(&order);
    nnt_quoted_path(comparison->directory, directory, sizeof directory);
    nnt_console_print(console, "\n%sfiles%s   %s: compare.csv, summary.json, %sa folder per run\n",
                      console->out.bold, console->out.reset, directory,
                      comparison->has_report ? "report.html, " : "");
    if (comparison->was_interrupted) {
        nnt_console_print(console, "%snext%s    the same command with -o %s --resume\n",
                          console->out.bold, console->out.reset, directory);
    } else if (count_outcome(comparison, nnt_stop_text(NNT_STOP_TIME_LIMIT)) > 0) {
        nnt_console_print(console,
                          "%snext%s    to go on: the same command with another "
                          "training.time_limit and\n        -o %s --resume\n",
                          console->out.bold, console->out.reset, directory);
    }
}

/* ---- events ---------------------------------------------------------------- */

static void write_statistics(nnt_json_line *line, const nnt_variant *variant) {
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        const nnt_statistic *statistic = &variant->statistics[i];
        if (statistic->n > 0) {
            nnt_json_line_open(line, nnt_compare_number_name((nnt_compare_number)i));
            nnt_json_line_number(line, "mean", statistic->mean);
            nnt_json_line_number(line, "sd", statistic->sd);
            nnt_json_line_number(line, "ci95", statistic->ci95);
            nnt_json_line_count(line, "n", statistic->n);
            nnt_json_line_close(line);
        }
    }
}

static void write_variant(nnt_console *console, const nnt_variant *variant) {
    nnt_json_line line = nnt_json_line_begin(console, "variant");
    nnt_json_line_text(&line, "variant", variant->label);
    nnt_json_line_count(&line, "runs", variant->n_runs);
    nnt_json_line_count(&line, "failed", variant->n_failed);
    nnt_json_line_count(&line, "diverged", variant->n_diverged);
    write_statistics(&line, variant);
    nnt_json_line_open(&line, "verdicts");
    for (size_t i = 0; i < variant->n_verdict_counts; i++) {
        nnt_json_line_count(&line, variant->verdict_counts[i].rule, variant->verdict_counts[i].n);
    }
    nnt_json_line_close(&line);
    nnt_json_line_end(&line);
}

void nnt_compare_text_write_json(nnt_console *console,
                                 const nnt_comparison *comparison,
                                 double seconds) {
    for (size_t v = 0; v < comparison->n_variants; v++) {
        write_variant(console, &comparison->variants[v]);
    }
    nnt_json_line line = nnt_json_line_begin(console, "end");
    nnt_json_line_text(&line, "status", comparison->was_interrupted ? "interrupted" : "completed");
    nnt_json_line_text(&line, "name", comparison->name);
    nnt_json_line_text(&line, "directory", comparison->directory);
    nnt_json_line_count(&line, "variants", comparison->n_variants);
    nnt_json_line_count(&line, "runs", comparison->n_rows);
    nnt_json_line_number(&line, "seconds", seconds);
    nnt_json_line_end(&line);
}

/* ---- failures -------------------------------------------------------------- */

static bool fails_alike(const nnt_compare_row *row, const nnt_compare_row *other) {
    return row->status == other->status && strcmp(row->message, other->message) == 0;
}

/* Every message once, with the first run that it is about. */
void nnt_compare_text_print_failures(const nnt_console *console, const nnt_comparison *comparison) {
    const nnt_compare_row *rows = comparison->rows;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        char text[1600], more[48] = "", fold[32] = "";
        size_t first = 0;
        size_t n_alike = 0;
        while (!fails_alike(&rows[first], &rows[i])) {
            first++;
        }
        if (rows[i].status == NNT_OK || first < i) {
            continue;
        }
        for (size_t k = i; k < comparison->n_rows; k++) {
            n_alike += fails_alike(&rows[k], &rows[i]);
        }
        if (n_alike > 1) {
            snprintf(more, sizeof more, " (and %zu more run%s)", n_alike - 1,
                     n_alike == 2 ? "" : "s");
        }
        if (rows[i].fold > 0) {
            snprintf(fold, sizeof fold, ", fold %zu", rows[i].fold);
        }
        snprintf(text, sizeof text, "%.400s, seed %" PRIu64 "%s%s: %s",
                 comparison->variants[rows[i].variant].label, rows[i].seed, fold, more,
                 rows[i].message);
        nnt_console_problem(console, text);
    }
}
