/* The page frame: closed in itself, asking nothing of the network. */
#include "output/html_check.h"
#include "output/html_page.h"

static const char *const script[] = {"let a = 1;\n", "let b = a < 2 && true;\n", NULL};

NNT_TEST(html_page, frame_is_well_formed_and_asks_for_nothing) {
    nnt_text text = {0};
    nnt_html_open_page(&text, "</title><script>x</script>");
    nnt_html_close_page(&text, script);
    html_check(text.data);
    cr_expect(strstr(text.data, "default-src 'none'; style-src 'unsafe-inline'; script-src "
                                "'unsafe-inline'") != NULL);
    cr_expect(strstr(text.data, "<title>&lt;/title&gt;&lt;script&gt;") != NULL);
    cr_expect(strstr(text.data, "let a = 1;\nlet b = a < 2 && true;\n</script>") != NULL);
    cr_expect(html_count(text.data, "://") == 0, "something is fetched");
    cr_expect(html_count(text.data, "url(") == 0, "something is fetched");
    nnt_text_clear(&text);
}

NNT_TEST(html_page, serves_dark_narrow_and_still_readers) {
    nnt_text text = {0};
    nnt_html_open_page(&text, "");
    cr_expect(strstr(text.data, "prefers-color-scheme:dark") != NULL);
    cr_expect(strstr(text.data, "prefers-reduced-motion") != NULL);
    cr_expect(strstr(text.data, "max-width:560px") != NULL);
    cr_expect(strstr(text.data, "width=device-width") != NULL);
    nnt_html_close_page(&text, NULL);
    cr_expect(html_count(text.data, "<script") == 0);
    nnt_text_clear(&text);
}

NNT_TEST(html_page, style_sheet_has_balanced_braces) {
    nnt_text text = {0};
    int depth = 0;
    nnt_html_open_page(&text, "");
    for (const char *at = strstr(text.data, "<style>"); *at != '\0'; at++) {
        depth += (*at == '{') - (*at == '}');
        cr_assert(depth >= 0 && depth <= 2, "at: %.60s", at);
    }
    cr_expect(depth == 0);
    nnt_text_clear(&text);
}

NNT_TEST(html_page, tables_hold_names_and_numbers) {
    static const char *const columns[] = {"epoch", "<loss>"};
    const double row[] = {3, 0.123456};
    nnt_text text = {0};
    nnt_html_open_table(&text, "a & b", columns, 2);
    nnt_html_add_row(&text, row, 2);
    nnt_html_close_table(&text);
    html_check(text.data);
    cr_expect(strstr(text.data, "<summary>a &amp; b</summary>") != NULL);
    cr_expect(strstr(text.data, "<th scope=\"col\">&lt;loss&gt;</th>") != NULL);
    cr_expect(strstr(text.data, "<tr><td>3</td><td>0.1235</td></tr>") != NULL);
    nnt_text_clear(&text);
}

NNT_TEST(html_page, legends_escape_their_labels) {
    nnt_text text = {0};
    nnt_html_open_legend(&text);
    nnt_html_add_legend(&text, "line c0", "a<b");
    nnt_html_add_sign_legend(&text, "point c1", "h2v2h-2z", "\"c\"");
    nnt_html_close_legend(&text);
    html_check(text.data);
    cr_expect(strstr(text.data, "class=\"line c0\"") != NULL);
    cr_expect(strstr(text.data, "a&lt;b") != NULL);
    cr_expect(strstr(text.data, "d=\"M13 6h2v2h-2z\"/></svg>&quot;c&quot;") != NULL);
    nnt_text_clear(&text);
}
