/* report.html: complete, closed in itself, safe against what names may hold. */
#include "base/json.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "output/html_check.h"
#include "output/output.h"
#include "output/report_run.h"
#include <stdio.h>

static char *render(const nnt_run_view *view) {
    nnt_text text = {0};
    cr_assert(nnt_output_report.render(view, &text, NULL) == NNT_OK);
    cr_assert(!text.failed);
    return nnt_text_take(&text);
}

NNT_TEST(report, has_every_section) {
    static const char *const ids[] = {"diagnosis", "scores",      "learning",  "boundary",
                                      "confusion", "gradients",   "curvature", "layers",
                                      "rank",      "activations", "units",     "config"};
    report_run it;
    make_report_run(&it, 40);
    char *html = render(&it.view);
    html_check(html);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        char section[64];
        snprintf(section, sizeof section, "<section id=\"%s\">", ids[i]);
        html_expect_part(html, section);
    }
    html_expect_part(html, "2 → 4 relu ×3 → 2 softmax");
    html_expect_part(html, "reached its target");
    nnt_free(html);
}

static char *find_section(char *html, const char *id) {
    char start[64];
    snprintf(start, sizeof start, "<section id=\"%s\">", id);
    char *section = strstr(html, start);
    cr_assert(section, "%s", id);
    char *end = strstr(section, "</section>");
    cr_assert(end, "%s", id);
    *end = 0;
    return section;
}

NNT_TEST(report, curvature_stands_beside_its_limit) {
    report_run it;
    make_report_run(&it, 40);
    char *html = render(&it.view);
    const char *section = find_section(html, "curvature");
    html_expect_part(section, "theory: stable up to 2");
    html_expect_part(section, "<td>40</td><td>1.75</td><td>2</td>");
    nnt_free(html);
}

/* It is one number of the network: that of the output layer's row. */
NNT_TEST(report, curvature_far_beyond_its_limit_has_a_logarithmic_scale) {
    report_run it;
    make_report_run(&it, 3);
    report_layers[REPORT_LAYERS * REPORT_LAYER_COLUMNS - 1] = 2000;
    char *html = render(&it.view);
    html_expect_part(find_section(html, "curvature"), "logarithmic scale");
    nnt_free(html);
}

NNT_TEST(report, ranks_are_those_of_hidden_layers) {
    report_run it;
    make_report_run(&it, 40);
    char *html = render(&it.view);
    const char *section = find_section(html, "rank");
    html_expect_part(section, "<td>40</td><td>3.5</td><td>3.5</td><td>3.5</td></tr>");
    html_expect_no_part(section, "layer 4");
    nnt_free(html);
}

NNT_TEST(report, has_no_curvature_and_no_rank_unmeasured) {
    report_run it;
    make_report_run(&it, 2);
    for (size_t row = 0; row < it.history.layers.n_rows; row++) {
        for (size_t c = REPORT_LAYER_COLUMNS - 3; c < REPORT_LAYER_COLUMNS; c++) {
            report_layers[row * REPORT_LAYER_COLUMNS + c] = (double)NAN;
        }
    }
    char *html = render(&it.view);
    html_expect_no_part(html, "<section id=\"curvature\">");
    html_expect_no_part(html, "<section id=\"rank\">");
    nnt_free(html);
}

NNT_TEST(report, is_the_same_every_time) {
    report_run it;
    make_report_run(&it, 40);
    char *first = render(&it.view);
    char *second = render(&it.view);
    cr_expect(strcmp(first, second) == 0);
    nnt_free(first);
    nnt_free(second);
}

/* The instruction set and the folder differ between machines, the numbers do not. */
NNT_TEST(report, says_nothing_of_the_machine) {
    report_run it;
    make_report_run(&it, 10);
    it.run.isa = "avx-of-this-machine";
    it.run.directory = "/home/somebody/runs";
    char *html = render(&it.view);
    html_expect_no_part(html, it.run.isa);
    html_expect_no_part(html, it.run.directory);
    nnt_free(html);
}

NNT_TEST(report, needs_no_network) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    /* The name space of SVG is a name, not an address. */
    cr_expect(html_count(html, "://") == html_count(html, "http://www.w3.org/2000/svg"));
    html_expect_no_part(html, "src=");
    cr_expect(html_count(html, "href=") == html_count(html, "href=\"#"), "leaves the page");
    nnt_free(html);
}

NNT_TEST(report, hostile_texts_stay_texts) {
    static const char attack[] = "</title></style></script><script>alert(1)</script>\" x='\x01";
    static char *names[] = {(char *)"<b>", (char *)"a\" onload=\"x"};
    report_run it;
    make_report_run(&it, 10);
    char *clean = render(&it.view);
    const size_t n_scripts = html_count(clean, "<script");
    it.run.name = it.run.description = it.view.config = attack;
    it.data.output_names = it.data.feature_names = names;
    strcpy(it.verdict.sentence, attack);
    strcpy(it.verdict.evidence, attack);
    strcpy(it.verdict.remedy, attack);
    char *html = render(&it.view);
    html_check(html);
    cr_expect(html_count(html, "<script") == n_scripts);
    html_expect_no_part(html, "alert(1)</script>");
    html_expect_no_part(html, "<b>\"");
    html_expect_no_part(html, "\" onload");
    nnt_free(clean);
    nnt_free(html);
}

/* ---- verdicts -------------------------------------------------------------------- */

NNT_TEST(report, shows_verdicts_with_evidence_and_remedy) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    html_expect_part(html, "▲ severe");
    html_expect_part(html, "<code>vanishing_gradient</code>");
    html_expect_part(html, "The gradient vanishes.");
    html_expect_part(html, "<b>Evidence:</b> It is small.");
    html_expect_part(html, "<b>What to do:</b> Use relu.");
    html_expect_no_part(html, "No verdict above note.");
    nnt_free(html);
}

NNT_TEST(report, says_that_there_is_no_verdict) {
    report_run it;
    make_report_run(&it, 10);
    it.run.n_verdicts = 0;
    char *html = render(&it.view);
    html_expect_part(html, "No verdict above note.");
    nnt_free(html);
}

NNT_TEST(report, of_a_diverged_run_names_the_first_bad_number) {
    report_run it;
    make_report_run(&it, 10);
    it.run.n_verdicts = 0;
    it.run.stop = NNT_STOP_DIVERGED;
    it.run.divergence = (nnt_divergence){.epoch = 3,
                                         .step = 17,
                                         .layer = 2,
                                         .quantity = "gradient",
                                         .unit = 5,
                                         .input = 4,
                                         .value = NAN};
    static const char *const names[] = {
        "epoch",         "step",           "learning_rate",        "loss",
        "gradient_norm", "largest_weight", "largest_preactivation"};
    double trail[] = {3, 16, 0.5, 0.25, 8, 2, 3, 3, 17, 0.5, 1e9, NAN, 1e20, INFINITY};
    it.history.trail = (nnt_table){7, names, 2, 2, trail};
    for (size_t i = 0; i < it.history.layers.n_rows * it.history.layers.n_columns; i += 5) {
        it.history.layers.cells[i + 3] = (double)NAN;
        it.history.layers.cells[i + 4] = (double)INFINITY;
    }
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html,
                     "the gradient from input 4 to unit 5 of layer 2, in epoch 3, step 17: it "
                     "is not a number.");
    html_expect_part(html, "<section id=\"divergence\">");
    html_expect_part(html, "<td>16</td>");
    html_expect_no_part(html, "No verdict above note.");
    nnt_free(html);
}

/* ---- pictures --------------------------------------------------------------------- */

/* The JSON behind the first place that has `start`. */
static void read_data(const char *html, const char *start, nnt_json_document *document) {
    const char *data = strstr(html, start);
    cr_assert(data != NULL, "no %s", start);
    data += strlen(start);
    const size_t length = (size_t)(strchr(data, '<') - data);
    cr_assert(nnt_json_read(data, length, "data", document, NULL, NULL) == NNT_OK);
}

/* The script gets the moments of its stops, and a place for each hidden layer at each. */
NNT_TEST(report, slider_data_are_json_of_the_right_shape) {
    report_run it;
    nnt_json_document slider = {0}, places = {0};
    make_report_run(&it, 1000);
    char *html = render(&it.view);
    read_data(html, "id=\"slider-data\">", &slider);
    const nnt_json *moments = nnt_json_get(slider.root, "moments");
    cr_expect(moments->n_children == 120);
    cr_expect(moments->first->number == 0);
    html_expect_part(html, "type=\"range\" min=\"0\" max=\"119\"");
    read_data(html, "class=\"places\">", &places);
    cr_expect(nnt_json_get(places.root, "x")->n_children == 3);
    cr_expect(nnt_json_get(places.root, "y")->n_children == 3 * 120);
    cr_expect(html_count(html, "class=\"places\"") == html_count(html, "class=\"moving "));
    html_expect_part(html, "<path class=\"cursor\" d=\"\" data-place=\"0 1000 ");
    nnt_json_clear(&slider);
    nnt_json_clear(&places);
    nnt_free(html);
}

/* Layer 1 gets a hundredth of the error of the last hidden layer, layer 2 a tenth. */
NNT_TEST(report, profile_is_relative_to_the_last_hidden_layer) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    html_expect_part(html,
                     "<tr><td>1</td><td>0.01</td><td>0.01</td><td>0.004</td><td>0.03</td></tr>");
    html_expect_part(html, "<tr><td>2</td><td>0.1</td><td>0.1</td><td>0.05</td><td>0.2</td></tr>");
    html_expect_part(html, "<tr><td>3</td><td>1</td><td>1</td><td>1</td><td>1</td></tr>");
    nnt_free(html);
}

NNT_TEST(report, confusion_counts_truth_by_row) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    html_expect_part(html, "10 rows of the test data");
    html_expect_part(html, "<td class=\"hit q5\">3</td><td class=\"q4\">2</td>");
    html_expect_part(html, "<td class=\"q0\">0</td><td class=\"hit q8\">5</td>");
    nnt_free(html);
}

/* Class 1 right of the middle; the picture's upper edge is the first row. */
NNT_TEST(report, regions_have_a_table) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    html_expect_part(html, "</th></tr></thead>\n<tbody>\n<tr><th scope=\"row\">1.5</th><td>0</td>"
                           "<td>0</td><td>0</td><td>0</td><td>1</td><td>1</td><td>1</td></tr>");
    nnt_free(html);
}

NNT_TEST(report, of_a_regression_shows_the_curve) {
    report_run it;
    make_report_run(&it, 10);
    make_report_regression(&it);
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html, "<section id=\"fit\">");
    html_expect_part(html, "<tr><td>-1</td><td>1</td></tr>");
    html_expect_part(html, "<th scope=\"col\">R²</th>");
    html_expect_no_part(html, "<section id=\"boundary\">");
    html_expect_no_part(html, "<section id=\"confusion\">");
    nnt_free(html);
}

NNT_TEST(report, without_samples_and_measurements_still_says_the_rest) {
    report_run it;
    make_report_run(&it, 10);
    it.view.samples = NULL;
    it.run.theory = NULL;
    it.history.layers.n_rows = it.history.units.n_rows = it.history.metrics.n_rows = 0;
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html, "<section id=\"scores\">");
    html_expect_no_part(html, "<section id=\"gradients\">");
    html_expect_no_part(html, "<section id=\"learning\">");
    html_expect_no_part(html, "<section id=\"units\">");
    nnt_free(html);
}

NNT_TEST(report, ledger_shows_the_first_events_and_counts_all) {
    report_run it;
    make_report_run(&it, 10);
    char *html = render(&it.view);
    html_expect_part(html, "<b>84</b> born dead, <b>83</b> died, <b>83</b> revived.");
    html_expect_part(html, "First 200 events; all are in units.csv");
    cr_expect(html_count(html, "<td class=\"text\">died</td>") == 67); /* events 1, 4, … 199 */
    nnt_free(html);
}

/* Two deaths, of own weights alone and of a quarter each of bias and layers below; a
 * birth has no cause. */
NNT_TEST(report, ledger_says_what_units_died_of) {
    static const char *const names[] = {"layer",         "unit",       "event",         "epoch",
                                        "cause_weights", "cause_bias", "cause_upstream"};
    double events[] = {1, 0, 0, 0, NAN, NAN, NAN, 1, 1, 1, 2, 1, 0, 0, 1, 2, 1, 3, 0.5, 0.25, 0.25};
    report_run it;
    make_report_run(&it, 10);
    it.history.units = (nnt_table){7, names, 3, 3, events};
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html, "on average: own weights 75 %, own bias 13 %, layers below 13 %.");
    html_expect_part(html, "<td class=\"text\">died</td><td>50</td><td>25</td><td>25</td></tr>");
    html_expect_part(html, "<td class=\"text\">born dead</td><td>–</td><td>–</td><td>–</td></tr>");
    nnt_free(html);
}

/* A unit of layer 1 that is dead for good, one of layer 2 that was dead for 40 steps. */
NNT_TEST(report, ledger_says_what_lasts) {
    static const char *const names[] = {"layer", "unit", "event", "epoch", "spell", "permanent"};
    double events[] = {1, 3, 1, 7, NAN, 1, 2, 5, 2, 9, 40, 0};
    report_run it;
    make_report_run(&it, 10);
    it.history.units = (nnt_table){6, names, 2, 2, events};
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html, "<b>1</b> of layer 1 for good");
    html_expect_part(html, "<td class=\"text\">revived</td><td>–</td><td>–</td><td>–</td>"
                           "<td>40</td></tr>");
    nnt_free(html);
}

/* Of 10 epochs: unit 3 of layer 1 is dead for good from 7 on; unit 5 of layer 2 from 0 to
 * 4 and again from 8; the axis runs from 64 to 464. */
NNT_TEST(report, ledger_has_a_bar_where_a_unit_was_dead) {
    static const char *const names[] = {"layer", "unit", "event", "epoch", "permanent"};
    double events[] = {2, 5, 0, 0, 0, 2, 5, 2, 4, 0, 1, 3, 1, 7, 1, 2, 5, 1, 8, 0};
    report_run it;
    make_report_run(&it, 10);
    it.history.units = (nnt_table){5, names, 4, 4, events};
    it.run.epochs = 10;
    char *html = render(&it.view);
    html_check(html);
    html_expect_part(html, "When these units were dead");
    html_expect_part(html, "<path class=\"bars\" d=\"M344 6H464V11H344z");
    html_expect_part(html, "<path class=\"bars faint\" d=\"M64 20H224V25H64zM384 20H464V25H384z");
    nnt_free(html);
}

/* ---- limits ----------------------------------------------------------------------- */

NNT_TEST(report, long_runs_stay_small) {
    report_run it;
    make_report_run(&it, REPORT_MOST_EPOCHS);
    char *html = render(&it.view);
    cr_expect(strlen(html) < 600000, "%zu bytes", strlen(html));
    nnt_free(html);
}

NNT_TEST(report, is_left_out_when_the_config_says_so) {
    report_run it;
    make_report_run(&it, 10);
    cr_expect(nnt_output_is_wanted(&nnt_output_report, &it.view));
    it.view.omits_report = true;
    cr_expect(!nnt_output_is_wanted(&nnt_output_report, &it.view));
    cr_expect(nnt_output_is_wanted(&nnt_output_summary, &it.view));
}

/* Every allocation fails once; what was built is given back. */
NNT_TEST(report, without_memory_fails_cleanly) {
    report_run it;
    size_t k = 0;
    bool has_failed = true;
    make_report_run(&it, 10);
    while (has_failed) {
        nnt_text text = {0};
        nnt_memory_fail_at(++k, false);
        cr_assert(nnt_output_report.render(&it.view, &text, NULL) == NNT_OK);
        has_failed = text.failed;
        nnt_memory_fail_at(0, false);
        nnt_text_clear(&text);
    }
    cr_expect(k > 10, "only %zu allocations were tried", k);
}
