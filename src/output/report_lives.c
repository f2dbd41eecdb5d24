/* The lives of single units as a picture: bars from death to revival. */
#include "output/report_lives.h"

#include "output/html_page.h"
#include "output/report_history.h"
#include "output/svg_chart.h"
#include "output/svg_shape.h"
#include <math.h>
#include <stdio.h>

enum { MOST_UNITS = 96, REVIVED = 2 };
static const double LEFT = 64, RIGHT = 464, TOP = 6, ROW = 6, LAYER_GAP = 8, BELOW = 46;

typedef struct unit_row {
    double layer, unit;
    double y; /* upper edge of its line */
} unit_row;

typedef struct lives {
    const nnt_table *events;
    const double *layer, *unit, *event, *epoch;
    const double *permanent; /* NULL: not known */
    double end;              /* last epoch */
    unit_row rows[MOST_UNITS];
    size_t n_rows;
    bool is_cut; /* there are more units */
    nnt_svg_scale scale;
} lives;

static bool open_lives(const nnt_run *run, lives *it) {
    const nnt_table *table = &run->history->units;
    *it = (lives){.events = table,
                  .layer = nnt_report_column(table, "layer"),
                  .unit = nnt_report_column(table, "unit"),
                  .event = nnt_report_column(table, "event"),
                  .epoch = nnt_report_column(table, "epoch"),
                  .permanent = nnt_report_column(table, "permanent"),
                  .end = (double)run->epochs};
    return it->layer && it->unit && it->event && it->epoch && table->n_rows > 0;
}

static bool is_before(const unit_row *row, double layer, double unit) {
    return row->layer < layer || (row->layer == layer && row->unit < unit);
}

/* Keeps the first units by layer and number. */
static void include(lives *it, double layer, double unit) {
    size_t at = it->n_rows;
    while (at > 0 && !is_before(&it->rows[at - 1], layer, unit)) {
        at--;
    }
    if (at < it->n_rows && it->rows[at].layer == layer && it->rows[at].unit == unit) {
        return;
    }
    it->is_cut = it->is_cut || it->n_rows == MOST_UNITS;
    it->n_rows += it->n_rows < MOST_UNITS;
    for (size_t i = it->n_rows; i > at + 1; i--) {
        it->rows[i - 1] = it->rows[i - 2];
    }
    if (at < it->n_rows) {
        it->rows[at] = (unit_row){.layer = layer, .unit = unit};
    }
}

/* Places the lines; the lower edge of the last one. */
static double place_rows(lives *it) {
    double y = TOP;
    for (size_t i = 0; i < it->n_rows; i++) {
        y += i > 0 && it->rows[i].layer != it->rows[i - 1].layer ? LAYER_GAP : 0;
        it->rows[i].y = y;
        y += ROW;
    }
    return y;
}

/* A bar that may grow: what comes less than the width of a line behind it belongs to it, so
 * that a unit which dies and comes back all the time stays small. */
typedef struct bar {
    double left, right; /* NaN: there is none */
} bar;

static void add_bar(nnt_text *text, const unit_row *row, const bar *it) {
    if (isfinite(it->left)) {
        nnt_svg_add_box(text, it->left, row->y, it->right, row->y + ROW - 1);
    }
}

static void
extend(nnt_text *text, const lives *it, const unit_row *row, double from, double to, bar *last) {
    const double left = nnt_svg_scale_place(&it->scale, from);
    const double right = nnt_svg_scale_place(&it->scale, to);
    if (left < last->right + 1) {
        last->right = right;
        return;
    }
    add_bar(text, row, last);
    *last = (bar){left, right};
}

/* The bars of one unit that are for good, or the others. */
static void add_bars(nnt_text *text, const lives *it, const unit_row *row, bool for_good) {
    double since = (double)NAN;
    bool is_for_good = false;
    bar last = {(double)NAN, (double)NAN};
    for (size_t r = 0; r < it->events->n_rows; r++) {
        const size_t at = r * it->events->n_columns;
        if (it->layer[at] != row->layer || it->unit[at] != row->unit) {
            continue;
        }
        if (it->event[at] != REVIVED) {
            since = it->epoch[at];
            is_for_good = it->permanent && it->permanent[at] == 1;
        } else if (isfinite(since)) {
            if (!for_good) {
                extend(text, it, row, since, it->epoch[at], &last);
            }
            since = (double)NAN;
        }
    }
    if (isfinite(since) && is_for_good == for_good) {
        extend(text, it, row, since, it->end, &last);
    }
    add_bar(text, row, &last);
}

static void add_path(nnt_text *text, const lives *it, const char *style, bool for_good) {
    nnt_svg_open_path(text, style);
    for (size_t i = 0; i < it->n_rows; i++) {
        add_bars(text, it, &it->rows[i], for_good);
    }
    nnt_svg_close_path(text, NULL);
}

static void add_layer_names(nnt_text *text, const lives *it) {
    for (size_t i = 0; i < it->n_rows; i++) {
        if (i == 0 || it->rows[i].layer != it->rows[i - 1].layer) {
            char name[40];
            snprintf(name, sizeof name, "layer %.0f", it->rows[i].layer);
            nnt_svg_add_text(text, "", NNT_SVG_END, LEFT - 10, it->rows[i].y + 10, name);
        }
    }
}

void nnt_report_add_lives(nnt_text *text, const nnt_run *run) {
    lives it;
    if (!open_lives(run, &it)) {
        return;
    }
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range_add(&range, 0);
    nnt_svg_range_add(&range, it.end);
    for (size_t r = 0; r < it.events->n_rows; r++) {
        const size_t at = r * it.events->n_columns;
        include(&it, it.layer[at], it.unit[at]);
        nnt_svg_range_add(&range, it.epoch[at]);
    }
    it.scale = nnt_svg_scale_create(&range, LEFT, RIGHT);
    const double bottom = place_rows(&it);
    nnt_text_add(text, "<div class=\"grids\">\n");
    nnt_html_open_figure(text, it.is_cut ? "When the first 96 of these units were dead"
                                         : "When these units were dead");
    nnt_html_open_legend(text);
    nnt_html_add_sign_legend(text, "bars", "m-9 -4h18v8h-18z", "for good");
    nnt_html_add_sign_legend(text, "bars faint", "m-9 -4h18v8h-18z", "for a time, or to the end");
    nnt_html_close_legend(text);
    nnt_svg_open(text, NNT_SVG_CHART_WIDTH, bottom + BELOW,
                 "a line for each unit that was ever dead");
    add_layer_names(text, &it);
    nnt_svg_add_x_ticks(text, &it.scale, RIGHT, bottom + 2, "epoch");
    add_path(text, &it, "bars", true);
    add_path(text, &it, "bars faint", false);
    nnt_svg_close(text);
    nnt_html_close_figure(text);
    nnt_text_add(text, "</div>\n");
}
