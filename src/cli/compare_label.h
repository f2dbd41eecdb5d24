/* Names of variants on the screen. */
#ifndef NNT_CLI_COMPARE_LABEL_H
#define NNT_CLI_COMPARE_LABEL_H

#include "nntrain/compare.h"

enum { NNT_LABEL_SIZE = 512 };

/* The values of what is varied, "relu, 0.1", or their names when `variant` is NULL:
 * "activation, learning_rate". The variant's own label where the variants do not
 * all set the same. Control characters are replaced, and what does not fit is cut. */
void nnt_compare_label(const nnt_comparison *comparison,
                       const nnt_variant *variant,
                       char clean[NNT_LABEL_SIZE]);

#endif
