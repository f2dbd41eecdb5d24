/* The style sheets of pages and of pictures that stand alone. */
#ifndef NNT_OUTPUT_HTML_STYLE_H
#define NNT_OUTPUT_HTML_STYLE_H

#include "base/text.h"

/* Classes of pictures. Lines: "line" with "c0" … "c7" for unlike things or "r0" …
 * for layers in their order, "dash" for a broken line. Areas: "band", "h0" … for
 * heat. Cells of tables: "q1" … from pale to strong. Both colour schemes are there. */
enum { NNT_STYLE_COLORS = 8, NNT_STYLE_RAMP = 16, NNT_STYLE_SHADES = 8 };

void nnt_html_add_picture_style(nnt_text *text);
void nnt_html_add_style(nnt_text *text);

#endif
