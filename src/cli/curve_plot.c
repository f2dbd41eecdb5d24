/* Drawing of small curves. */
#include "curve_plot.h"

#include "figures.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 9, WIDEST = 36, NARROWEST = 16, LABEL_COLUMNS = 7, GAP = 3 };

/* The dots of a picture; a cell of braille has 2 x 4 of them, one of ASCII 1. */
typedef struct canvas {
    int columns;      /* of characters */
    int across, down; /* dots of a cell */
    double low, high; /* of the curve, with 0 */
    unsigned char dots[ROWS][WIDEST];
} canvas;

/* Bits of U+2800 … U+28FF by row and column of the dot. */
static const unsigned char braille_bits[4][2] = {
    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

static int find_dot(const canvas *it, double y) {
    return (int)lround((it->high - y) / (it->high - it->low) * (ROWS * it->down - 1));
}

/* The dots of one column of dots, from the height of the last one. */
static void draw_column(canvas *it, int x, int from, int to) {
    const int step = from < to ? 1 : -1;
    for (int y = from == to ? to : from + step;; y += step) {
        it->dots[y / it->down][x / it->across] |= braille_bits[y % it->down][x % it->across];
        if (y == to) {
            return;
        }
    }
}

static canvas draw(const nnt_console *console, const nnt_curve_plot *plot, int columns) {
    const bool is_unicode = console->symbols->is_unicode;
    canvas it = {.columns = columns, .across = is_unicode ? 2 : 1, .down = is_unicode ? 4 : 1};
    for (size_t i = 0; i < plot->n; i++) {
        it.low = fmin(it.low, plot->y[i]);
        it.high = fmax(it.high, plot->y[i]);
    }
    it.high = it.high > it.low ? it.high : it.low + 1;
    int last = 0;
    for (int x = 0; x < columns * it.across; x++) {
        const double share = (double)x / (columns * it.across - 1);
        const double y = plot->y[(size_t)lround(share * (double)(plot->n - 1))];
        const int dot = find_dot(&it, y);
        draw_column(&it, x, x > 0 ? last : dot, dot);
        last = dot;
    }
    return it;
}

/* ---- printing ----------------------------------------------------------------- */

static void print_cell(nnt_console *console, const canvas *it, int row, int column) {
    const bool is_unicode = console->symbols->is_unicode;
    const unsigned bits = it->dots[row][column];
    const bool is_zero = find_dot(it, 0) / it->down == row;
    const bool is_middle = column == it->columns / 2;
    if (bits != 0 && is_unicode) {
        const char braille[] = {(char)0xE2, (char)(0xA0 | bits >> 6), (char)(0x80 | (bits & 0x3F))};
        nnt_console_write(console, braille, sizeof braille);
    } else if (bits != 0) {
        nnt_console_print(console, "*");
    } else if (is_zero) {
        nnt_console_print(console, "%s",
                          is_unicode  ? is_middle ? "┼" : "─"
                          : is_middle ? "+"
                                      : "-");
    } else {
        nnt_console_print(console, "%s", !is_middle ? " " : is_unicode ? "│" : "|");
    }
}

/* The ends of the axis, and 0 where it is clear of them. */
static void write_label(const canvas *it, int row, char label[NNT_FIGURE_SIZE]) {
    label[0] = '\0';
    if (row == 0) {
        nnt_figure_number(label, it->high, 3);
    } else if (row == ROWS - 1) {
        nnt_figure_number(label, it->low, 3);
    } else if (find_dot(it, 0) / it->down == row) {
        nnt_figure_number(label, 0, 1);
    }
}

/* The style changes between curve and axes, not at every cell. */
static void print_row(nnt_console *console, const nnt_curve_plot *plot, const canvas *it, int row) {
    char label[NNT_FIGURE_SIZE];
    bool is_curve = false;
    write_label(it, row, label);
    nnt_console_print(console, "%*s ", LABEL_COLUMNS - 1, label);
    for (int column = 0; column < it->columns; column++) {
        if (is_curve != (it->dots[row][column] != 0)) {
            is_curve = !is_curve;
            nnt_console_print(console, "%s", is_curve ? plot->style : console->out.reset);
        }
        print_cell(console, it, row, column);
    }
    nnt_console_print(console, "%s", is_curve ? console->out.reset : "");
}

static void print_x_axis(nnt_console *console, const nnt_curve_plot *plot, int columns) {
    char first[NNT_FIGURE_SIZE];
    char last[NNT_FIGURE_SIZE];
    nnt_figure_number(first, plot->x[0], 3);
    nnt_figure_number(last, plot->x[plot->n - 1], 3);
    nnt_console_print(console, "%*s%s%*s", LABEL_COLUMNS, "", first, columns - (int)strlen(first),
                      last);
}

/* `n` pictures on the same lines. */
static void
print_line_of(nnt_console *console, const nnt_curve_plot *const *plots, size_t n, int columns) {
    canvas canvases[2];
    for (size_t i = 0; i < n; i++) {
        canvases[i] = draw(console, plots[i], columns);
    }
    for (int row = -1; row <= ROWS; row++) {
        for (size_t i = 0; i < n; i++) {
            nnt_console_print(console, "%*s", i > 0 ? GAP : 0, "");
            if (row < 0) {
                nnt_console_print(console, "%*s%-*s", LABEL_COLUMNS, "", i + 1 < n ? columns : 0,
                                  plots[i]->title);
            } else if (row < ROWS) {
                print_row(console, plots[i], &canvases[i], row);
            } else {
                print_x_axis(console, plots[i], columns);
            }
        }
        nnt_console_print(console, "\n");
    }
}

void nnt_curve_plot_print_pair(nnt_console *console,
                               const nnt_curve_plot *left,
                               const nnt_curve_plot *right) {
    const nnt_curve_plot *const plots[] = {left, right};
    const int width = (int)nnt_console_width();
    const int half = (width - GAP - 2 * LABEL_COLUMNS) / 2;
    if (half >= NARROWEST) {
        print_line_of(console, plots, 2, half < WIDEST ? half : WIDEST);
        return;
    }
    print_line_of(console, plots, 1, NARROWEST);
    print_line_of(console, plots + 1, 1, NARROWEST);
}
