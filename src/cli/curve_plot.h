/* A small picture of a curve on linear axes: braille dots where the terminal has
 * Unicode, else letters. */
#ifndef NNT_CLI_CURVE_PLOT_H
#define NNT_CLI_CURVE_PLOT_H

#include "console.h"

typedef struct nnt_curve_plot {
    const char *title;
    size_t n;
    const double *x, *y; /* (n) x rising at equal steps */
    const char *style;   /* escape sequence of the curve, or "" */
} nnt_curve_plot;

/* Two pictures side by side, or below each other on a narrow terminal. */
void nnt_curve_plot_print_pair(nnt_console *console,
                               const nnt_curve_plot *left,
                               const nnt_curve_plot *right);

#endif
