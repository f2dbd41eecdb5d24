/* Draws the progress line. */
#include "progress_line.h"

#include "figures.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Seconds between two lines. */
static const double rewrite_interval = 0.1;
static const double plain_interval = 5;

enum { BAR_LENGTH = 12, PART_SIZE = 80, MAX_PARTS = 8 };

/* The pieces of a line, most wanted first: what does not fit is left out. */
typedef struct line_parts {
    char texts[MAX_PARTS][PART_SIZE];
    size_t columns[MAX_PARTS];
    size_t count;
} line_parts;

void nnt_progress_line_init(nnt_progress_line *line,
                            const nnt_console *console,
                            nnt_progress_style style,
                            bool shares_terminal) {
    *line = (nnt_progress_line){.console = console, .kind = NNT_LINE_PLAIN};
    if (style == NNT_PROGRESS_NONE || console->quiet) {
        line->kind = NNT_LINE_NONE;
    } else if (style == NNT_PROGRESS_AUTO && console->err_can_rewrite) {
        line->kind = shares_terminal ? NNT_LINE_NONE : NNT_LINE_REWRITTEN;
    }
}

static size_t count_characters(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

NNT_PRINTF(2, 3)
static void add_part(line_parts *parts, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(parts->texts[parts->count], PART_SIZE, format, arguments);
    va_end(arguments);
    parts->columns[parts->count] = count_characters(parts->texts[parts->count]);
    parts->count++;
}

static void add_number(line_parts *parts, const char *label, double number) {
    if (!isnan(number)) {
        add_part(parts, "%s %-8.4g", label, number);
    }
}

static void add_bar(line_parts *parts, const nnt_symbols *symbols, double fraction) {
    char bar[PART_SIZE] = "";
    const int n_full = (int)(fraction * BAR_LENGTH);
    for (int i = 0; i < BAR_LENGTH; i++) {
        strncat(bar, i < n_full ? symbols->bar_full : symbols->bar_empty, 4);
    }
    add_part(parts, "%s", bar);
}

/* The part of all rows that has been seen, 0 … 1. */
static double measure_fraction(const nnt_progress *progress) {
    const double total = (double)progress->rows_per_epoch * (double)progress->n_epochs;
    return total > 0 ? fmin(1, (double)progress->rows_done / total) : 0;
}

static void
add_metric(line_parts *parts, const nnt_symbols *symbols, const nnt_progress *progress) {
    char label[32];
    const bool is_r2 = progress->metric != NULL && strcmp(progress->metric, "r2") == 0;
    snprintf(label, sizeof label, "%s%s", is_r2 ? "R" : "accuracy", is_r2 ? symbols->squared : "");
    add_number(parts, label, progress->train_metric);
}

static void compose(line_parts *parts,
                    const nnt_symbols *symbols,
                    const nnt_progress *progress,
                    double elapsed,
                    bool has_bar) {
    char text[NNT_FIGURE_SIZE];
    const double fraction = measure_fraction(progress);
    add_part(parts, "epoch %zu/%zu", progress->epoch, progress->n_epochs);
    if (has_bar) {
        add_bar(parts, symbols, fraction);
    }
    if (fraction > 0 && elapsed > 0.5) {
        add_part(parts, "%s left", nnt_figure_clock(text, elapsed / fraction - elapsed));
    }
    add_number(parts, "loss", progress->train_loss);
    add_metric(parts, symbols, progress);
    add_number(parts, "validation loss", progress->validation_loss);
    if (elapsed > 0.5) {
        add_part(parts, "%s rows/s", nnt_figure_count(text, (double)progress->rows_done / elapsed));
    }
}

static void print_parts(const line_parts *parts, size_t width) {
    size_t column = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const size_t gap = i > 0 ? 2 : 0;
        /* The last column stays free: terminals differ in what a full line does. */
        if (column + gap + parts->columns[i] >= width) {
            break;
        }
        fprintf(stderr, "%*s%s", (int)gap, "", parts->texts[i]);
        column += gap + parts->columns[i];
    }
}

static void rewrite(nnt_progress_line *line, const line_parts *parts) {
    fputs("\r\033[K", stderr);
    print_parts(parts, nnt_console_width());
    fflush(stderr);
    line->is_drawn = true;
}

/* True when a line is due, which is then noted as shown. */
static bool is_due(nnt_progress_line *line, double fraction, double started, double now) {
    const double since = now - fmax(line->shown, started);
    const double tenths = floor(10 * fraction);
    const bool rewrites = line->kind == NNT_LINE_REWRITTEN && since >= rewrite_interval;
    const bool adds =
        line->kind == NNT_LINE_PLAIN && since >= plain_interval && tenths > line->shown_tenths;
    if (rewrites || adds) {
        line->shown = now;
        line->shown_tenths = tenths;
    }
    return rewrites || adds;
}

static void present(nnt_progress_line *line, const line_parts *parts) {
    if (line->kind == NNT_LINE_REWRITTEN) {
        rewrite(line, parts);
    } else {
        print_parts(parts, SIZE_MAX);
        fputs("\n", stderr);
    }
}

void nnt_progress_line_show(nnt_progress_line *line,
                            const nnt_progress *progress,
                            double started,
                            double now) {
    line_parts parts = {.count = 0};
    if (is_due(line, measure_fraction(progress), started, now)) {
        compose(&parts, line->console->symbols, progress, now - started,
                line->kind == NNT_LINE_REWRITTEN);
        present(line, &parts);
    }
}

void nnt_progress_line_show_runs(nnt_progress_line *line,
                                 const nnt_compare_progress *progress,
                                 double started,
                                 double now) {
    char text[NNT_FIGURE_SIZE];
    char label[PART_SIZE / 2];
    line_parts parts = {.count = 0};
    if (!is_due(line, progress->fraction, started, now)) {
        return;
    }
    add_part(&parts, "%zu of %zu runs", progress->n_done, progress->n_rows);
    if (line->kind == NNT_LINE_REWRITTEN) {
        add_bar(&parts, line->console->symbols, progress->fraction);
    }
    if (progress->fraction > 0 && now - started > 0.5) {
        const double elapsed = now - started;
        add_part(&parts, "%s left", nnt_figure_clock(text, elapsed / progress->fraction - elapsed));
    }
    nnt_console_clean(progress->label, label, sizeof label);
    add_part(&parts, "%s", label);
    add_number(&parts, "loss", progress->train_loss);
    present(line, &parts);
}

void nnt_progress_line_phase(nnt_progress_line *line, const char *phase) {
    line_parts parts = {.count = 0};
    if (line->kind == NNT_LINE_REWRITTEN) {
        add_part(&parts, "%s", phase);
        rewrite(line, &parts);
    }
}

void nnt_progress_line_erase(nnt_progress_line *line) {
    if (line->is_drawn) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        line->is_drawn = false;
    }
}
