/* Texts and numbers inside HTML and SVG. Everything that comes from outside, such
 * as names in a config or in data, goes through nnt_html_add_text. */
#ifndef NNT_OUTPUT_HTML_TEXT_H
#define NNT_OUTPUT_HTML_TEXT_H

#include "base/text.h"

enum {
    NNT_HTML_LONGEST = 300,    /* bytes of a text that nnt_html_add_text lets through */
    NNT_HTML_TICK_DIGITS = 6,  /* significant digits beside an axis */
    NNT_HTML_TABLE_DIGITS = 4, /* and in a table */
};

/* Appends a text for the inside of an element or of a quoted attribute. What
 * could end either is escaped; bytes that are not UTF-8, control characters and
 * those that turn the direction of writing become U+FFFD; a longer text is cut at
 * `limit` bytes and ends in "…". */
void nnt_html_add_long_text(nnt_text *text, const char *string, size_t limit);
void nnt_html_add_text(nnt_text *text, const char *string);

/* The number rounded to so many significant digits; "–" when it is not a number,
 * "∞" and "−∞". */
typedef struct nnt_html_number {
    char text[32];
} nnt_html_number;

nnt_html_number nnt_html_round(double number, int n_digits);
void nnt_html_add_number(nnt_text *text, double number);

#endif
