/* How the values of the layers are spread, over time. */
#include "output/html_page.h"
#include "output/html_text.h"
#include "output/report_bins.h"
#include "output/report_history.h"
#include "output/report_section.h"
#include "output/svg_chart.h"
#include "output/svg_shape.h"

#include <math.h>
#include <stdio.h>

enum { MOST_MAPS = 36, N_LEVELS = 8, N_LABELS = 5, N_QUANTILES = 3 };
static const double LEFT = 56, RIGHT = 228, TOP = 10, BOTTOM = 128, BELOW = 26;

static bool is_of_steps(const char *time_name) {
    return time_name[0] == 's';
}

/* One quantity of all layers. Shown are the bins that any of them uses, and that of 0
 * between those of both signs. */
typedef struct histogram_map {
    const nnt_report_bins *bins;
    size_t quantity;
    size_t n_shown;
    size_t shown[NNT_REPORT_MOST_BINS]; /* (n_shown) bins */
    double greatest;                    /* share of a bin */
    const char *caption;
    const char *time_name;
} histogram_map;

static const char *const captions[NNT_REPORT_QUANTITIES] = {
    "Pre-activations z", "Errors δ of the rows", "Entries of the weight gradient",
    "Activations a, of the output layer the answer", "Moves of the weights in the last step"};

static double sum_counts(const nnt_report_bins *bins, const double *counts) {
    double sum = 0;
    for (size_t b = 0; b < bins->n_bins; b++) {
        sum += counts[b];
    }
    return sum;
}

static void include(histogram_map *it, const double *counts, bool *is_used) {
    const double sum = sum_counts(it->bins, counts);
    for (size_t b = 0; b < it->bins->n_bins; b++) {
        if (counts[b] > 0) {
            is_used[b] = true;
            it->greatest = fmax(it->greatest, counts[b] / sum);
        }
    }
}

/* False when nothing was counted. */
static bool measure(histogram_map *it) {
    const nnt_report_bins *bins = it->bins;
    bool is_used[NNT_REPORT_MOST_BINS] = {false};
    for (size_t look = 0; look < bins->n_looks; look++) {
        for (size_t layer = 0; layer < bins->n_layers; layer++) {
            include(it, nnt_report_bin_counts(bins, look, layer, it->quantity), is_used);
        }
    }
    is_used[bins->n_bins / 2] = true;
    for (size_t b = 0; b < bins->n_bins; b++) {
        if (is_used[b]) {
            it->shown[it->n_shown++] = b;
        }
    }
    return it->n_shown > 1 || it->greatest > 0;
}

/* ---- the map of a layer ----------------------------------------------------------- */

static double place_row(const histogram_map *it, size_t row) {
    return BOTTOM - (double)row * (BOTTOM - TOP) / (double)it->n_shown;
}

/* Rows at equal distances from that of 0. */
static void add_labels(nnt_text *text, const histogram_map *it) {
    const size_t step = (it->n_shown + N_LABELS - 1) / N_LABELS;
    size_t zero = 0;
    while (it->shown[zero] != it->bins->n_bins / 2) {
        zero++;
    }
    for (size_t row = zero % step; row < it->n_shown; row += step) {
        const double y = (place_row(it, row) + place_row(it, row + 1)) / 2;
        nnt_svg_add_line(text, "grid", LEFT, y, RIGHT, y);
        nnt_svg_add_text(text, "label", NNT_SVG_END, LEFT - 6, y + 4,
                         nnt_report_bin_name(it->bins, it->shown[row]));
    }
}

static size_t choose_level(const histogram_map *it, double share) {
    const double level = ceil(N_LEVELS * sqrt(share / it->greatest));
    return level < N_LEVELS ? (size_t)level : N_LEVELS;
}

/* Cells of one level; neighbours in a column become one shape. */
static void add_level(nnt_text *text, const histogram_map *it, size_t layer, size_t level) {
    const double width = (RIGHT - LEFT) / (double)it->bins->n_looks;
    for (size_t look = 0; look < it->bins->n_looks; look++) {
        const double *counts = nnt_report_bin_counts(it->bins, look, layer, it->quantity);
        const double sum = sum_counts(it->bins, counts);
        for (size_t row = 0; row < it->n_shown; row++) {
            const size_t start = row;
            while (row < it->n_shown && counts[it->shown[row]] > 0 &&
                   choose_level(it, counts[it->shown[row]] / sum) == level) {
                row++;
            }
            if (row > start) {
                nnt_svg_add_box(text, LEFT + (double)look * width, place_row(it, row),
                                LEFT + (double)(look + 1) * width, place_row(it, start));
            }
        }
    }
}

static void add_axis(nnt_text *text, const histogram_map *it) {
    const bool is_step = is_of_steps(it->time_name);
    const double half_a_column = (RIGHT - LEFT) / (double)it->bins->n_looks / 2;
    nnt_svg_range range = nnt_svg_range_create(NNT_SVG_WHOLE);
    nnt_svg_range_add(&range, nnt_report_bin_moment(it->bins, 0, is_step));
    nnt_svg_range_add(&range, nnt_report_bin_moment(it->bins, it->bins->n_looks - 1, is_step));
    const nnt_svg_scale scale =
        nnt_svg_scale_create(&range, LEFT + half_a_column, RIGHT - half_a_column);
    nnt_svg_add_x_ticks(text, &scale, RIGHT, BOTTOM, "");
}

/* The histogram of one look at a time, for the slider: shares of the bins by their root,
 * as the shades have them. */
static void add_bars(nnt_text *text, const histogram_map *it, size_t layer) {
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    nnt_text_addf(text, "<path class=\"bars\" d=\"\" data-frame=\"%s %s %s %s\"",
                  nnt_svg_at(LEFT).text, nnt_svg_at(RIGHT).text, nnt_svg_at(TOP).text,
                  nnt_svg_at(BOTTOM).text);
    nnt_text_addf(text, " data-rows=\"%zu\" data-bars=\"", it->n_shown);
    for (size_t look = 0; look < it->bins->n_looks; look++) {
        const double *counts = nnt_report_bin_counts(it->bins, look, layer, it->quantity);
        const double sum = sum_counts(it->bins, counts);
        for (size_t row = 0; row < it->n_shown; row++) {
            const double share = sum > 0 ? counts[it->shown[row]] / sum : 0;
            const size_t level = (size_t)ceil(35 * sqrt(share / it->greatest));
            nnt_text_add_bytes(text, &digits[level < 35 ? level : 35], 1);
        }
    }
    nnt_text_add(text, "\"/>\n");
}

static void add_layer(nnt_text *text, const histogram_map *it, size_t layer) {
    char name[64];
    snprintf(name, sizeof name, "layer %zu%s", layer + 1,
             layer + 1 == it->bins->n_layers ? " (output)" : "");
    nnt_html_open_small(text, name);
    nnt_svg_open(text, NNT_SVG_SMALL_WIDTH, BOTTOM + BELOW, name);
    add_labels(text, it);
    add_axis(text, it);
    nnt_text_add(text, "<g class=\"area\">\n");
    for (size_t level = 1; level <= N_LEVELS; level++) {
        nnt_text_addf(text, "<path class=\"q%zu\" d=\"", level);
        add_level(text, it, layer, level);
        nnt_text_add(text, "\"/>\n");
    }
    nnt_text_add(text, "</g>\n");
    add_bars(text, it, layer);
    nnt_svg_close(text);
    nnt_html_close_small(text);
}

/* ---- the table -------------------------------------------------------------------- */

/* The bin up to which this share of the values lies. */
static size_t find_quantile(const nnt_report_bins *bins, const double *counts, double share) {
    const double sum = sum_counts(bins, counts);
    double below = 0;
    size_t b = 0;
    for (; b + 1 < bins->n_bins; b++) {
        below += counts[b];
        if (below >= share * sum && below > 0) {
            break;
        }
    }
    return b;
}

static void add_table(nnt_text *text, const histogram_map *it) {
    static const char *const columns[] = {"layer",      "start: 5 % below", "half below",
                                          "95 % below", "end: 5 % below",   "half below",
                                          "95 % below"};
    static const double shares[N_QUANTILES] = {0.05, 0.5, 0.95};
    nnt_html_open_table(text, "Numbers, by the edges of the bins", columns,
                        sizeof columns / sizeof columns[0]);
    for (size_t layer = 0; layer < it->bins->n_layers; layer++) {
        nnt_text_addf(text, "<tr><td>%zu</td>", layer + 1);
        for (size_t i = 0; i < 2 * (size_t)N_QUANTILES; i++) {
            const size_t look = i < N_QUANTILES ? 0 : it->bins->n_looks - 1;
            const double *counts = nnt_report_bin_counts(it->bins, look, layer, it->quantity);
            const size_t bin = find_quantile(it->bins, counts, shares[i % N_QUANTILES]);
            nnt_html_add_cell(text, sum_counts(it->bins, counts) > 0
                                        ? nnt_report_bin_edge(it->bins, bin)
                                        : (double)NAN);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_html_close_table(text);
}

/* ---- the section ------------------------------------------------------------------ */

static void add_map(nnt_text *text, const histogram_map *it) {
    const size_t most = MOST_MAPS / it->bins->n_quantities;
    const size_t n = it->bins->n_layers < most ? it->bins->n_layers : most;
    nnt_html_open_figure(text, it->caption);
    nnt_html_open_multiples(text);
    for (size_t i = 0; i < n; i++) {
        add_layer(text, it, n < 2 ? 0 : i * (it->bins->n_layers - 1) / (n - 1));
    }
    nnt_html_close_multiples(text);
    add_table(text, it);
    nnt_html_close_figure(text);
}

static bool is_present(const nnt_run_view *view) {
    nnt_report_bins bins;
    return nnt_report_find_bins(view->run, &bins);
}

static void render(const nnt_run_view *view, nnt_text *text) {
    nnt_report_bins bins;
    if (!nnt_report_find_bins(view->run, &bins)) {
        return;
    }
    const char *time_name = nnt_report_find_moments(view->run).name;
    nnt_text_add(text, "<div class=\"stack\" data-looks=\"");
    for (size_t look = 0; look < bins.n_looks; look++) {
        nnt_text_add(text, look > 0 ? " " : "");
        nnt_text_add_json_number(text, nnt_report_bin_moment(&bins, look, is_of_steps(time_name)));
    }
    nnt_text_add(text, "\">\n");
    for (size_t q = 0; q < bins.n_quantities; q++) {
        histogram_map it = {
            .bins = &bins, .quantity = q, .caption = captions[q], .time_name = time_name};
        if (measure(&it)) {
            add_map(text, &it);
        }
    }
    nnt_text_add(text, "</div>\n");
}

const nnt_report_section nnt_report_histograms = {
    .id = "histograms",
    .title = "Histograms over time",
    .lead =
        "Time runs to the right; each column is a histogram, stronger where more values lie. The "
        "scale is that of the bins: narrow where activations bend, by powers of ten near 0.",
    .is_present = is_present,
    .render = render,
};
