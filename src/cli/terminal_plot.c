/* Draws curves. */
#include "terminal_plot.h"

#include "log_axis.h"
#include "sparkline.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WIDEST = 100, LABEL_COLUMNS = 9, MOST_TICKS = 5 };

/* The area inside the axes. A cell of braille has 2 x 4 dots, one of ASCII 1. */
typedef struct canvas {
    int columns;      /* of characters */
    int across, down; /* dots of a cell */
    nnt_log_range range;
    unsigned char dots[NNT_MAX_CURVES][NNT_PLOT_ROWS][WIDEST]; /* bits of each cell */
} canvas;

/* Bits of U+2800 … U+28FF by row and column of the dot. */
static const unsigned char braille_bits[4][2] = {
    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static void set_dot(canvas *it, size_t curve, int x, int y) {
    const int column = x / it->across;
    /* Further curves are dashed, so that they differ where there is no colour. */
    if (curve == 0 || it->across == 1 || column % 2 == 0) {
        it->dots[curve][y / it->down][column] |= braille_bits[y % it->down][x % it->across];
    }
}

static void draw_line(canvas *it, size_t curve, int x0, int y0, int x1, int y1) {
    const int n = (int)fmax(fabs((double)x1 - x0), fabs((double)y1 - y0));
    for (int i = 0; i <= n; i++) {
        const double part = n > 0 ? (double)i / n : 0;
        set_dot(it, curve, (int)lround(x0 + part * (x1 - x0)), (int)lround(y0 + part * (y1 - y0)));
    }
}

static int find_dot(const canvas *it, double exponent) {
    const double part = (exponent - it->range.low) / (it->range.high - it->range.low);
    return (int)lround((1 - part) * (NNT_PLOT_ROWS * it->down - 1));
}

static void draw_curve(canvas *it, const nnt_terminal_plot *plot, size_t curve) {
    const nnt_curve *from = &plot->curves[curve];
    bool is_drawing = false;
    int last_x = 0;
    int last_y = 0;
    for (size_t i = 0; from->values != NULL && i < plot->n_points; i++) {
        const double value = from->values[i * from->stride];
        const double part = (double)i / (double)(plot->n_points - 1);
        const int x = (int)lround(part * (it->columns * it->across - 1));
        if (!(value > 0) || !isfinite(value)) {
            is_drawing = false;
            continue;
        }
        const int y = find_dot(it, log10(value));
        draw_line(it, curve, is_drawing ? last_x : x, is_drawing ? last_y : y, x, y);
        is_drawing = true;
        last_x = x;
        last_y = y;
    }
}

static nnt_log_range measure(const nnt_terminal_plot *plot) {
    const double least = 1e-3; /* decades that a level line is given */
    nnt_log_range range = {.is_empty = true};
    for (size_t c = 0; c < NNT_MAX_CURVES; c++) {
        const nnt_curve *curve = &plot->curves[c];
        for (size_t i = 0; curve->values != NULL && i < plot->n_points; i++) {
            nnt_log_range_add(&range, curve->values[i * curve->stride]);
        }
    }
    if (range.high - range.low < least) {
        range.low -= least / 2;
        range.high += least / 2;
    }
    return range;
}

/* ---- printing ----------------------------------------------------------------- */

static const char *get_style(const nnt_console *console, size_t curve) {
    return curve == 0 ? console->out.green : console->out.yellow;
}

/* A sample of a curve, as the legend shows it. */
static const char *get_sample(const nnt_console *console, size_t curve) {
    static const char *const ascii[NNT_MAX_CURVES] = {"***", "ooo"};
    static const char *const braille[NNT_MAX_CURVES] = {"⠤⠤⠤", "⠤ ⠤"};
    return console->symbols->is_unicode ? braille[curve] : ascii[curve];
}

static void print_title(nnt_console *console, const nnt_terminal_plot *plot) {
    nnt_console_print(console, "\n%s%s%s", console->out.bold, plot->title, console->out.reset);
    for (size_t c = 0; c < NNT_MAX_CURVES; c++) {
        if (plot->curves[c].values != NULL) {
            nnt_console_print(console, "  %s%s%s %s", get_style(console, c), get_sample(console, c),
                              console->out.reset, plot->curves[c].name);
        }
    }
    nnt_console_print(console, "\n");
}

static void print_cell(nnt_console *console, unsigned first, unsigned second) {
    const unsigned bits = first | second;
    if (console->symbols->is_unicode && bits != 0) {
        const char braille[] = {(char)0xE2, (char)(0xA0 | bits >> 6), (char)(0x80 | (bits & 0x3F))};
        nnt_console_write(console, braille, sizeof braille);
    } else {
        const char *sign = bits == 0 ? " " : first == 0 ? "o" : second == 0 ? "*" : "#";
        nnt_console_write(console, sign, 1);
    }
}

/* Columns of a row up to its last dot. */
static int count_drawn(const canvas *it, int row) {
    int n = it->columns;
    while (n > 0 && it->dots[0][row][n - 1] == 0 && it->dots[1][row][n - 1] == 0) {
        n--;
    }
    return n;
}

static void print_cells(nnt_console *console, const canvas *it, int row) {
    const char *style = "";
    const int n = count_drawn(it, row);
    for (int column = 0; column < n; column++) {
        const unsigned first = it->dots[0][row][column];
        const unsigned second = it->dots[1][row][column];
        const char *next = first != 0    ? get_style(console, 0)
                           : second != 0 ? get_style(console, 1)
                                         : style;
        if (strcmp(next, style) != 0) {
            nnt_console_print(console, "%s", next);
            style = next;
        }
        print_cell(console, first, second);
    }
    nnt_console_print(console, "%s\n", *style != '\0' ? console->out.reset : "");
}

static void print_rows(nnt_console *console, const canvas *it) {
    const bool is_unicode = console->symbols->is_unicode;
    const nnt_log_ticks ticks = nnt_log_ticks_choose(it->range.low, it->range.high, MOST_TICKS);
    for (int row = 0; row < NNT_PLOT_ROWS; row++) {
        char label[NNT_FIGURE_SIZE] = "";
        for (size_t i = 0; i < ticks.n; i++) {
            if (find_dot(it, ticks.exponents[i]) / it->down == row) {
                nnt_log_ticks_label(&ticks, i, label);
            }
        }
        const char *axis = is_unicode ? (*label != '\0' ? "┤" : "│") : *label != '\0' ? "+" : "|";
        nnt_console_print(console, "%*s %s", LABEL_COLUMNS - 1, label, axis);
        print_cells(console, it, row);
    }
}

static void print_x_axis(nnt_console *console, const nnt_terminal_plot *plot, int columns) {
    const bool is_unicode = console->symbols->is_unicode;
    char first[64], last[NNT_FIGURE_SIZE];
    snprintf(first, sizeof first, "%s %.0f", plot->x_name, plot->x_first);
    snprintf(last, sizeof last, "%.0f", plot->x_last);
    nnt_console_print(console, "%*s%s", LABEL_COLUMNS, "", is_unicode ? "└" : "+");
    for (int i = 0; i < columns; i++) {
        nnt_console_print(console, "%s", is_unicode ? "─" : "-");
    }
    nnt_console_print(console, "\n%*s%s%*s\n", LABEL_COLUMNS + 1, "", first,
                      columns - (int)strlen(first), last);
}

void nnt_terminal_plot_print(nnt_console *console, const nnt_terminal_plot *plot) {
    const size_t width = nnt_console_width() < WIDEST ? nnt_console_width() : WIDEST;
    const bool is_unicode = console->symbols->is_unicode;
    canvas area = {.columns = width > 40 ? (int)width - LABEL_COLUMNS - 2 : 30,
                   .across = is_unicode ? 2 : 1,
                   .down = is_unicode ? 4 : 1,
                   .range = measure(plot)};
    if (area.range.is_empty || plot->n_points < 2) {
        return;
    }
    for (size_t c = 0; c < NNT_MAX_CURVES; c++) {
        draw_curve(&area, plot, c);
    }
    print_title(console, plot);
    print_rows(console, &area);
    print_x_axis(console, plot, area.columns);
}
