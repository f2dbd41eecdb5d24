/* By which number the variants of a comparison are judged, and their order. */
#ifndef NNT_CLI_COMPARE_ORDER_H
#define NNT_CLI_COMPARE_ORDER_H

#include "nntrain/compare.h"

typedef struct nnt_compare_order {
    const char *part;        /* "validation", or "training" where no variant has that */
    const char *metric;      /* "accuracy", "rmse", or "loss" when tasks are mixed */
    nnt_compare_number main; /* the metric of that part */
    nnt_compare_number loss;
    const nnt_variant **variants; /* (comparison->n_variants) the best first */
} nnt_compare_order;

/* False when memory is out. */
bool nnt_compare_order_init(nnt_compare_order *order, const nnt_comparison *comparison);
void nnt_compare_order_clear(nnt_compare_order *order);

#endif
