/* The frame of a page that needs nothing from outside, and its building blocks. */
#ifndef NNT_OUTPUT_HTML_PAGE_H
#define NNT_OUTPUT_HTML_PAGE_H

#include "base/text.h"

/* Everything up to the content, and from its end on. `script` may be NULL. */
void nnt_html_open_page(nnt_text *text, const char *title);
void nnt_html_close_page(nnt_text *text, const char *const *script);

/* A part of the page with its heading; `lead` says what there is to see in it. */
void nnt_html_open_section(nnt_text *text, const char *id, const char *title, const char *lead);
void nnt_html_close_section(nnt_text *text);

/* A picture with its caption; what follows until the end is the picture. */
void nnt_html_open_figure(nnt_text *text, const char *caption);
void nnt_html_close_figure(nnt_text *text);

/* Small pictures side by side in a figure, each with its name. */
void nnt_html_open_multiples(nnt_text *text);
void nnt_html_close_multiples(nnt_text *text);
void nnt_html_open_small(nnt_text *text, const char *name);
void nnt_html_close_small(nnt_text *text);

/* A legend: an entry shows a line, or a sign that is a path around its middle. */
void nnt_html_open_legend(nnt_text *text);
void nnt_html_add_legend(nnt_text *text, const char *style, const char *label);
void nnt_html_add_sign_legend(nnt_text *text,
                              const char *style,
                              const char *sign,
                              const char *label);
void nnt_html_close_legend(nnt_text *text);

/* A table that is folded away, as the text alternative of a picture. */
void nnt_html_open_table(nnt_text *text, const char *summary, const char *const *columns, size_t n);
void nnt_html_close_table(nnt_text *text);
/* One cell of numbers, or a row of them. */
void nnt_html_add_cell(nnt_text *text, double number);
void nnt_html_add_row(nnt_text *text, const double *numbers, size_t n);

#endif
