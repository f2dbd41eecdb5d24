/* Histograms in the report: what is drawn, what is said, and tables that are none. */
#include "base/memory.h"
#include "output/html_check.h"
#include "output/report_bins.h"
#include "output/report_page.h"
#include "output/report_run.h"

enum { LOOKS = 2, BINS = 5, COLUMNS = 4 + BINS };
enum { ROWS = LOOKS * REPORT_LAYERS * NNT_REPORT_QUANTITIES };

static const char *names[COLUMNS] = {"epoch", "step", "layer", "quantity", "-1",
                                     "-0.1",  "0",    "0.1",   "1"};
static double cells[ROWS * COLUMNS];

/* Of pre-activations, 100 values: 10 below -1, 50 near 0, 40 above 1 at the start; all
 * above 1 at the end. Nothing else was counted. */
static void make_histograms(report_run *it) {
    static const double start[BINS] = {10, 0, 50, 0, 40};
    static const double end[BINS] = {0, 0, 0, 0, 100};
    static const double nothing[BINS] = {0};
    make_report_run(it, 10);
    for (size_t r = 0; r < ROWS; r++) {
        const size_t look = r / (REPORT_LAYERS * NNT_REPORT_QUANTITIES);
        const size_t quantity = r % NNT_REPORT_QUANTITIES;
        const double keys[] = {(double)look * 10, (double)look * 40,
                               (double)(1 + r / NNT_REPORT_QUANTITIES % REPORT_LAYERS),
                               (double)quantity};
        const double *counts = quantity > 0 ? nothing : look > 0 ? end : start;
        memcpy(cells + r * COLUMNS, keys, sizeof keys);
        memcpy(cells + r * COLUMNS + 4, counts, sizeof start);
    }
    it->history.histograms = (nnt_table){COLUMNS, names, ROWS, ROWS, cells};
}

static char *render(const report_run *it) {
    nnt_text text = {0};
    nnt_report_render_run(&it->view, &text);
    cr_assert(!text.failed);
    return nnt_text_take(&text);
}

NNT_TEST(report_histograms, shows_what_was_counted) {
    report_run it;
    make_histograms(&it);
    char *html = render(&it);
    html_check(html);
    html_expect_part(html, "<section id=\"histograms\">");
    html_expect_part(html, "Pre-activations z");
    html_expect_no_part(html, "Errors δ of the rows");
    cr_expect(html_count(html, "<h3>layer ") == REPORT_LAYERS);
    /* At the start a tenth lies below -1, half of all near 0 or below. */
    html_expect_part(html, "<tr><td>1</td><td>-1</td><td>0</td><td>1</td><td>1</td><td>1</td>"
                           "<td>1</td></tr>");
    nnt_free(html);
}

/* Three bins are in use, each a third of 118 high; all values in one bin are the darkest. */
NNT_TEST(report_histograms, all_values_in_a_bin_are_darkest) {
    report_run it;
    make_histograms(&it);
    char *html = render(&it);
    html_expect_part(html, "<path class=\"q8\" d=\"M142 10H228V49.3H142z\"/>");
    nnt_free(html);
}

/* For the slider: a digit a bin that is in use, by the root of its share of the greatest. At
 * the start a tenth, a half and four tenths, at the end all in the last. */
NNT_TEST(report_histograms, have_bars_for_the_slider) {
    report_run it;
    make_histograms(&it);
    char *html = render(&it);
    html_expect_part(html, "data-rows=\"3\" data-bars=\"cpn00z\"");
    html_expect_part(html, "data-looks=\"0 10\"");
    nnt_free(html);
}

/* Relu's strips: half of the values around 0 are the densest stretch. */
NNT_TEST(report_histograms, lie_below_the_activation) {
    report_run it;
    make_histograms(&it);
    char *html = render(&it);
    html_expect_part(html, "where z of each layer lies at the end");
    html_expect_no_part(html, "−rms … rms");
    cr_expect(html_count(html, "class=\"line strip r0 s4\"") == 1);
    nnt_free(html);
}

NNT_TEST(report_histograms, without_them_show_the_usual_size) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it);
    html_expect_no_part(html, "<section id=\"histograms\">");
    html_expect_part(html, "−rms … rms");
    nnt_free(html);
}

static void expect_refused(const report_run *it, const char *why) {
    nnt_report_bins bins;
    cr_expect(!nnt_report_find_bins(&it->run, &bins), "%s", why);
    char *html = render(it);
    html_expect_no_part(html, "<section id=\"histograms\">");
    nnt_free(html);
}

/* As files that were tampered with could hold them. */
NNT_TEST(report_histograms, tables_that_are_none_are_passed_over) {
    report_run it;
    nnt_report_bins bins;
    make_histograms(&it);
    cr_expect(nnt_report_find_bins(&it.run, &bins));
    cells[2] = 3;
    expect_refused(&it, "another layer");
    make_histograms(&it);
    cells[COLUMNS + 3] = 2;
    expect_refused(&it, "another quantity");
    make_histograms(&it);
    it.history.histograms.n_rows--;
    expect_refused(&it, "a row is missing");
    make_histograms(&it);
    it.history.histograms.n_columns--;
    expect_refused(&it, "no middle bin");
    names[4] = "x";
    make_histograms(&it);
    expect_refused(&it, "an edge that is no number");
    names[4] = "-0.01";
    expect_refused(&it, "edges that fall");
    names[4] = "-1";
    names[0] = "age";
    expect_refused(&it, "no epoch");
    names[0] = "epoch";
}
