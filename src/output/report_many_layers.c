/* Variants against layers. */
#include "output/report_heat_table.h"
#include "output/report_section.h"
#include "output/report_table.h"

static const nnt_report_quantity heats[] = {
    {"Gradient norm at the end, decimal logarithm",
     {"gradient_norm", NNT_REPORT_END, false, NNT_SVG_LOG},
     NULL},
    {"Update ratio ‖ΔW‖ / ‖W‖ of the last step, decimal logarithm",
     {"update_ratio", NNT_REPORT_END, false, NNT_SVG_LOG},
     NULL},
    {"Dead units at the end, % of the layer",
     {"dead_fraction", NNT_REPORT_END, false, NNT_SVG_LINEAR},
     "No unit is dead in any variant."},
    {"Saturated units at the end, % of the layer",
     {"saturated_fraction", NNT_REPORT_END, false, NNT_SVG_LINEAR},
     "No unit is saturated in any variant."},
};

static bool is_present(const nnt_report_group *group) {
    return nnt_report_group_hidden(group) > 0 && nnt_report_group_has_layers(group);
}

static void render(const nnt_report_group *group, nnt_text *text) {
    nnt_text_add(text, "<div class=\"wide-grids\">\n");
    for (size_t i = 0; i < sizeof heats / sizeof heats[0]; i++) {
        nnt_report_add_heat_table(text, group, &heats[i]);
    }
    nnt_text_add(text, "</div>\n");
    nnt_report_add_rest(text, group, NNT_REPORT_MOST_VARIANTS);
}

const nnt_report_many nnt_report_many_layers = {
    .title = "Variants by layer",
    .lead = "A row for each variant, a column for each hidden layer, layer 1 on the left; means "
            "over the seeds. A decade is a factor of ten.",
    .is_present = is_present,
    .render = render,
};
