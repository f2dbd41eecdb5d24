/* Names of variants on the screen. */
#include "compare_label.h"

#include "console.h"

void nnt_compare_label(const nnt_comparison *comparison,
                       const nnt_variant *variant,
                       char clean[NNT_COMPARE_NAME_ROOM]) {
    char name[NNT_COMPARE_NAME_ROOM];
    nnt_compare_name(comparison, variant, name);
    nnt_console_clean(name, clean, sizeof name);
}
