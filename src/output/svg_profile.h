/* A picture of its own: the delta profiles of some variants before training, measured
 * and as theory predicts them. */
#ifndef NNT_OUTPUT_SVG_PROFILE_H
#define NNT_OUTPUT_SVG_PROFILE_H

#include "base/text.h"
#include "output/report_group.h"

/* Appends the whole file, of the first variants, one for each colour. Memory failures
 * show in text->failed. Nothing when no variant has a profile. */
void nnt_svg_profile_add(nnt_text *text, const nnt_report_group *group);

#endif
