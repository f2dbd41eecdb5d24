/* The rules of the diagnosis, one descriptor each. Adding one is a file
 * rule_<name>.c and a row in rule_list.inc.
 *
 * Rules compare ratios, never the size of a gradient: what they say does not
 * depend on the unit of the loss. */
#ifndef NNT_DIAGNOSIS_RULE_H
#define NNT_DIAGNOSIS_RULE_H

#include "diagnosis/evidence.h"
#include "nntrain/verdict.h"

typedef struct nnt_rule {
    const char *name;    /* its id: "vanishing_gradient" */
    const char *summary; /* what it finds, one line */
    const char *page;    /* for `nntrain explain`: paragraphs, apart by an empty line */
    /* Fills all of *verdict but its rule; false when there is nothing to say. */
    bool (*judge)(const nnt_evidence *evidence, nnt_verdict *verdict);
} nnt_rule;

size_t nnt_rule_count(void);
const nnt_rule *nnt_rule_get(size_t index);
const nnt_rule *nnt_rule_find(const char *name); /* NULL when there is none */

#endif
