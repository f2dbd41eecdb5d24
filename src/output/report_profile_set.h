/* The delta profiles of several variants in one chart. */
#ifndef NNT_OUTPUT_REPORT_PROFILE_SET_H
#define NNT_OUTPUT_REPORT_PROFILE_SET_H

#include "output/report_profile.h"

typedef struct nnt_report_profile_set {
    size_t n;
    nnt_report_profile *profiles;        /* (n) of the first variants */
    char (*names)[NNT_REPORT_NAME_ROOM]; /* (n) */
    nnt_svg_range x, y;                  /* of all of them */
} nnt_report_profile_set;

/* True when some variant has a profile. */
bool nnt_report_profile_set_exists(const nnt_report_group *group);

/* Of at most `most` variants; false when memory is out. It can be cleared in any case. */
bool nnt_report_profile_set_take(nnt_report_profile_set *set,
                                 const nnt_report_group *group,
                                 size_t most);
void nnt_report_profile_set_clear(nnt_report_profile_set *set);

/* Before training: every variant in its colour, a dot with its interval at each layer,
 * and a broken line for theory. */
void nnt_report_profile_set_draw(nnt_text *text,
                                 const nnt_svg_chart *chart,
                                 const nnt_report_profile_set *set);

#endif
