/* From numbers to places in a picture: linear and logarithmic scales with ticks. */
#ifndef NNT_OUTPUT_SVG_SCALE_H
#define NNT_OUTPUT_SVG_SCALE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum nnt_svg_kind {
    NNT_SVG_LINEAR,
    NNT_SVG_WHOLE, /* linear, with ticks at whole numbers only */
    NNT_SVG_LOG
} nnt_svg_kind;

/* What a scale has to show. Start with nnt_svg_range_create. */
typedef struct nnt_svg_range {
    nnt_svg_kind kind;
    double low, high;
    bool is_empty;
    bool has_zero; /* of a logarithmic range: 0 or less was among the values */
} nnt_svg_range;

nnt_svg_range nnt_svg_range_create(nnt_svg_kind kind);
/* Widens the range to hold the value; one that is not finite changes nothing. */
void nnt_svg_range_add(nnt_svg_range *range, double value);
/* n values at equal distances in memory. */
void nnt_svg_range_add_all(nnt_svg_range *range, const double *values, size_t n, size_t stride);

/* The values low … high lie at from … to; logarithmic ones as decimal logarithms.
 * A logarithmic scale that must show zeros keeps a strip for them before `from`. */
typedef struct nnt_svg_scale {
    nnt_svg_kind kind;
    double low, high;
    double from, to;
    bool has_zero;
    double zero_at;
} nnt_svg_scale;

nnt_svg_scale nnt_svg_scale_create(const nnt_svg_range *range, double from, double to);

/* NaN for a value that is not finite, and for 0 where no strip is kept for it;
 * values outside of the scale are held at its ends. */
double nnt_svg_scale_place(const nnt_svg_scale *scale, double value);

enum { NNT_SVG_MAX_TICKS = 12, NNT_SVG_TICK_ROOM = 40 };

typedef struct nnt_svg_tick {
    double place;
    char text[NNT_SVG_TICK_ROOM];
} nnt_svg_tick;

size_t nnt_svg_scale_ticks(const nnt_svg_scale *scale, nnt_svg_tick ticks[NNT_SVG_MAX_TICKS]);

#endif
