/* Which classes are taken for which. */
#include "output/html_page.h"
#include "output/html_style.h"
#include "output/html_text.h"
#include "output/report_section.h"

enum { MOST_CLASSES = 20 };

static size_t sum_row(const size_t *counts, size_t n) {
    size_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += counts[i];
    }
    return sum;
}

static void add_name(nnt_text *text, const nnt_dataset *data, size_t class_index) {
    char room[NNT_NAME_ROOM];
    nnt_html_add_long_text(text, nnt_dataset_output_name(data, class_index, room), 24);
}

/* Shaded by its share of the row. */
static void add_count(nnt_text *text, size_t count, size_t sum, bool is_hit) {
    const size_t shade = sum == 0 ? 0 : (count * NNT_STYLE_SHADES + sum - 1) / sum;
    nnt_text_addf(text, "<td class=\"%sq%zu\">%zu</td>", is_hit ? "hit " : "", shade, count);
}

static void render(const nnt_run_view *view, nnt_text *text) {
    const nnt_confusion *confusion = &view->samples->confusion;
    const size_t n = view->run->n_outputs;
    nnt_text_addf(text, "<p>%zu rows of the %s data.</p>\n", confusion->n_rows, confusion->part);
    nnt_text_add(text, "<div class=\"wide\" tabindex=\"0\"><table class=\"confusion\"><thead><tr>"
                       "<th scope=\"col\">truth \\ answer</th>");
    for (size_t k = 0; k < n; k++) {
        nnt_text_add(text, "<th scope=\"col\">");
        add_name(text, view->data, k);
        nnt_text_add(text, "</th>");
    }
    nnt_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t truth = 0; truth < n; truth++) {
        const size_t *counts = confusion->counts + truth * n;
        nnt_text_add(text, "<tr><th scope=\"row\">");
        add_name(text, view->data, truth);
        nnt_text_add(text, "</th>");
        for (size_t answer = 0; answer < n; answer++) {
            add_count(text, counts[answer], sum_row(counts, n), answer == truth);
        }
        nnt_text_add(text, "</tr>\n");
    }
    nnt_text_add(text, "</tbody></table></div>\n");
}

static bool is_present(const nnt_run_view *view) {
    return view->samples && view->samples->confusion.counts && view->run->n_outputs <= MOST_CLASSES;
}

const nnt_report_section nnt_report_confusion = {
    .id = "confusion",
    .title = "Confusion",
    .lead = "A row for each true class, shaded by the share of its rows that got each answer.",
    .is_present = is_present,
    .render = render,
};
