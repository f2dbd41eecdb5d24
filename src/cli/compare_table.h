/* The table of a comparison: a row per variant, the best first. */
#ifndef NNT_CLI_COMPARE_TABLE_H
#define NNT_CLI_COMPARE_TABLE_H

#include "compare_order.h"
#include "console.h"

/* The table and what its columns mean, to standard output. Columns that do not fit
 * into 100 columns, or those of the terminal, are left out. */
void nnt_compare_table_print(nnt_console *console,
                             const nnt_comparison *comparison,
                             const nnt_compare_order *order);

#endif
