/* Along how many directions the layers spread the rows, over time. */
#include "output/report_layer_lines.h"
#include "output/report_section.h"

static const struct {
    const char *caption, *label, *column;
} kinds[] = {
    {"Effective rank of each layer's activations",
     "Effective rank of the activations of each hidden layer over time", "effective_rank"},
    {"Directions that hold 99 % of the variance",
     "Principal directions that hold 99 % of the variance of each hidden layer over time",
     "dimension_99"},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

/* The output layer has none. */
static nnt_report_layer_lines make_lines(const nnt_report_moments *moments, size_t kind) {
    return (nnt_report_layer_lines){.caption = kinds[kind].caption,
                                    .label = kinds[kind].label,
                                    .column = kinds[kind].column,
                                    .kind = NNT_SVG_LINEAR,
                                    .n_layers = moments->n_layers - 1};
}

static bool is_present(const nnt_run_view *view) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    if (moments.count == 0) {
        return false;
    }
    const nnt_report_layer_lines first = make_lines(&moments, 0);
    return nnt_report_has_layer_lines(&moments, &first);
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_report_moments moments = nnt_report_find_moments(view->run);
    nnt_text_add(text, "<div class=\"grids\">\n");
    for (size_t kind = 0; kind < N_KINDS; kind++) {
        const nnt_report_layer_lines lines = make_lines(&moments, kind);
        nnt_report_add_layer_lines(text, &moments, &lines);
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_rank = {
    .id = "rank",
    .title = "Rank",
    .lead = "How many directions of a layer the rows differ in, at most its number of units. Where "
            "a layer has few, those above it cannot tell the rows apart by more.",
    .is_present = is_present,
    .render = render,
};
