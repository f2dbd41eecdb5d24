/* A slider that moves through the training of one run where scripts run: lines over the
 * layers, histograms, and cursors in pictures over time all go with it. */
#ifndef NNT_OUTPUT_REPORT_SLIDER_H
#define NNT_OUTPUT_REPORT_SLIDER_H

#include "base/text.h"
#include "output/report_history.h"

/* A quantity of the hidden layers at every stop, which is a moment that the slider can
 * show. */
typedef struct nnt_report_stops {
    nnt_report_moments moments;
    size_t n_hidden, n_stops;
    double *values; /* (n_stops, n_hidden) */
} nnt_report_stops;

/* `is_relative`: over that of the last hidden layer. False when memory is out; the stops
 * can be cleared in any case. */
bool nnt_report_stops_take(nnt_report_stops *stops,
                           const nnt_run *run,
                           const char *column,
                           bool is_relative);
void nnt_report_stops_clear(nnt_report_stops *stops);

/* The line that the slider moves, inside the chart, and behind the chart its places. */
void nnt_report_add_moving_line(nnt_text *text);
void nnt_report_add_places(nnt_text *text,
                           const nnt_svg_chart *chart,
                           const nnt_report_stops *stops);

/* The slider at the lower edge of the window; nothing for a run of few moments. */
void nnt_report_add_slider(nnt_text *text, const nnt_run *run);

/* The script behind it; ends with NULL. */
extern const char *const nnt_report_slider_script[];

#endif
