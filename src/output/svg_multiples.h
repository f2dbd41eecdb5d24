/* A picture of its own with many small charts of activations. */
#ifndef NNT_OUTPUT_SVG_MULTIPLES_H
#define NNT_OUTPUT_SVG_MULTIPLES_H

#include "base/text.h"
#include "output/report_samples.h"

/* The whole file; n >= 1. */
void nnt_svg_add_multiples(nnt_text *text, const nnt_activation_curve *curves, size_t n);

#endif
