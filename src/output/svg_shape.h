/* Coordinates and shapes of SVG. Units are those of the picture's viewBox. */
#ifndef NNT_OUTPUT_SVG_SHAPE_H
#define NNT_OUTPUT_SVG_SHAPE_H

#include "base/text.h"

/* A coordinate as text with at most one decimal, for use inside printf. Numbers
 * beyond ±99999 are held there; a NaN is 0. */
typedef struct nnt_svg_length {
    char text[16];
} nnt_svg_length;

nnt_svg_length nnt_svg_at(double coordinate);

/* Where a text stands against its point. */
typedef enum nnt_svg_anchor { NNT_SVG_START, NNT_SVG_MIDDLE, NNT_SVG_END } nnt_svg_anchor;

/* `style` is a list of CSS classes; `label` says what the picture shows to those
 * who cannot see it. All texts are escaped. */
void nnt_svg_open(nnt_text *text, double width, double height, const char *label);
void nnt_svg_close(nnt_text *text);
void nnt_svg_add_line(
    nnt_text *text, const char *style, double x1, double y1, double x2, double y2);
void nnt_svg_add_rect(
    nnt_text *text, const char *style, double x, double y, double width, double height);
void nnt_svg_add_text(nnt_text *text,
                      const char *style,
                      nnt_svg_anchor anchor,
                      double x,
                      double y,
                      const char *string);

/* A path is opened, filled with moves and lines, and closed with its tooltip,
 * which may be NULL. */
void nnt_svg_open_path(nnt_text *text, const char *style);
void nnt_svg_close_path(nnt_text *text, const char *tooltip);
/* `command` is 'M' or 'L'. */
void nnt_svg_add_point(nnt_text *text, char command, double x, double y);
/* A closed box by two opposite corners; boxes that share an edge leave no gap. */
void nnt_svg_add_box(nnt_text *text, double left, double top, double right, double bottom);

#endif
