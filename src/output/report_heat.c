/* Layers over time as heat maps. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/svg_heat.h"

#include <math.h>
#include <stdio.h>

/* A series worth a map. */
typedef struct heat_kind {
    const char *series, *caption;
    nnt_svg_kind kind;
    const char *absent; /* of a share: what to say instead of a map without any */
} heat_kind;

static const heat_kind kinds[] = {
    {"gradient_norm", "Gradient norm", NNT_SVG_LOG, NULL},
    {"update_ratio", "Update ratio ‖ΔW‖ / ‖W‖ of the last step", NNT_SVG_LOG, NULL},
    {"dead_fraction", "Dead units, as a share of the layer", NNT_SVG_LINEAR,
     "No unit was dead at any moment that was measured."},
    {"saturated_fraction", "Saturated units, as a share of the layer", NNT_SVG_LINEAR,
     "No unit was saturated at any moment that was measured."},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static void add_color_key(nnt_text *text, const nnt_svg_range *range) {
    nnt_text_addf(text, "<p class=\"bar\">%s",
                  range->has_zero ? "<span class=\"none\">0</span>" : "");
    if (!range->is_empty) {
        nnt_text_addf(text, "<span>%s</span><i></i><span>%s</span>",
                      nnt_html_round(range->low, 2).text, nnt_html_round(range->high, 2).text);
    }
    nnt_text_add(text, "</p>\n");
}

/* The hidden layers alone have units that die or saturate. */
static bool has_output_layer(const heat_kind *kind) {
    return !kind->absent;
}

static nnt_svg_heat
measure(const heat_kind *kind, const nnt_report_moments *moments, size_t n_rows) {
    const nnt_table *table = moments->table;
    nnt_svg_heat heat = {.label = kind->caption,
                         .x_title = moments->name,
                         .row_title = "layer",
                         .moments = nnt_report_column(table, moments->name),
                         .values = nnt_report_column(table, kind->series),
                         .stride = table->n_columns,
                         .n_rows = n_rows,
                         .row_stride = moments->n_layers,
                         .n_moments = moments->count,
                         .range = nnt_svg_range_create(kind->kind)};
    for (size_t row = 0; row < n_rows; row++) {
        nnt_svg_range_add_all(&heat.range, heat.values + row * heat.stride, moments->count,
                              moments->n_layers * heat.stride);
    }
    return heat;
}

static void add_map(nnt_text *text, const heat_kind *kind, const nnt_report_moments *moments) {
    const size_t n_rows = has_output_layer(kind) ? moments->n_layers : moments->n_layers - 1;
    if (n_rows == 0 || !nnt_report_column(moments->table, kind->series)) {
        return;
    }
    nnt_svg_heat heat = measure(kind, moments, n_rows);
    nnt_html_open_figure(text, kind->caption);
    if (kind->absent && heat.range.high == 0) {
        nnt_text_addf(text, "<p class=\"hint\">%s</p>\n", kind->absent);
    } else {
        if (kind->absent) {
            heat.range.has_zero = heat.range.low == 0;
            heat.range.low = 0;
            heat.range.high = 1;
        }
        add_color_key(text, &heat.range);
        nnt_svg_heat_add(text, &heat);
        nnt_report_add_layer_table(text, moments, kind->series, moments->n_layers);
    }
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    return nnt_report_find_moments(view->run).count > 0;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t k = 0; k < N_KINDS; k++) {
        add_map(text, &kinds[k], &moments);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_heat = {
    .id = "layers",
    .title = "Layers over time",
    .lead = "One row a layer, layer 1 at the bottom. Gradient norms and update ratios have "
            "logarithmic colours. An update ratio near 0.001 is usual; at epoch 0 there is none.",
    .is_present = is_present,
    .render = render,
    .many = &nnt_report_many_layers,
};
