/* Curves on a logarithmic scale: braille dots where the terminal has Unicode, else
 * letters. */
#ifndef NNT_CLI_TERMINAL_PLOT_H
#define NNT_CLI_TERMINAL_PLOT_H

#include "console.h"

enum { NNT_PLOT_ROWS = 10, NNT_MAX_CURVES = 2 };

typedef struct nnt_curve {
    const char *name;
    const double *values; /* values[0], values[stride], …; NULL: there is no such curve */
    size_t stride;
} nnt_curve;

typedef struct nnt_terminal_plot {
    const char *title;
    const char *x_name;
    double x_first, x_last; /* of the first and the last point */
    size_t n_points;        /* of every curve */
    nnt_curve curves[NNT_MAX_CURVES];
} nnt_terminal_plot;

/* Prints nothing for fewer than two points or without any positive number. Points
 * that are not positive and finite leave a gap. */
void nnt_terminal_plot_print(nnt_console *console, const nnt_terminal_plot *plot);

#endif
