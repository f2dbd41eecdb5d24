/* The page frame and its building blocks. */
#include "output/html_page.h"

#include "output/html_style.h"
#include "output/html_text.h"

void nnt_html_open_page(nnt_text *text, const char *title) {
    nnt_text_add(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>");
    nnt_html_add_text(text, title);
    nnt_text_add(text, "</title>\n<style>\n");
    nnt_html_add_style(text);
    nnt_text_add(text, "</style>\n</head>\n<body>\n");
}

void nnt_html_close_page(nnt_text *text, const char *const *script) {
    if (script) {
        nnt_text_add(text, "<script>\n");
        for (; *script; script++) {
            nnt_text_add(text, *script);
        }
        nnt_text_add(text, "</script>\n");
    }
    nnt_text_add(text, "</body>\n</html>\n");
}

void nnt_html_open_section(nnt_text *text, const char *id, const char *title, const char *lead) {
    nnt_text_addf(text, "<section id=\"%s\">\n<h2>%s</h2>\n<p class=\"lead\">%s</p>\n", id, title,
                  lead);
}

void nnt_html_close_section(nnt_text *text) {
    nnt_text_add(text, "</section>\n");
}

void nnt_html_open_figure(nnt_text *text, const char *caption) {
    nnt_text_add(text, "<figure>\n<figcaption>");
    nnt_html_add_text(text, caption);
    nnt_text_add(text, "</figcaption>\n");
}

void nnt_html_close_figure(nnt_text *text) {
    nnt_text_add(text, "</figure>\n");
}

void nnt_html_open_multiples(nnt_text *text) {
    nnt_text_add(text, "<div class=\"multiples\">\n");
}

void nnt_html_close_multiples(nnt_text *text) {
    nnt_text_add(text, "</div>\n");
}

void nnt_html_open_small(nnt_text *text, const char *name) {
    nnt_text_add(text, "<div class=\"small\"><h3>");
    nnt_html_add_text(text, name);
    nnt_text_add(text, "</h3>\n");
}

void nnt_html_close_small(nnt_text *text) {
    nnt_text_add(text, "</div>\n");
}

void nnt_html_open_legend(nnt_text *text) {
    nnt_text_add(text, "<ul class=\"legend\">\n");
}

static void add_entry(
    nnt_text *text, const char *style, const char *start, const char *path, const char *label) {
    nnt_text_addf(text,
                  "<li><svg viewBox=\"0 0 26 12\" aria-hidden=\"true\"><path class=\"%s\" "
                  "d=\"%s%s\"/></svg>",
                  style, start, path);
    nnt_html_add_text(text, label);
    nnt_text_add(text, "</li>\n");
}

void nnt_html_add_legend(nnt_text *text, const char *style, const char *label) {
    add_entry(text, style, "M1 6", "h24", label);
}

void nnt_html_add_sign_legend(nnt_text *text,
                              const char *style,
                              const char *sign,
                              const char *label) {
    add_entry(text, style, "M13 6", sign, label);
}

void nnt_html_close_legend(nnt_text *text) {
    nnt_text_add(text, "</ul>\n");
}

void nnt_html_open_table(nnt_text *text,
                         const char *summary,
                         const char *const *columns,
                         size_t n) {
    nnt_text_add(text, "<details>\n<summary>");
    nnt_html_add_text(text, summary);
    nnt_text_add(text, "</summary>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>");
    for (size_t c = 0; c < n; c++) {
        nnt_text_add(text, "<th scope=\"col\">");
        nnt_html_add_text(text, columns[c]);
        nnt_text_add(text, "</th>");
    }
    nnt_text_add(text, "</tr></thead>\n<tbody>\n");
}

void nnt_html_close_table(nnt_text *text) {
    nnt_text_add(text, "</tbody></table></div>\n</details>\n");
}

void nnt_html_add_cell(nnt_text *text, double number) {
    nnt_text_add(text, "<td>");
    nnt_html_add_number(text, number);
    nnt_text_add(text, "</td>");
}

void nnt_html_add_row(nnt_text *text, const double *numbers, size_t n) {
    nnt_text_add(text, "<tr>");
    for (size_t c = 0; c < n; c++) {
        nnt_html_add_cell(text, numbers[c]);
    }
    nnt_text_add(text, "</tr>\n");
}
