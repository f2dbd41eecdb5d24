/* A row of block characters that draws a series on a logarithmic scale. */
#ifndef NNT_CLI_SPARKLINE_H
#define NNT_CLI_SPARKLINE_H

#include "console.h"

enum { NNT_SPARKLINE_LENGTH = 14, NNT_SPARKLINE_SIZE = 4 * NNT_SPARKLINE_LENGTH + 1 };

/* The scale: decimal logarithms of what the lowest and highest block stand for. */
typedef struct nnt_log_range {
    double low, high;
    bool is_empty;
} nnt_log_range;

/* Widens the range to hold a value; those that are not positive and finite have
 * no logarithm and change nothing. Start with is_empty = true. */
void nnt_log_range_add(nnt_log_range *range, double value);

/* Draws values[0], values[stride], … (n of them); many values share a character,
 * which shows their geometric mean. Zeros and what is not finite have signs of
 * their own: symbols->zero and '!'. Returns the number of characters. */
size_t nnt_sparkline_draw(const double *values,
                          size_t n,
                          size_t stride,
                          nnt_log_range range,
                          const nnt_symbols *symbols,
                          char text[NNT_SPARKLINE_SIZE]);

#endif
