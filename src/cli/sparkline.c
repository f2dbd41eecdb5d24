/* Draws sparklines. */
#include "sparkline.h"

#include <math.h>
#include <string.h>

void nnt_log_range_add(nnt_log_range *range, double value) {
    if (value > 0 && isfinite(value)) {
        const double exponent = log10(value);
        range->low = range->is_empty ? exponent : fmin(range->low, exponent);
        range->high = range->is_empty ? exponent : fmax(range->high, exponent);
        range->is_empty = false;
    }
}

static const char *choose_block(double exponent, nnt_log_range range, const nnt_symbols *symbols) {
    const double height = range.high - range.low;
    /* A series that is constant but for rounding is a level line, not noise. */
    const double part = height > 1e-9 ? (exponent - range.low) / height : 0.5;
    const int level = (int)(part * NNT_BLOCK_LEVELS);
    return symbols->blocks[level < NNT_BLOCK_LEVELS ? level : NNT_BLOCK_LEVELS - 1];
}

/* The sign for n values: their geometric mean, '!' when one is not finite, the
 * sign for zero when there is nothing to take the mean of. */
static const char *choose_sign(const double *values,
                               size_t n,
                               size_t stride,
                               nnt_log_range range,
                               const nnt_symbols *symbols) {
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const double value = values[i * stride];
        if (!isfinite(value)) {
            return "!";
        }
        if (value > 0) {
            sum += log10(value);
            count++;
        }
    }
    return count > 0 ? choose_block(sum / (double)count, range, symbols) : symbols->zero;
}

size_t nnt_sparkline_draw(const double *values,
                          size_t n,
                          size_t stride,
                          nnt_log_range range,
                          const nnt_symbols *symbols,
                          char text[NNT_SPARKLINE_SIZE]) {
    const size_t length = n < NNT_SPARKLINE_LENGTH ? n : NNT_SPARKLINE_LENGTH;
    text[0] = '\0';
    for (size_t i = 0; i < length; i++) {
        const size_t first = (size_t)((double)i * (double)n / (double)length);
        const size_t end = (size_t)((double)(i + 1) * (double)n / (double)length);
        strcat(text, choose_sign(values + first * stride, end - first, stride, range, symbols));
    }
    return length;
}
