/* Names of variants on the screen. */
#ifndef NNT_CLI_COMPARE_LABEL_H
#define NNT_CLI_COMPARE_LABEL_H

#include "nntrain/compare.h"

/* nnt_compare_name with control characters replaced. */
void nnt_compare_label(const nnt_comparison *comparison,
                       const nnt_variant *variant,
                       char clean[NNT_COMPARE_NAME_ROOM]);

#endif
