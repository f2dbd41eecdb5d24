/* Variants against layers: a table whose cells are coloured. */
#ifndef NNT_OUTPUT_REPORT_HEAT_TABLE_H
#define NNT_OUTPUT_REPORT_HEAT_TABLE_H

#include "base/text.h"
#include "output/report_spread.h"

/* A quantity of the layers. Logarithmic ones are shown in decades, others, which are
 * shares, in percent. */
typedef struct nnt_report_quantity {
    const char *caption;
    nnt_report_profile_of what;
    const char *absent; /* of a share: what to say instead of a table without any */
} nnt_report_quantity;

/* The figure: a row for each variant, a column for each hidden layer, means of runs. */
void nnt_report_add_heat_table(nnt_text *text,
                               const nnt_report_group *group,
                               const nnt_report_quantity *heat);

#endif
