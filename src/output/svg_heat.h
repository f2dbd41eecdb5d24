/* A heat map: layers from below to above, time from left to right. */
#ifndef NNT_OUTPUT_SVG_HEAT_H
#define NNT_OUTPUT_SVG_HEAT_H

#include "base/text.h"
#include "output/svg_scale.h"

/* The value of row r at moment t is values[(t * row_stride + r) * stride], and the
 * moment itself moments[t * row_stride * stride]. */
typedef struct nnt_svg_heat {
    const char *label;     /* what it shows, for those who cannot see it */
    const char *x_title;   /* of the moments: "epoch" */
    const char *row_title; /* of the rows: "layer"; row r is number r + 1 */
    const double *moments;
    const double *values;
    size_t stride, row_stride;
    size_t n_rows, n_moments;
    nnt_svg_range range; /* of the colours */
} nnt_svg_heat;

/* Classes "h0" … of the cells, from the least to the greatest value; "hz" is a
 * zero, and cells that are not finite are left out. */
enum { NNT_SVG_HEAT_COLORS = 24 };

/* Shows at most some hundred moments, at equal distances, with the last. */
void nnt_svg_heat_add(nnt_text *text, const nnt_svg_heat *heat);

#endif
