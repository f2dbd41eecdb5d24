/* The report of a comparison: complete, safe, readable with few variants and with many. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "output/html_check.h"
#include "output/report_many_runs.h"
#include "output/report_page.h"
#include "output/svg_profile.h"

static char *render(const many_runs *it) {
    nnt_text text = {0};
    nnt_report_render_group(&it->group, &text);
    cr_assert(!text.failed);
    return nnt_text_take(&text);
}

NNT_TEST(report_many, has_every_section) {
    static const char *const ids[] = {"variants", "diagnosis", "scores", "learning", "gradients",
                                      "layers",   "units",     "runs",   "config"};
    static many_runs it;
    make_many_runs(&it, 5);
    char *html = render(&it);
    html_check(html);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        char section[64];
        snprintf(section, sizeof section, "<section id=\"%s\">", ids[i]);
        html_expect_part(html, section);
    }
    html_expect_part(html, "<dt>variants</dt><dd>5</dd>");
    html_expect_part(html, "<dt>runs</dt><dd>15</dd>");
    html_expect_no_part(html, "<script");
    nnt_free(html);
}

NNT_TEST(report_many, is_the_same_every_time) {
    static many_runs it;
    make_many_runs(&it, 3);
    char *first = render(&it);
    char *second = render(&it);
    cr_expect(strcmp(first, second) == 0);
    nnt_free(first);
    nnt_free(second);
}

/* Scores of variant v are 0.5 + (v + s) / 100 with seed s: the mean of the last variant
 * is the best, and it is 0.04 above the first with every seed. */
NNT_TEST(report_many, shows_means_intervals_and_differences) {
    static many_runs it;
    make_many_runs(&it, 5);
    char *html = render(&it);
    html_expect_part(html, "<td class=\"best\">0.55 <small>± 0.025</small></td>");
    cr_expect(html_count(html, "class=\"best\"") == 1);
    html_expect_part(html, "<td><b>+0.04</b> <small>± ");
    nnt_free(html);
}

/* Layer 1 gets 2 hundredths: -1.7 decades; a quarter of layer 2 is dead. */
NNT_TEST(report_many, shows_variants_by_layer) {
    static many_runs it;
    make_many_runs(&it, 2);
    char *html = render(&it);
    html_expect_part(html, "<th scope=\"row\">f0</th><td class=\"t0\">-1.7</td>");
    html_expect_part(html,
                     "<td class=\"tz\">0</td><td class=\"t6\">25</td><td class=\"tz\">0</td>");
    html_expect_no_part(html, "Saturated");
    nnt_free(html);
}

NNT_TEST(report_many, says_verdicts_with_frequency_and_remedy) {
    static many_runs it;
    make_many_runs(&it, 4);
    char *html = render(&it);
    html_expect_part(html, "<b>No verdict above note:</b> f0; f2.");
    html_expect_part(html, "<b>f1</b>: vanishing_gradient in 3 of 3 runs</summary>");
    html_expect_part(html, "<span>in 3 of 3 runs; the worst:</span>");
    html_expect_part(html, "<b>What to do:</b> Use relu.");
    nnt_free(html);
}

NNT_TEST(report_many, links_to_the_runs_beside_it_alone) {
    static many_runs it;
    make_many_runs(&it, 1);
    snprintf(it.folders[0], sizeof it.folders[0], "java script:a?b#c\"<");
    char *html = render(&it);
    html_check(html);
    html_expect_part(html,
                     "<a href=\"./java%20script%3Aa%3Fb%23c%22%3C/report.html\">completed</a>");
    html_expect_part(html, "<a href=\"./activation=f0-s1/report.html\">");
    nnt_free(html);
    it.group.has_links = false;
    html = render(&it);
    cr_expect(html_count(html, "href=") == html_count(html, "href=\"#"));
    nnt_free(html);
}

NNT_TEST(report_many, says_what_failed) {
    static many_runs it;
    make_many_runs(&it, 2);
    it.faces[0] = it.faces[1] = NULL;
    it.rows[0].outcome = NNT_COMPARE_FAILED;
    it.rows[0].message = "x.csv:3:1: no such <column>";
    it.rows[0].status = NNT_ERR_DATA;
    it.variants[0].n_failed = 1;
    it.variants[0].n_runs = 2;
    it.variants[0].n_diverged = 1;
    char *html = render(&it);
    html_check(html);
    html_expect_part(html, "2 of 3 runs, 1 diverged");
    html_expect_part(html, "x.csv:3:1: no such &lt;column&gt;");
    html_expect_part(html, "<dt>failed</dt><dd>1</dd>");
    nnt_free(html);
}

NNT_TEST(report_many, without_any_run_still_says_so) {
    static many_runs it;
    make_many_runs(&it, 2);
    memset(it.faces, 0, sizeof it.faces);
    char *html = render(&it);
    html_check(html);
    html_expect_part(html, "<section id=\"variants\">");
    html_expect_no_part(html, "<section id=\"learning\">");
    html_expect_no_part(html, "<section id=\"gradients\">");
    html_expect_no_part(html, "<section id=\"layers\">");
    nnt_free(html);
}

/* ---- hostile names ----------------------------------------------------------------- */

NNT_TEST(report_many, hostile_names_stay_texts) {
    static const char attack[] = "</title></style><script>alert(1)</script>\" x='\x01";
    static many_runs it;
    make_many_runs(&it, 2);
    it.comparison.name = it.comparison.description = it.group.config = attack;
    it.settings[0].value = attack;
    it.variants[1].label = attack;
    it.rows[0].message = it.rows[1].outcome = attack;
    char *html = render(&it);
    html_check(html);
    html_expect_no_part(html, "<script");
    html_expect_no_part(html, "\" x='");
    nnt_free(html);
}

NNT_TEST(report_many, long_names_are_cut) {
    static char name[10001];
    static many_runs it;
    make_many_runs(&it, 3);
    char *before = render(&it);
    memset(name, 'n', sizeof name - 1);
    it.comparison.name = it.comparison.description = it.settings[0].value = name;
    it.variants[0].label = it.rows[0].message = name;
    char *html = render(&it);
    html_check(html);
    cr_expect(strlen(html) < strlen(before) + 20000, "%zu bytes more",
              strlen(html) - strlen(before));
    nnt_free(before);
    nnt_free(html);
}

/* A cut goes between characters. */
NNT_TEST(report_many, names_are_cut_between_characters) {
    static many_runs it;
    char name[NNT_REPORT_NAME_ROOM];
    make_many_runs(&it, 2);
    it.settings[0].value = "ééééééééééééééééééééééééééééééééééééééééééé";
    nnt_report_group_name(&it.group, 0, name);
    cr_expect(strlen(name) < NNT_REPORT_NAME_ROOM);
    cr_expect(strcmp(name + strlen(name) - strlen("é…"), "é…") == 0, "%s", name);
}

/* ---- few and many ------------------------------------------------------------------ */

NNT_TEST(report_many, few_variants_share_a_chart) {
    static many_runs it;
    make_many_runs(&it, 5);
    char *html = render(&it);
    html_expect_part(html, "class=\"band c4\"");
    html_expect_no_part(html, "<use ");
    nnt_free(html);
}

NNT_TEST(report_many, many_variants_get_small_charts) {
    static many_runs it;
    make_many_runs(&it, 40);
    char *html = render(&it);
    html_check(html);
    cr_expect(html_count(html, "<use href=\"#all-train-loss\"/>") == 40);
    cr_expect(html_count(html, "id=\"all-train-loss\"") == 1);
    html_expect_no_part(html, "class=\"line c8\"");
    cr_expect(strlen(html) < 1000000, "%zu bytes", strlen(html));
    nnt_free(html);
}

NNT_TEST(report_many, says_when_not_all_are_drawn) {
    static many_runs it;
    make_many_runs(&it, MANY_MOST);
    char *html = render(&it);
    html_expect_part(html, "The first 48 of 60 variants; all are in compare.csv.");
    cr_expect(html_count(html, "<use href=\"#all-train-loss\"/>") == 48);
    nnt_free(html);
}

/* ---- the picture ------------------------------------------------------------------- */

NNT_TEST(report_many, picture_stands_alone) {
    static many_runs it;
    nnt_text text = {0};
    make_many_runs(&it, 5);
    it.settings[1].value = "<b>\"";
    nnt_svg_profile_add(&text, &it.group);
    cr_assert(!text.failed && text.data);
    html_check(text.data);
    html_expect_part(text.data, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    html_expect_part(text.data, "&lt;b&gt;&quot;");
    cr_expect(html_count(text.data, "class=\"line c4 thin dash\"") == 1);
    nnt_text_clear(&text);
}

NNT_TEST(report_many, picture_of_nothing_is_none) {
    static many_runs it;
    nnt_text text = {0};
    make_many_runs(&it, 2);
    memset(it.faces, 0, sizeof it.faces);
    nnt_svg_profile_add(&text, &it.group);
    cr_expect(text.data == NULL && !text.failed);
}

/* Every allocation fails once; what was built is given back. */
NNT_TEST(report_many, without_memory_fails_cleanly) {
    static many_runs it;
    size_t k = 0;
    bool has_failed = true;
    make_many_runs(&it, 2);
    while (has_failed) {
        nnt_text text = {0};
        nnt_memory_fail_at(++k, false);
        nnt_report_render_group(&it.group, &text);
        has_failed = text.failed;
        nnt_memory_fail_at(0, false);
        nnt_text_clear(&text);
    }
    cr_expect(k > 50, "only %zu allocations were tried", k);
}
