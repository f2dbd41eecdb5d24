/* Prints facts, pictures and expectations of an activation. */
#include "activation_text.h"

#include "curve_plot.h"
#include "figures.h"
#include "nntrain/theory.h"
#include "row_text.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { CONFIG_SIZE = 400, N_DEEP = 10, RANGE_SIZE = 2 * NNT_FIGURE_SIZE + 16 };

void nnt_activation_text_draw(nnt_console *console, const nnt_activation_shape *shape) {
    const nnt_curve_plot value = {"f(z)", NNT_ACTIVATION_POINTS, shape->z, shape->value,
                                  console->out.green};
    const nnt_curve_plot slope = {"slope f'(z)", NNT_ACTIVATION_POINTS, shape->z, shape->slope,
                                  console->out.yellow};
    nnt_curve_plot_print_pair(console, &value, &slope);
}

static const char *write_end(char text[NNT_FIGURE_SIZE], double end) {
    if (isinf(end)) {
        return end < 0 ? "-inf" : "inf";
    }
    return nnt_figure_number(text, end, 3);
}

static void print_facts(nnt_console *console, const nnt_activation_shape *shape) {
    char low[NNT_FIGURE_SIZE], high[NNT_FIGURE_SIZE], slope[NNT_FIGURE_SIZE], text[RANGE_SIZE];
    snprintf(text, sizeof text, "%s to %s", write_end(low, shape->low),
             write_end(high, shape->high));
    nnt_row_text_print_field(console, "range", text);
    snprintf(text, sizeof text, "at most %s", nnt_figure_number(slope, shape->max_slope, 3));
    nnt_row_text_print_field(console, "slope", text);
    nnt_row_text_print_field(console, "init", shape->init);
}

/* Ten layers of 64 units on rows of ten features, scaled. */
static nnt_status
predict(const char *activation, const char *init, nnt_theory_report **report, nnt_error *error) {
    char text[CONFIG_SIZE];
    nnt_messages notes = {0};
    nnt_config *config = NULL;
    const int length =
        snprintf(text, sizeof text,
                 "{\"task\": \"regression\", \"data\": {\"train\": {\"type\": \"friedman\", "
                 "\"samples\": 64}}, \"network\": {\"hidden\": [64, 64, 64, 64, 64, 64, 64, 64, "
                 "64, 64], \"activation\": \"%s\", \"init\": \"%s\"}}",
                 activation, init);
    nnt_status status =
        nnt_config_read(text, (size_t)length, "explain", ".", NULL, 0, &config, &notes, error);
    if (status == NNT_OK) {
        status = nnt_theory_report_create(config, NULL, report, &notes, error);
    }
    nnt_config_free(config);
    nnt_messages_clear(&notes);
    return status;
}

static double get_value(const nnt_theory_report *report, size_t layer, const char *name) {
    const nnt_table *table = report->predictions;
    const size_t column = nnt_table_column(table, name);
    return column == SIZE_MAX || table->n_rows < N_DEEP
               ? (double)NAN
               : table->cells[layer * table->n_columns + column];
}

static void
print_cell(nnt_console *console, int width, double value, int n_digits, const char *unit) {
    char figure[NNT_FIGURE_SIZE], text[NNT_FIGURE_SIZE + 4];
    snprintf(text, sizeof text, "%s%s", nnt_figure_number(figure, value, n_digits), unit);
    nnt_console_print(console, "%*s", width, isnan(value) ? "-" : text);
}

static void
print_expectation(nnt_console *console, const char *init, const nnt_theory_report *report) {
    nnt_console_print(console, "%-15s", init);
    print_cell(console, 10, get_value(report, 0, "delta_norm"), 2, "");
    print_cell(console, 9, get_value(report, N_DEEP - 1, "preactivation_rms"), 2, "");
    print_cell(console, 9, round(100 * get_value(report, N_DEEP - 1, "dead_fraction")), 2, " %");
    print_cell(console, 9, get_value(report, N_DEEP - 1, "correlation"), 2, "");
    nnt_console_print(console, "\n");
}

static nnt_status
print_expectations(nnt_console *console, const char *activation, nnt_error *error) {
    static const char *const inits[] = {"he_normal", "glorot_normal", "lecun_normal", "pytorch"};
    nnt_status status = NNT_OK;
    nnt_console_print(console, "\n%sby theory      %10s%9s%9s%9s%s\n", console->out.bold, "|delta|",
                      "rms z", "dead", "corr.", console->out.reset);
    for (size_t i = 0; i < sizeof inits / sizeof inits[0] && status == NNT_OK; i++) {
        nnt_theory_report *report = NULL;
        status = predict(activation, inits[i], &report, error);
        if (status == NNT_OK) {
            print_expectation(console, inits[i], report);
        }
        nnt_theory_report_free(report);
    }
    nnt_console_print(console, "%s", console->out.dim);
    nnt_console_wrap(
        console, 0,
        "ten hidden layers of 64 such units before training, data with ten features; "
        "|delta|: the error that reaches layer 1, that of layer 10 = 1; the others are "
        "layer 10's: size of z, share of units without a slope on any row, "
        "correlation of two rows");
    nnt_console_print(console, "%s", console->out.reset);
    return status;
}

nnt_status
nnt_activation_text_print(nnt_console *console, const nnt_row *activation, nnt_error *error) {
    nnt_activation_shape shape;
    nnt_status status = nnt_activation_sample(activation->name, &shape, error);
    if (status == NNT_OK) {
        print_facts(console, &shape);
        nnt_row_text_print(console, activation);
        nnt_console_print(console, "\n");
        nnt_activation_text_draw(console, &shape);
        status = print_expectations(console, activation->name, error);
    }
    return status;
}
