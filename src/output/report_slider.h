/* The delta profile of one run at many moments, moved through with a slider where
 * scripts run. */
#ifndef NNT_OUTPUT_REPORT_SLIDER_H
#define NNT_OUTPUT_REPORT_SLIDER_H

#include "base/text.h"
#include "output/report_history.h"

/* A stop is a moment that the slider can show. */
typedef struct nnt_report_stops {
    nnt_report_moments moments;
    size_t n_hidden, n_stops;
    double *values; /* (n_stops, n_hidden) over that of the last hidden layer */
} nnt_report_stops;

/* False when memory is out; the stops can be cleared in any case. */
bool nnt_report_stops_take(nnt_report_stops *stops, const nnt_run *run, const char *column);
void nnt_report_stops_clear(nnt_report_stops *stops);

/* The line that the slider moves, inside the chart; and the slider below it. */
void nnt_report_add_stops_line(nnt_text *text);
void nnt_report_add_slider(nnt_text *text,
                           const nnt_svg_chart *chart,
                           const nnt_report_stops *stops);

/* The script behind it; ends with NULL. */
extern const char *const nnt_report_slider_script[];

#endif
