/* Prints the table of a comparison. */
#include "compare_table.h"

#include "compare_label.h"
#include "figures.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDEST = 100,
    NARROWEST_LABEL = 32,
    SHORTEST_LABEL = 8,
    GAP = 2,
    CELL_SIZE = 128,
    MOST_ROWS = 40
};

/* What a cell is made of. */
typedef struct table {
    nnt_console *console;
    const nnt_comparison *comparison;
    const nnt_compare_order *order;
} table;

typedef struct column {
    const char *head; /* NULL: the metric's name */
    bool (*is_wanted)(const table *shown);
    void (*write)(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]);
} column;

/* ---- cells ----------------------------------------------------------------- */

static void write_decades(double decades, char cell[CELL_SIZE]) {
    const double nothing = 0.005; /* would be shown as -0.00 */
    if (isnan(decades)) {
        snprintf(cell, CELL_SIZE, "-");
    } else {
        snprintf(cell, CELL_SIZE, "%.2f", fabs(decades) < nothing ? 0 : decades);
    }
}

/* "5", or "3/5" when some failed, diverged or did not come to their end. */
static void write_runs(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    const size_t n_good = variant->n_runs - variant->n_diverged;
    size_t n = 0;
    for (size_t i = 0; i < shown->comparison->n_rows; i++) {
        n += &shown->comparison->variants[shown->comparison->rows[i].variant] == variant;
    }
    if (n_good == n) {
        snprintf(cell, CELL_SIZE, "%zu", n);
    } else {
        snprintf(cell, CELL_SIZE, "%zu/%zu", n_good, n);
    }
}

static void write_metric(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    char mean[NNT_FIGURE_SIZE], half[NNT_FIGURE_SIZE];
    const nnt_statistic *metric = &variant->statistics[shown->order->focus.main];
    nnt_figure_number(mean, metric->mean, 4);
    if (metric->n == 0) {
        snprintf(cell, CELL_SIZE, "-");
    } else if (isnan(metric->ci95)) {
        snprintf(cell, CELL_SIZE, "%s", mean);
    } else {
        snprintf(cell, CELL_SIZE, "%s %s %s", mean, shown->console->symbols->plus_minus,
                 nnt_figure_number(half, metric->ci95, 2));
    }
}

static void write_loss(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    char mean[NNT_FIGURE_SIZE];
    const nnt_statistic *loss = &variant->statistics[shown->order->focus.loss];
    snprintf(cell, CELL_SIZE, "%s", loss->n > 0 ? nnt_figure_number(mean, loss->mean, 3) : "-");
}

static void write_epochs(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    (void)shown;
    char mean[NNT_FIGURE_SIZE];
    const nnt_statistic *epochs = &variant->statistics[NNT_COMPARE_EPOCHS];
    snprintf(cell, CELL_SIZE, "%s", epochs->n > 0 ? nnt_figure_number(mean, epochs->mean, 4) : "-");
}

static void write_gradient(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    (void)shown;
    write_decades(variant->statistics[NNT_COMPARE_DELTA_RATIO_START].mean, cell);
}

static void write_theory(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    (void)shown;
    write_decades(variant->statistics[NNT_COMPARE_DELTA_RATIO_PREDICTED].mean, cell);
}

static void write_dead(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    (void)shown;
    char dead[NNT_FIGURE_SIZE], units[NNT_FIGURE_SIZE];
    const nnt_statistic *statistics = variant->statistics;
    if (statistics[NNT_COMPARE_DEAD_UNITS].n == 0) {
        snprintf(cell, CELL_SIZE, "-");
        return;
    }
    nnt_figure_number(dead, statistics[NNT_COMPARE_DEAD_UNITS].mean, 3);
    nnt_figure_number(units, statistics[NNT_COMPARE_HIDDEN_UNITS].mean, 6);
    snprintf(cell, CELL_SIZE, "%s/%s", dead, units);
}

static void write_permanent(const table *shown, const nnt_variant *variant, char cell[CELL_SIZE]) {
    (void)shown;
    char text[NNT_FIGURE_SIZE];
    const nnt_statistic *permanent = &variant->statistics[NNT_COMPARE_PERMANENT];
    snprintf(cell, CELL_SIZE, "%s",
             permanent->n > 0 ? nnt_figure_number(text, permanent->mean, 3) : "-");
}

/* ---- columns --------------------------------------------------------------- */

/* Some variant has the number, and (when asked for) not 0. */
static bool has_number(const table *shown, nnt_compare_number number, bool beyond_zero) {
    for (size_t v = 0; v < shown->comparison->n_variants; v++) {
        const nnt_statistic *statistic = &shown->comparison->variants[v].statistics[number];
        if (statistic->n > 0 && !(beyond_zero && statistic->mean == 0)) {
            return true;
        }
    }
    return false;
}

static bool want_always(const table *shown) {
    (void)shown;
    return true;
}

static bool want_loss(const table *shown) {
    return shown->order->focus.main != shown->order->focus.loss;
}

static bool want_gradient(const table *shown) {
    return has_number(shown, NNT_COMPARE_DELTA_SLOPE_START, false);
}

static bool want_theory(const table *shown) {
    return want_gradient(shown) && has_number(shown, NNT_COMPARE_DELTA_RATIO_PREDICTED, false);
}

static bool want_dead(const table *shown) {
    return has_number(shown, NNT_COMPARE_DEAD_UNITS, false);
}

static bool want_permanent(const table *shown) {
    return has_number(shown, NNT_COMPARE_PERMANENT, true);
}

static const column columns[] = {
    {"runs", want_always, write_runs},
    {NULL, want_always, write_metric},
    {"loss", want_loss, write_loss},
    {"epochs", want_always, write_epochs},
    {"gradient", want_gradient, write_gradient},
    {"theory", want_theory, write_theory},
    {"dead", want_dead, write_dead},
    {"for good", want_permanent, write_permanent},
};

enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

/* Where the room is short, these columns go first, in this order. None is the metric's,
 * whose head may read "loss", too. */
static const char *const dispensable[] = {"epochs", "loss",     "for good", "runs",
                                          "theory", "gradient", "dead"};

/* ---- layout ---------------------------------------------------------------- */

typedef struct layout {
    size_t label;             /* columns of the variants' labels */
    size_t widths[N_COLUMNS]; /* 0: left out */
} layout;

static const char *get_head(const table *shown, size_t c) {
    return columns[c].head != NULL ? columns[c].head : shown->order->focus.metric;
}

static size_t measure_column(const table *shown, size_t c) {
    size_t width = strlen(get_head(shown, c));
    for (size_t v = 0; v < shown->comparison->n_variants; v++) {
        char cell[CELL_SIZE];
        columns[c].write(shown, &shown->comparison->variants[v], cell);
        const size_t length = nnt_console_count_columns(cell);
        width = length > width ? length : width;
    }
    return width;
}

static size_t measure_labels(const table *shown) {
    char label[NNT_COMPARE_NAME_ROOM];
    nnt_compare_label(shown->comparison, NULL, label);
    size_t width = nnt_console_count_columns(label);
    for (size_t v = 0; v < shown->comparison->n_variants; v++) {
        nnt_compare_label(shown->comparison, &shown->comparison->variants[v], label);
        const size_t length = nnt_console_count_columns(label);
        width = length > width ? length : width;
    }
    return width;
}

static size_t sum_widths(const layout *plan) {
    size_t sum = 0;
    for (size_t c = 0; c < N_COLUMNS; c++) {
        sum += plan->widths[c] > 0 ? plan->widths[c] + GAP : 0;
    }
    return sum;
}

static void leave_out(layout *plan, const char *head) {
    for (size_t c = 0; c < N_COLUMNS; c++) {
        const bool is_meant = columns[c].head != NULL && strcmp(columns[c].head, head) == 0;
        plan->widths[c] = is_meant ? 0 : plan->widths[c];
    }
}

static layout lay_out(const table *shown) {
    const size_t terminal = nnt_console_width();
    const size_t width = terminal < WIDEST ? terminal : WIDEST;
    layout plan = {.label = measure_labels(shown)};
    for (size_t c = 0; c < N_COLUMNS; c++) {
        plan.widths[c] = columns[c].is_wanted(shown) ? measure_column(shown, c) : 0;
    }
    const size_t least = plan.label < NARROWEST_LABEL ? plan.label : NARROWEST_LABEL;
    for (size_t i = 0; i < sizeof dispensable / sizeof dispensable[0]; i++) {
        if (least + sum_widths(&plan) > width) {
            leave_out(&plan, dispensable[i]);
        }
    }
    const size_t taken = sum_widths(&plan);
    const size_t left = width > taken + SHORTEST_LABEL ? width - taken : SHORTEST_LABEL;
    plan.label = plan.label < left ? plan.label : left;
    return plan;
}

/* ---- printing -------------------------------------------------------------- */

static void print_blanks(nnt_console *console, size_t n) {
    nnt_console_print(console, "%*s", (int)n, "");
}

/* The label in `width` columns. One that is longer has a line of its own, whole: what
 * tells it from the others may stand at its end. */
static void print_label(const table *shown, const nnt_variant *variant, size_t width) {
    char clean[NNT_COMPARE_NAME_ROOM];
    nnt_compare_label(shown->comparison, variant, clean);
    const size_t length = nnt_console_count_columns(clean);
    nnt_console_print(shown->console, length > width ? "%s\n" : "%s", clean);
    print_blanks(shown->console, length > width ? width : width - length);
}

static void print_cell(nnt_console *console, const char *cell, size_t width) {
    const size_t length = nnt_console_count_columns(cell);
    print_blanks(console, GAP + (width > length ? width - length : 0));
    nnt_console_print(console, "%s", cell);
}

static void print_head(const table *shown, const layout *plan) {
    nnt_console *console = shown->console;
    nnt_console_print(console, "\n%s", console->out.bold);
    print_label(shown, NULL, plan->label);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (plan->widths[c] > 0) {
            print_cell(console, get_head(shown, c), plan->widths[c]);
        }
    }
    nnt_console_print(console, "%s\n", console->out.reset);
}

static void print_row(const table *shown, const layout *plan, const nnt_variant *variant) {
    print_label(shown, variant, plan->label);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        char cell[CELL_SIZE];
        if (plan->widths[c] > 0) {
            columns[c].write(shown, variant, cell);
            print_cell(shown->console, cell, plan->widths[c]);
        }
    }
    nnt_console_print(shown->console, "\n");
}

static bool has_column(const layout *plan, const char *head) {
    size_t c = 0;
    while (columns[c].head == NULL || strcmp(columns[c].head, head) != 0) {
        c++;
    }
    return plan->widths[c] > 0;
}

/* Of the columns that are there. */
static void print_legend(const table *shown, const layout *plan) {
    char text[640];
    nnt_console *console = shown->console;
    snprintf(text, sizeof text, "%s of the %s rows: mean %s half its 95 %% interval%s%s%s%s",
             shown->order->focus.metric, shown->order->focus.part, console->symbols->plus_minus,
             has_column(plan, "gradient")
                 ? "; gradient: log10 of the error that reaches layer 1 over that "
                   "at the last hidden layer, before training"
                 : "",
             has_column(plan, "theory") ? "; theory: the same as predicted" : "",
             has_column(plan, "dead") ? "; dead: hidden units without gradient at the end" : "",
             has_column(plan, "for good") ? "; for good: those of layer 1, which nothing can revive"
                                          : "");
    nnt_console_print(console, "%s", console->out.dim);
    nnt_console_wrap(console, 0, text);
    nnt_console_print(console, "%s", console->out.reset);
}

void nnt_compare_table_print(nnt_console *console,
                             const nnt_comparison *comparison,
                             const nnt_compare_order *order) {
    const table shown = {console, comparison, order};
    const layout plan = lay_out(&shown);
    print_head(&shown, &plan);
    for (size_t i = 0; i < comparison->n_variants && i < MOST_ROWS; i++) {
        print_row(&shown, &plan, order->variants[i]);
    }
    if (comparison->n_variants > MOST_ROWS) {
        nnt_console_print(console, "%s %zu more in summary.json\n", console->symbols->ellipsis,
                          comparison->n_variants - MOST_ROWS);
    }
    print_legend(&shown, &plan);
}
