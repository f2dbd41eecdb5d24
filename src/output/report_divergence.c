/* The steps that led to a number that is not finite. */
#include "output/report_history.h"
#include "output/report_lines.h"
#include "output/report_section.h"

static const struct {
    const char *name, *column, *style;
} curves[] = {
    {"loss", "loss", "line c0"},
    {"norm of the gradient", "gradient_norm", "line c1"},
    {"largest weight", "largest_weight", "line c2"},
    {"largest pre-activation", "largest_preactivation", "line c3 dash"},
};
enum { N_CURVES = sizeof curves / sizeof curves[0] };

static bool is_present(const nnt_run_view *view) {
    return view->run->history->trail.n_rows > 0;
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_table *trail = &view->run->history->trail;
    nnt_report_line lines[N_CURVES];
    nnt_report_lines figure = {.caption = "The last steps, on the batch of each",
                               .x_title = "step",
                               .y = nnt_svg_range_create(NNT_SVG_LOG),
                               .lines = lines,
                               .has_dots = true};
    for (size_t c = 0; c < N_CURVES; c++) {
        const nnt_svg_series series = nnt_report_series(trail, "step", curves[c].column);
        if (series.n > 0) {
            lines[figure.n++] =
                (nnt_report_line){.name = curves[c].name, .style = curves[c].style, .mean = series};
            nnt_svg_range_add_all(&figure.y, series.y, series.n, series.y_stride);
        }
    }
    if (figure.n > 0) {
        nnt_text_add(text, "<div class=\"grids\">\n");
        nnt_report_add_lines(text, &figure);
        nnt_text_add(text, "</div>\n");
    }
}

const nnt_report_section nnt_report_divergence = {
    .id = "divergence",
    .title = "How the numbers were lost",
    .lead = "The step in which the first number was not finite, behind the five before it. Curves "
            "end where theirs is none.",
    .is_present = is_present,
    .render = render,
};
