/* Heat maps. */
#include "base/memory.h"
#include "output/html_check.h"
#include "output/svg_heat.h"
#include <math.h>
#include <stdio.h>

/* Two rows at three moments, a table with the columns moment, value. */
static const double table[] = {0, 1e-4, 0, 1, 10, 2e-2, 10, 0, 20, (double)NAN, 20, 1e-4};

static nnt_svg_heat make_heat(void) {
    nnt_svg_heat heat = {.label = "map",
                         .x_title = "epoch",
                         .row_title = "layer",
                         .moments = table,
                         .values = table + 1,
                         .stride = 2,
                         .row_stride = 2,
                         .n_rows = 2,
                         .n_moments = 3,
                         .range = nnt_svg_range_create(NNT_SVG_LOG)};
    nnt_svg_range_add_all(&heat.range, heat.values, 6, 2);
    return heat;
}

static char *draw(const nnt_svg_heat *heat) {
    nnt_text text = {0};
    nnt_svg_heat_add(&text, heat);
    return nnt_text_take(&text);
}

NNT_TEST(svg_heat, cells_have_colours_by_the_logarithm) {
    const nnt_svg_heat heat = make_heat();
    char *text = draw(&heat);
    html_check(text);
    cr_expect(strstr(text, "<title>layer 1, epoch 0: 0.0001</title>") != NULL);
    cr_expect(strstr(text, "<title>layer 2, epoch 0: 1</title>") != NULL);
    cr_expect(html_count(text, "class=\"h0\"") == 2, "the least value, twice");
    cr_expect(html_count(text, "class=\"h13\"") == 1, "2.3 of 4 decades");
    cr_expect(html_count(text, "class=\"h23\"") == 1, "the greatest value");
    nnt_free(text);
}

NNT_TEST(svg_heat, zeros_have_their_own_colour_and_missing_numbers_none) {
    const nnt_svg_heat heat = make_heat();
    char *text = draw(&heat);
    cr_expect(html_count(text, "class=\"hz\"") == 1);
    cr_expect(html_count(text, "</path>") == 5, "%zu cells", html_count(text, "</path>"));
    nnt_free(text);
}

/* Layer 1 is the lowest row. */
NNT_TEST(svg_heat, rows_grow_upwards) {
    const nnt_svg_heat heat = make_heat();
    char *text = draw(&heat);
    double first = 0, second = 0;
    cr_assert(sscanf(strstr(text, "<path class=\"h0\" d=\"M62 "), "<path class=\"h0\" d=\"M62 %lf",
                     &first) == 1);
    cr_assert(sscanf(strstr(text, "<path class=\"h23\" d=\"M62 "),
                     "<path class=\"h23\" d=\"M62 %lf", &second) == 1);
    cr_expect(second < first, "%g %g", second, first);
    nnt_free(text);
}

NNT_TEST(svg_heat, many_moments_are_thinned_and_the_last_stays) {
    enum { LAYERS = 20, MOMENTS = 2001 };
    static double cells[MOMENTS * LAYERS * 2];
    for (size_t i = 0; i < MOMENTS * (size_t)LAYERS; i++) {
        cells[2 * i] = (double)(i / LAYERS);
        cells[2 * i + 1] = (double)(1 + i);
    }
    nnt_svg_heat heat = make_heat();
    heat.moments = cells;
    heat.values = cells + 1;
    heat.n_rows = heat.row_stride = LAYERS;
    heat.n_moments = MOMENTS;
    nnt_svg_range_add_all(&heat.range, heat.values, MOMENTS * (size_t)LAYERS, 2);
    char *text = draw(&heat);
    cr_expect(strlen(text) < 600000, "%zu bytes", strlen(text));
    cr_expect(strstr(text, "layer 20, epoch 0:") != NULL);
    cr_expect(strstr(text, "layer 1, epoch 2000:") != NULL);
    nnt_free(text);
}

NNT_TEST(svg_heat, an_empty_map_draws_nothing) {
    nnt_svg_heat heat = make_heat();
    heat.n_moments = 0;
    char *text = draw(&heat);
    cr_expect(strcmp(text, "") == 0);
    nnt_free(text);
}
