/* A page in pictures and words, in one file that needs no other: the head and the
 * sections that have something to show. */
#include "output/report_page.h"

#include "output/html_page.h"
#include "output/report_head.h"
#include "output/report_section.h"
#include "output/report_slider.h"

static const nnt_report_section *const sections[] = {
#define NNT_REPORT_SECTION(name) &nnt_report_##name,
#include "output/report_section_list.inc"
#undef NNT_REPORT_SECTION
};
enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

/* What the page is of: one of them is NULL. */
typedef struct subject {
    const nnt_run_view *one;
    const nnt_report_group *many;
} subject;

static bool is_present(const nnt_report_section *section, const subject *it) {
    if (it->one) {
        return section->render && (!section->is_present || section->is_present(it->one));
    }
    return section->many && (!section->many->is_present || section->many->is_present(it->many));
}

static const char *get_title(const nnt_report_section *section, const subject *it) {
    return it->many && section->many->title ? section->many->title : section->title;
}

static void add_section(nnt_text *text, const nnt_report_section *section, const subject *it) {
    nnt_html_open_section(text, section->id, get_title(section, it),
                          it->one ? section->lead : section->many->lead);
    if (it->one) {
        section->render(it->one, text);
    } else {
        section->many->render(it->many, text);
    }
    nnt_html_close_section(text);
}

static void add_contents(nnt_text *text, const subject *it) {
    nnt_text_add(text, "<nav aria-label=\"Sections\"><ul>\n");
    for (size_t i = 0; i < N_SECTIONS; i++) {
        if (is_present(sections[i], it)) {
            nnt_text_addf(text, "<li><a href=\"#%s\">%s</a></li>\n", sections[i]->id,
                          get_title(sections[i], it));
        }
    }
    nnt_text_add(text, "</ul></nav>\n");
}

static void add_body(nnt_text *text, const subject *it) {
    add_contents(text, it);
    nnt_text_add(text, "<main>\n");
    for (size_t i = 0; i < N_SECTIONS; i++) {
        if (is_present(sections[i], it)) {
            add_section(text, sections[i], it);
        }
    }
    if (it->one) {
        nnt_report_add_slider(text, it->one->run);
    }
    nnt_text_add(text, "</main>\n");
}

void nnt_report_render_run(const nnt_run_view *view, nnt_text *text) {
    const subject it = {.one = view};
    nnt_html_open_page(text, view->run->name);
    nnt_report_add_head(text, view);
    add_body(text, &it);
    nnt_text_add(text, "<footer><p>Long series are drawn with the least and the greatest value of "
                       "each piece. All numbers are in the files beside this one.</p></footer>\n");
    nnt_html_close_page(text, nnt_report_slider_script);
}

void nnt_report_render_group(const nnt_report_group *group, nnt_text *text) {
    const subject it = {.many = group};
    nnt_html_open_page(text, group->comparison->name);
    nnt_report_add_group_head(text, group);
    add_body(text, &it);
    nnt_text_add(text, "<footer><p>Intervals are 95 % intervals of the mean by Student's t "
                       "distribution. Numbers of single runs are in their folders.</p></footer>\n");
    nnt_html_close_page(text, NULL);
}
