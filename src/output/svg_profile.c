/* Delta profiles as a file. */
#include "output/svg_profile.h"

#include "output/html_style.h"
#include "output/report_profile_set.h"
#include "output/svg_shape.h"
#include <stdio.h>

static const double WIDTH = 500, LEFT = 14, TITLE_AT = 24, NOTE_AT = 42, KEYS_AT = 66;
static const double LINE = 20, LETTER = 7.2, KEY_GAP = 26, CHART_LEFT = 8;

/* The next place for a key; a name that does not fit begins a line. */
typedef struct place {
    double x, y;
} place;

static size_t count_letters(const char *name) {
    size_t n = 0;
    for (; *name; name++) {
        n += ((unsigned char)*name & 0xC0) != 0x80;
    }
    return n;
}

static void add_key(nnt_text *text, place *at, size_t color, const char *name) {
    const double width = KEY_GAP + LETTER * (double)count_letters(name);
    char style[32];
    if (at->x > LEFT && at->x + width > WIDTH) {
        *at = (place){LEFT, at->y + LINE};
    }
    snprintf(style, sizeof style, "dot c%zu", color);
    nnt_svg_open_path(text, style);
    nnt_svg_add_point(text, 'M', at->x, at->y - 4);
    nnt_text_add(text, "a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0");
    nnt_svg_close_path(text, NULL);
    nnt_svg_add_text(text, "name", NNT_SVG_START, at->x + 14, at->y, name);
    at->x += width;
}

static place add_keys(nnt_text *text, const nnt_report_profile_set *set) {
    place at = {LEFT, KEYS_AT};
    for (size_t v = 0; v < set->n; v++) {
        add_key(text, &at, v, set->names[v]);
    }
    return at;
}

/* How far down the keys go, without drawing them. */
static double measure_keys(const nnt_report_profile_set *set) {
    nnt_text nothing = {.failed = true};
    return add_keys(&nothing, set).y;
}

static void draw(nnt_text *text, const nnt_report_profile_set *set) {
    static const char title[] = "Error arriving at each hidden layer, before training";
    const nnt_svg_chart chart = nnt_svg_chart_create(title, "hidden layer", &set->x,
                                                     "relative to the last hidden layer", &set->y);
    const double top = measure_keys(set) + LINE / 2;
    nnt_svg_open(text, WIDTH, top + chart.height, title);
    nnt_text_add(text, "<style>\n");
    nnt_html_add_picture_style(text);
    nnt_text_add(text, ".page{fill:var(--card)}\n</style>\n");
    nnt_svg_add_rect(text, "page", 0, 0, WIDTH, top + chart.height);
    nnt_svg_add_text(text, "name", NNT_SVG_START, LEFT, TITLE_AT, title);
    nnt_svg_add_text(text, "label", NNT_SVG_START, LEFT, NOTE_AT,
                     "dots: measured, with the 95 % interval over the seeds; broken lines: theory");
    (void)add_keys(text, set);
    nnt_text_addf(text, "<svg x=\"%s\" y=\"%s\" width=\"%d\" height=\"%s\">\n",
                  nnt_svg_at(CHART_LEFT).text, nnt_svg_at(top).text, NNT_SVG_CHART_WIDTH,
                  nnt_svg_at(chart.height).text);
    nnt_svg_chart_open(text, &chart);
    nnt_report_profile_set_draw(text, &chart, set);
    nnt_svg_chart_close(text);
    nnt_svg_close(text);
    nnt_svg_close(text);
}

void nnt_svg_profile_add(nnt_text *text, const nnt_report_group *group) {
    nnt_report_profile_set set;
    if (!nnt_report_profile_set_exists(group)) {
        return;
    }
    if (nnt_report_profile_set_take(&set, group, NNT_STYLE_COLORS)) {
        draw(text, &set);
    } else {
        text->failed = true;
    }
    nnt_report_profile_set_clear(&set);
}
