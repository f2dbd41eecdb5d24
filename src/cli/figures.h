/* Numbers as people read them. */
#ifndef NNT_CLI_FIGURES_H
#define NNT_CLI_FIGURES_H

#include <stddef.h>

/* Long enough for any text from here. */
enum { NNT_FIGURE_SIZE = 40 };

/* Seconds as "3.1 ms", "12.4 s", "3 min 20 s", "2 h 05 min". */
const char *nnt_figure_duration(char text[NNT_FIGURE_SIZE], double seconds);

/* Seconds as a clock shows them: "0:12", "1:02:03". */
const char *nnt_figure_clock(char text[NNT_FIGURE_SIZE], double seconds);

/* A rate or count with three figures: "950", "1.20k", "3.45M". */
const char *nnt_figure_count(char text[NNT_FIGURE_SIZE], double count);

/* With so many significant digits; "nan" has no sign. */
const char *nnt_figure_number(char text[NNT_FIGURE_SIZE], double number, int n_digits);

/* Shortest decimal that reads back as the same double; for JSON, null when the
 * number is not finite. */
const char *nnt_figure_exact(char text[NNT_FIGURE_SIZE], double number);

#endif
