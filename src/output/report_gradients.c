/* Gradients of the layers over time, and the profile across the layers. */
#include "output/report_layer_lines.h"
#include "output/report_profile.h"
#include "output/report_section.h"

/* The norms of all layers, the output layer's as well. */
static nnt_report_layer_lines make_norms(const nnt_report_moments *moments) {
    return (nnt_report_layer_lines){.caption = "Gradient norm of each layer",
                                    .label = "Gradient norm of each layer over time",
                                    .column = "gradient_norm",
                                    .kind = NNT_SVG_LOG,
                                    .n_layers = moments->n_layers};
}

static bool is_present(const nnt_run_view *view) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    return moments.count > 0 && nnt_report_column(moments.table, "gradient_norm");
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    const nnt_report_layer_lines norms = make_norms(&moments);
    nnt_text_add(text, "<div class=\"grids\">\n");
    nnt_report_add_layer_lines(text, &moments, &norms);
    if (nnt_report_has_profile(view->run)) {
        nnt_report_add_profile(text, view->run);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_gradients = {
    .id = "gradients",
    .title = "Gradients",
    .lead = "Lines that fall together mean convergence. Lines far apart, or a profile that falls "
            "steeply towards layer 1, mean gradients that vanish on their way back; one that "
            "rises towards layer 1, that they explode.",
    .is_present = is_present,
    .render = render,
    .many = &nnt_report_many_gradients,
};
