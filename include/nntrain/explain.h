/* What the verdicts mean: a page for every rule of the diagnosis. */
#ifndef NNTRAIN_EXPLAIN_H
#define NNTRAIN_EXPLAIN_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_topic {
    const char *name;    /* the rule's id: "vanishing_gradient" */
    const char *summary; /* one line, no full stop */
    const char *page;    /* paragraphs, apart by an empty line; plain ASCII, not wrapped */
} nnt_topic;

NNT_API size_t nnt_explain_count(void);

/* 0 <= index < nnt_explain_count() */
NNT_API nnt_topic nnt_explain_get(size_t index);

/* By name, with '-' and '_' alike and in any case of the letters; index of the
 * topic, or SIZE_MAX when there is none. */
NNT_API size_t nnt_explain_find(const char *name);

#ifdef __cplusplus
}
#endif
#endif
