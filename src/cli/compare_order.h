/* The variants of a comparison in the order of their scores. */
#ifndef NNT_CLI_COMPARE_ORDER_H
#define NNT_CLI_COMPARE_ORDER_H

#include "nntrain/compare.h"

typedef struct nnt_compare_order {
    nnt_compare_focus focus;
    const nnt_variant **variants; /* (comparison->n_variants) the best first */
} nnt_compare_order;

/* False when memory is out. */
bool nnt_compare_order_init(nnt_compare_order *order, const nnt_comparison *comparison);
void nnt_compare_order_clear(nnt_compare_order *order);

#endif
