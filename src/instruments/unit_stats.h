/* What one pass over the probe tells about each unit of a layer. */
#ifndef NNT_INSTRUMENTS_UNIT_STATS_H
#define NNT_INSTRUMENTS_UNIT_STATS_H

#include "nn/network.h"
#include "nn/workspace.h"
#include <stdbool.h>

typedef struct nnt_unit_stats {
    double active_share; /* share of rows with z > 0 */
    double retention;    /* mean over rows of |f'(z)| / max |f'|, 0 … 1 */
    double linear_share; /* share of rows with |f'(z)| >= 0.9 max |f'| */
    double size;         /* mean over rows of |a| */
    double largest_z;    /* over rows */
    size_t best_row;     /* the row of largest_z, the first of equals */
    bool is_dead;        /* f'(z) is exactly 0 on every row: no gradient reaches the unit */
} nnt_unit_stats;

#define nnt_unit_stats_measure NNT_CORE(nnt_unit_stats_measure)

/* Fills stats (units) of layer `index` from its z and a of n rows.
 *   slope  room for (n, units) derivatives f'(z); overwritten */
void nnt_unit_stats_measure(const nnt_network *network,
                            size_t index,
                            const nnt_layer_pass *pass,
                            size_t n,
                            real *slope,
                            nnt_unit_stats *stats);

#endif
