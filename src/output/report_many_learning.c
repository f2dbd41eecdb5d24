/* Loss and metrics of several variants over the epochs. */
#include "output/report_lines.h"
#include "output/report_section.h"
#include "output/report_table.h"

#include "base/memory.h"
#include "output/report_history.h"
#include <math.h>
#include <stdio.h>

enum { MOST_EPOCHS = 200, MOST_SMALL_EPOCHS = 100 };
static const double BEYOND = 30;

/* A quantity of every epoch. */
typedef struct curve_kind {
    const char *id, *caption, *column;
    const char *better; /* a column that says more, where it exists; or NULL */
    nnt_svg_kind kind;
    double least, goal;
} curve_kind;

static const curve_kind kinds[] = {
    {"train-loss", "Training loss", "train_loss", NULL, NNT_SVG_LOG, 0, 0},
    {"validation-loss", "Validation loss", "validation_loss", NULL, NNT_SVG_LOG, 0, 0},
    {"train-accuracy", "Training accuracy", "train_accuracy", "validation_accuracy", NNT_SVG_LINEAR,
     0, 1},
    {"validation-accuracy", "Validation accuracy", "validation_accuracy", NULL, NNT_SVG_LINEAR, 0,
     1},
    {"train-rmse", "Training RMSE", "train_rmse", "validation_rmse", NNT_SVG_LOG, 0, 0},
    {"validation-rmse", "Validation RMSE", "validation_rmse", NULL, NNT_SVG_LOG, 0, 0},
    {"train-r2", "Training R²", "train_r2", "validation_r2", NNT_SVG_LINEAR, -1, 1},
    {"validation-r2", "Validation R²", "validation_r2", NULL, NNT_SVG_LINEAR, -1, 1},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static bool has_column(const nnt_report_group *group, const char *column) {
    for (size_t i = 0; column && i < group->comparison->n_rows; i++) {
        if (group->runs[i] && nnt_report_column(&group->runs[i]->history->metrics, column)) {
            return true;
        }
    }
    return false;
}

/* The lines of all variants and what they borrow from. */
typedef struct line_set {
    size_t n;
    nnt_report_line *lines;
    nnt_report_spread *spreads;
    char (*names)[NNT_REPORT_NAME_ROOM];
    char (*styles)[2][32];
} line_set;

static bool create_set(line_set *set, size_t n) {
    *set = (line_set){.n = n};
    set->lines = nnt_allocate(n, sizeof *set->lines);
    set->spreads = nnt_allocate(n, sizeof *set->spreads);
    set->names = nnt_allocate(n, sizeof *set->names);
    set->styles = nnt_allocate(n, sizeof *set->styles);
    return set->lines && set->spreads && set->names && set->styles;
}

static void clear_set(line_set *set) {
    for (size_t v = 0; set->spreads && v < set->n; v++) {
        nnt_report_spread_clear(&set->spreads[v]);
    }
    nnt_free(set->lines);
    nnt_free(set->spreads);
    nnt_free(set->names);
    nnt_free(set->styles);
}

static bool fill_set(line_set *set, const nnt_report_group *group, const curve_kind *kind) {
    const bool is_few = nnt_report_group_is_few(group);
    const size_t last = nnt_report_group_epochs(group);
    const nnt_report_epochs epochs = {
        last, nnt_report_stride(last, is_few ? MOST_EPOCHS : MOST_SMALL_EPOCHS)};
    for (size_t v = 0; v < set->n; v++) {
        nnt_report_spread *spread = &set->spreads[v];
        const size_t color = is_few ? v : 0;
        if (!nnt_report_spread_take_metric(spread, nnt_report_group_runs(group, v), kind->column,
                                           &epochs, kind->kind)) {
            return false;
        }
        nnt_report_group_name(group, v, set->names[v]);
        snprintf(set->styles[v][0], sizeof set->styles[v][0], "line c%zu", color);
        snprintf(set->styles[v][1], sizeof set->styles[v][1], "band c%zu", color);
        set->lines[v] = (nnt_report_line){
            .name = set->names[v],
            .style = set->styles[v][0],
            .band = nnt_report_spread_has_interval(spread) ? set->styles[v][1] : NULL,
            .mean = nnt_report_spread_mean(spread),
            .low = nnt_report_spread_low(spread),
            .high = nnt_report_spread_high(spread)};
    }
    return true;
}

/* A loss that explodes would press all others flat: the scale ends at BEYOND times the
 * largest one at the start. */
static double find_limit(const line_set *set, const curve_kind *kind) {
    double largest = 0;
    for (size_t v = 0; v < set->n; v++) {
        for (size_t r = 0; r < set->spreads[v].n_runs; r++) {
            const double start = set->spreads[v].values[r * set->spreads[v].n_points];
            largest = isfinite(start) && start > largest ? start : largest;
        }
    }
    return kind->kind == NNT_SVG_LOG && largest > 0 ? BEYOND * largest : (double)INFINITY;
}

/* The scale shows what the runs did; a wider interval is cut at its ends. */
static nnt_svg_range measure(const line_set *set, const curve_kind *kind) {
    nnt_svg_range y = nnt_svg_range_create(kind->kind);
    const double limit = find_limit(set, kind);
    for (size_t v = 0; v < set->n; v++) {
        const nnt_report_spread *spread = &set->spreads[v];
        nnt_svg_range_add_all(&y, spread->values, spread->n_runs * spread->n_points, 1);
    }
    nnt_report_frame_scale(&y, kind->least, kind->goal);
    y.high = y.high > limit ? limit : y.high;
    return y;
}

static void add_kind(nnt_text *text, const nnt_report_group *group, const curve_kind *kind) {
    line_set set;
    if (create_set(&set, nnt_report_group_count(group, NNT_REPORT_MOST_CHARTS)) &&
        fill_set(&set, group, kind)) {
        nnt_report_lines figure = {.id = kind->id,
                                   .caption = kind->caption,
                                   .x_title = "epoch",
                                   .y = measure(&set, kind),
                                   .lines = set.lines,
                                   .n = set.n,
                                   .file = "the runs' metrics.csv"};
        for (size_t v = 0; v < set.n; v++) {
            figure.band_name =
                set.lines[v].band ? "95 % interval over the seeds" : figure.band_name;
        }
        if (nnt_report_group_is_few(group)) {
            nnt_report_add_lines(text, &figure);
        } else {
            nnt_report_add_small_lines(text, &figure);
        }
    } else {
        text->failed = true;
    }
    clear_set(&set);
}

static bool is_present(const nnt_report_group *group) {
    return has_column(group, "epoch");
}

static void render(const nnt_report_group *group, nnt_text *text) {
    const bool is_few = nnt_report_group_is_few(group);
    nnt_text_add(text, is_few ? "<div class=\"grids\">\n" : "<div class=\"stack\">\n");
    for (size_t k = 0; k < N_KINDS; k++) {
        if (has_column(group, kinds[k].column) && !has_column(group, kinds[k].better)) {
            add_kind(text, group, &kinds[k]);
        }
    }
    nnt_text_add(text, "</div>\n");
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_CHARTS);
}

const nnt_report_many nnt_report_many_learning = {
    .lead = "Means over the seeds with their 95 % intervals, of the logarithms where the scale is "
            "logarithmic. A run that has stopped keeps its last value; what exceeds 30 times the "
            "largest "
            "loss at the start is drawn at the upper edge.",
    .is_present = is_present,
    .render = render,
};
