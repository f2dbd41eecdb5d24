/* Lines with names, and bands around them, in one chart or in many small ones. */
#ifndef NNT_OUTPUT_REPORT_LINES_H
#define NNT_OUTPUT_REPORT_LINES_H

#include "output/report_spread.h"

typedef struct nnt_report_line {
    const char *name;
    const char *style; /* "line c0" */
    const char *band;  /* "band c0"; NULL: there is no band */
    nnt_svg_series mean;
    nnt_svg_series low, high; /* of the band */
} nnt_report_line;

typedef struct nnt_report_lines {
    const char *id; /* of what small charts share */
    const char *caption, *x_title;
    nnt_svg_range y;
    const nnt_report_line *lines; /* all with the same x */
    size_t n;
    const char *band_name;   /* what bands are, for the legend; NULL: nobody has one */
    const char *moment_name; /* of an upright line at `moment`; NULL: none */
    double moment;
    bool has_dots;
    const char *file; /* that has all the numbers; NULL: the table shows all of them */
} nnt_report_lines;

/* Lets a linear scale show `goal`, and nothing below `least`. */
void nnt_report_frame_scale(nnt_svg_range *y, double least, double goal);

/* A figure with all lines in one chart, and a table. */
void nnt_report_add_lines(nnt_text *text, const nnt_report_lines *figure);

/* A figure with a small chart for each line, in which the others are pale. */
void nnt_report_add_small_lines(nnt_text *text, const nnt_report_lines *figure);

#endif
