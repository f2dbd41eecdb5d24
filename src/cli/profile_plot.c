/* Draws profiles. */
#include "profile_plot.h"

#include "log_axis.h"
#include "sparkline.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDEST = 100,
    LABEL_COLUMNS = 7,
    BAR_CELLS = 10,
    DEAD_COLUMNS = 2 + BAR_CELLS + 12, /* gap, bar, "100 of 1000" */
    COLUMNS_PER_TICK = 8,
    MAX_SHOWN = 24 /* of a deeper network, the first and the last layers */
};

/* What is drawn of one layer; NaN: not known. */
typedef struct profile_row {
    double start, end;          /* measured at the first and the last logged epoch */
    double expected, low, high; /* by theory */
    double dead, expected_dead; /* shares */
} profile_row;

typedef struct signs {
    const char *start, *end, *both, *expected, *band, *grid;
    const char *full, *empty;     /* of the bar of dead units */
    const char *mark, *full_mark; /* predicted, in an empty and in a full place */
} signs;

static const signs unicode_signs = {"○", "●", "◉", "◆", "░", "┊", "█", "·", "│", "▌"};
static const signs ascii_signs = {"o", "*", "@", "#", ":", ".", "#", ".", "|", "+"};

static const signs *get_signs(const nnt_console *console) {
    return console->symbols->is_unicode ? &unicode_signs : &ascii_signs;
}

/* ---- numbers ------------------------------------------------------------------ */

static double get_cell(const nnt_table *table, size_t row, const char *name) {
    const size_t column = table != NULL ? nnt_table_column(table, name) : SIZE_MAX;
    return column == SIZE_MAX || row >= table->n_rows
               ? (double)NAN
               : table->cells[row * table->n_columns + column];
}

/* |delta| of a layer over that of the last hidden one, at the epoch that starts at
 * row `first` of the measured table. */
static double get_ratio(const nnt_profile_plot *plot, size_t first, size_t layer) {
    return get_cell(plot->measured, first + layer, "delta_norm") /
           get_cell(plot->measured, first + plot->n_hidden - 1, "delta_norm");
}

static size_t find_last_epoch(const nnt_profile_plot *plot) {
    const size_t n_rows = plot->measured != NULL ? plot->measured->n_rows : 0;
    return n_rows >= plot->n_layers ? n_rows - plot->n_layers : 0;
}

static profile_row read_row(const nnt_profile_plot *plot, size_t layer) {
    const size_t last = find_last_epoch(plot);
    return (profile_row){.start = get_ratio(plot, 0, layer),
                         .end = get_ratio(plot, last, layer),
                         .expected = get_cell(plot->theory, layer, "delta_norm"),
                         .low = get_cell(plot->theory, layer, "delta_norm_low"),
                         .high = get_cell(plot->theory, layer, "delta_norm_high"),
                         .dead = get_cell(plot->measured, last + layer, "dead_fraction"),
                         .expected_dead = get_cell(plot->theory, layer, "dead_fraction")};
}

/* Whole decades around everything that is drawn. */
static nnt_log_range measure(const nnt_profile_plot *plot) {
    nnt_log_range range = {.is_empty = true};
    for (size_t layer = 0; layer < plot->n_hidden; layer++) {
        const profile_row row = read_row(plot, layer);
        const double drawn[] = {row.start, row.end, row.expected, row.low, row.high};
        for (size_t i = 0; i < sizeof drawn / sizeof drawn[0]; i++) {
            nnt_log_range_add(&range, drawn[i]);
        }
    }
    range.low = floor(range.low);
    range.high = ceil(range.high);
    if (range.high - range.low < 1) {
        range.low -= 1;
        range.high += 1;
    }
    return range;
}

/* Smooth activations have no dead units, and then no column for them. */
static bool has_dead(const nnt_profile_plot *plot) {
    for (size_t layer = 0; layer < plot->n_hidden; layer++) {
        const profile_row row = read_row(plot, layer);
        if (row.dead > 0 || row.expected_dead >= 0.0005) {
            return true;
        }
    }
    return false;
}

/* ---- one line ----------------------------------------------------------------- */

typedef struct line {
    size_t n;
    const char *cells[WIDEST];
} line;

static size_t find_column(nnt_log_range range, size_t n, double value) {
    const double part = (log10(value) - range.low) / (range.high - range.low);
    return (size_t)lround(fmin(fmax(part, 0), 1) * (double)(n - 1));
}

static bool is_drawable(double value) {
    return value > 0 && isfinite(value);
}

static void put(line *it, nnt_log_range range, double value, const char *sign) {
    if (is_drawable(value)) {
        it->cells[find_column(range, it->n, value)] = sign;
    }
}

static void put_band(line *it, nnt_log_range range, const profile_row *row, const char *sign) {
    if (is_drawable(row->low) && is_drawable(row->high)) {
        const size_t end = find_column(range, it->n, row->high);
        for (size_t i = find_column(range, it->n, row->low); i <= end; i++) {
            it->cells[i] = sign;
        }
    }
}

static bool share_cell(const profile_row *row, nnt_log_range range, size_t n) {
    return is_drawable(row->start) && is_drawable(row->end) &&
           find_column(range, n, row->start) == find_column(range, n, row->end);
}

static const char *get_style(const nnt_console *console, const signs *set, const char *sign) {
    return sign == set->end || sign == set->both ? console->out.green
           : sign == set->start                  ? console->out.yellow
           : sign == set->expected               ? console->out.bold
           : sign == set->grid                   ? console->out.dim
                                                 : "";
}

static void print_line(nnt_console *console, const signs *set, const line *it) {
    for (size_t i = 0; i < it->n; i++) {
        const char *style = get_style(console, set, it->cells[i]);
        nnt_console_print(console, "%s%s%s", style, it->cells[i],
                          *style != '\0' ? console->out.reset : "");
    }
}

static void print_deltas(nnt_console *console,
                         const nnt_profile_plot *plot,
                         const profile_row *row,
                         nnt_log_range range,
                         const nnt_log_ticks *ticks,
                         size_t n_columns) {
    const signs *set = get_signs(console);
    line it = {.n = n_columns};
    for (size_t i = 0; i < n_columns; i++) {
        it.cells[i] = " ";
    }
    for (size_t i = 0; i < ticks->n; i++) {
        put(&it, range, pow(10, ticks->exponents[i]), set->grid);
    }
    put_band(&it, range, row, set->band);
    if (plot->measured == NULL) {
        put(&it, range, row->expected, set->expected);
    }
    put(&it, range, row->start, set->start);
    put(&it, range, row->end, share_cell(row, range, n_columns) ? set->both : set->end);
    print_line(console, set, &it);
}

/* A bar of the dead share, measured or, without that, predicted. */
static void print_dead(nnt_console *console,
                       const nnt_profile_plot *plot,
                       size_t layer,
                       const profile_row *row) {
    const signs *set = get_signs(console);
    const bool is_measured = !isnan(row->dead);
    const double share = is_measured ? row->dead : row->expected_dead;
    const double units = (double)plot->layers[layer].units;
    nnt_console_print(console, "  %s", console->out.red);
    for (int i = 0; i < BAR_CELLS; i++) {
        const bool is_marked = is_measured && row->expected_dead >= 0.0005 &&
                               (int)fmin(row->expected_dead * BAR_CELLS, BAR_CELLS - 1) == i;
        const bool is_full = share * BAR_CELLS > i + 0.499;
        nnt_console_print(console, "%s",
                          is_marked ? is_full ? set->full_mark : set->mark
                          : is_full ? set->full
                                    : set->empty);
    }
    nnt_console_print(console, "%s", console->out.reset);
    if (is_measured) {
        nnt_console_print(console, " %.0f of %.0f", share * units, units);
    } else if (!isnan(share)) {
        nnt_console_print(console, " %.3g %%", round(1000 * share) / 10);
    }
}

/* ---- around the lines --------------------------------------------------------- */

/* Labels of the ticks, centred, as far as they do not touch. */
static void print_scale(nnt_console *console,
                        nnt_log_range range,
                        const nnt_log_ticks *ticks,
                        size_t n_columns) {
    char text[WIDEST + NNT_FIGURE_SIZE];
    size_t end = 0;
    memset(text, ' ', sizeof text);
    for (size_t i = 0; i < ticks->n; i++) {
        char label[NNT_FIGURE_SIZE];
        nnt_log_ticks_label(ticks, i, label);
        const size_t length = strlen(label);
        const size_t middle = find_column(range, n_columns, pow(10, ticks->exponents[i]));
        size_t at = middle > length / 2 ? middle - length / 2 : 0;
        at = at + length > n_columns ? n_columns - length : at;
        if (i == 0 || at > end) {
            memcpy(text + at, label, length);
            end = at + length;
        }
    }
    nnt_console_print(console, "%-*s%.*s\n", LABEL_COLUMNS, "layer", (int)n_columns, text);
}

enum { LEGEND_SIZE = 400 };

static void add_sign(char legend[LEGEND_SIZE], const char *sign, const char *meaning) {
    const size_t length = strlen(legend);
    snprintf(legend + length, LEGEND_SIZE - length, "%s%s %s", length > 0 ? ", " : "", sign,
             meaning);
}

static void print_legend(nnt_console *console, const nnt_profile_plot *plot, bool shows_dead) {
    const signs *set = get_signs(console);
    const bool has_theory = plot->theory != NULL && plot->theory->n_rows > 0;
    char legend[LEGEND_SIZE] = "", epoch[64];
    if (plot->measured == NULL) {
        add_sign(legend, set->expected, "expected");
    } else {
        snprintf(epoch, sizeof epoch, "epoch %.0f", get_cell(plot->measured, 0, "epoch"));
        add_sign(legend, set->start, epoch);
        snprintf(epoch, sizeof epoch, "epoch %.0f",
                 get_cell(plot->measured, find_last_epoch(plot), "epoch"));
        add_sign(legend, set->end, epoch);
        add_sign(legend, set->both, "both");
    }
    if (has_theory) {
        add_sign(legend, set->band, "19 of 20 networks by theory");
    }
    if (has_theory && shows_dead && plot->measured != NULL) {
        add_sign(legend, set->mark, "dead by theory");
    }
    nnt_console_print(console, "%s", console->out.dim);
    nnt_console_wrap(console, 0, legend);
    nnt_console_print(console, "%s", console->out.reset);
}

static void print_layer(nnt_console *console,
                        const nnt_profile_plot *plot,
                        size_t layer,
                        nnt_log_range range,
                        const nnt_log_ticks *ticks,
                        size_t n_columns,
                        bool shows_dead) {
    const profile_row row = read_row(plot, layer);
    nnt_console_print(console, "%5zu  ", layer + 1);
    print_deltas(console, plot, &row, range, ticks, n_columns);
    if (shows_dead) {
        print_dead(console, plot, layer, &row);
    }
    nnt_console_print(console, "\n");
}

void nnt_profile_plot_print(nnt_console *console, const nnt_profile_plot *plot) {
    const size_t width = nnt_console_width() < WIDEST ? nnt_console_width() : WIDEST;
    const bool shows_dead = has_dead(plot);
    const size_t n_taken = LABEL_COLUMNS + (shows_dead ? DEAD_COLUMNS : 1);
    const size_t n_columns = width > n_taken + 20 ? width - n_taken : 20;
    const size_t n_left_out = plot->n_hidden > MAX_SHOWN ? plot->n_hidden - MAX_SHOWN : 0;
    const nnt_log_range range = measure(plot);
    if (range.is_empty) {
        return;
    }
    const nnt_log_ticks ticks =
        nnt_log_ticks_choose(range.low, range.high, n_columns / COLUMNS_PER_TICK);
    nnt_console_print(console, "\n%s%-*s%s%s\n", console->out.bold,
                      shows_dead ? (int)(LABEL_COLUMNS + n_columns + 2) : 0,
                      "|delta| by layer, last hidden layer = 1", shows_dead ? "dead units" : "",
                      console->out.reset);
    print_scale(console, range, &ticks, n_columns);
    for (size_t layer = 0; layer < plot->n_hidden; layer++) {
        if (n_left_out > 0 && layer == MAX_SHOWN / 2) {
            nnt_console_print(console, "%8s %zu more\n", console->symbols->ellipsis, n_left_out);
            layer += n_left_out;
        }
        print_layer(console, plot, layer, range, &ticks, n_columns, shows_dead);
    }
    print_legend(console, plot, shows_dead);
}
