/* Writing of SVG elements. */
#include "output/svg_shape.h"

#include "output/html_text.h"
#include <math.h>

static const double LARGEST = 99999;

nnt_svg_length nnt_svg_at(double coordinate) {
    nnt_svg_length length = {""};
    const double held = fmax(-LARGEST, fmin(LARGEST, isnan(coordinate) ? 0 : coordinate));
    const long tenths = (long)floor(held * 10 + 0.5);
    unsigned long rest = (unsigned long)(tenths < 0 ? -tenths : tenths);
    char *end = length.text;
    char digits[8];
    size_t n_digits = 0;
    if (tenths < 0) {
        *end++ = '-';
    }
    const unsigned long decimal = rest % 10;
    for (rest /= 10; rest > 0 || n_digits == 0; rest /= 10) {
        digits[n_digits++] = (char)('0' + rest % 10);
    }
    while (n_digits > 0) {
        *end++ = digits[--n_digits];
    }
    if (decimal > 0) {
        *end++ = '.';
        *end++ = (char)('0' + decimal);
    }
    *end = '\0';
    return length;
}

void nnt_svg_open(nnt_text *text, double width, double height, const char *label) {
    nnt_text_addf(text,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\"",
                  nnt_svg_at(width).text, nnt_svg_at(height).text);
    nnt_text_add(text, " aria-label=\"");
    nnt_html_add_text(text, label);
    nnt_text_add(text, "\">\n");
}

void nnt_svg_close(nnt_text *text) {
    nnt_text_add(text, "</svg>\n");
}

void nnt_svg_add_line(
    nnt_text *text, const char *style, double x1, double y1, double x2, double y2) {
    nnt_text_addf(text, "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n", style,
                  nnt_svg_at(x1).text, nnt_svg_at(y1).text, nnt_svg_at(x2).text,
                  nnt_svg_at(y2).text);
}

void nnt_svg_add_rect(
    nnt_text *text, const char *style, double x, double y, double width, double height) {
    nnt_text_addf(text, "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
                  style, nnt_svg_at(x).text, nnt_svg_at(y).text, nnt_svg_at(width).text,
                  nnt_svg_at(height).text);
}

void nnt_svg_add_text(nnt_text *text,
                      const char *style,
                      nnt_svg_anchor anchor,
                      double x,
                      double y,
                      const char *string) {
    static const char *const anchors[] = {"start", "middle", "end"};
    nnt_text_addf(text, "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">", style,
                  nnt_svg_at(x).text, nnt_svg_at(y).text, anchors[anchor]);
    nnt_html_add_text(text, string);
    nnt_text_add(text, "</text>\n");
}

void nnt_svg_open_path(nnt_text *text, const char *style) {
    nnt_text_addf(text, "<path class=\"%s\" d=\"", style);
}

void nnt_svg_close_path(nnt_text *text, const char *tooltip) {
    if (!tooltip) {
        nnt_text_add(text, "\"/>\n");
        return;
    }
    nnt_text_add(text, "\"><title>");
    nnt_html_add_text(text, tooltip);
    nnt_text_add(text, "</title></path>\n");
}

void nnt_svg_add_point(nnt_text *text, char command, double x, double y) {
    nnt_text_add_bytes(text, &command, 1);
    nnt_text_add(text, nnt_svg_at(x).text);
    nnt_text_add(text, " ");
    nnt_text_add(text, nnt_svg_at(y).text);
}

void nnt_svg_add_box(nnt_text *text, double left, double top, double right, double bottom) {
    nnt_svg_add_point(text, 'M', left, top);
    nnt_text_add(text, "H");
    nnt_text_add(text, nnt_svg_at(right).text);
    nnt_text_add(text, "V");
    nnt_text_add(text, nnt_svg_at(bottom).text);
    nnt_text_add(text, "H");
    nnt_text_add(text, nnt_svg_at(left).text);
    nnt_text_add(text, "z");
}
