/* A figure with a line for each layer over time. */
#ifndef NNT_OUTPUT_REPORT_LAYER_LINES_H
#define NNT_OUTPUT_REPORT_LAYER_LINES_H

#include "output/report_history.h"

typedef struct nnt_report_layer_lines {
    const char *caption, *label;
    const char *column; /* of the layer table */
    nnt_svg_kind kind;
    size_t n_layers; /* those that are shown, from the first on */
} nnt_report_layer_lines;

/* Whether any of the layers has a number at any moment. */
bool nnt_report_has_layer_lines(const nnt_report_moments *moments,
                                const nnt_report_layer_lines *figure);

void nnt_report_add_layer_lines(nnt_text *text,
                                const nnt_report_moments *moments,
                                const nnt_report_layer_lines *figure);

#endif
