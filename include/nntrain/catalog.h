/* The catalog: every kind of thing that a config can name, with all its rows.
 * `nntrain list`, the schema, the completion and the error texts read it. */
#ifndef NNTRAIN_CATALOG_H
#define NNTRAIN_CATALOG_H

#include "nntrain/option.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_catalog_kind {
    const char *name;    /* "activation" */
    const char *plural;  /* "activations" */
    const char *summary; /* what such a thing is, one line */
    size_t (*count)(void);
    const nnt_row *(*row)(size_t index); /* 0 <= index < count() */
} nnt_catalog_kind;

/* The kinds, in the order in which `nntrain list` shows them. */
NNT_API size_t nnt_catalog_count(void);
NNT_API const nnt_catalog_kind *nnt_catalog_get(size_t index);

/* By name, singular or plural; NULL when there is none. */
NNT_API const nnt_catalog_kind *nnt_catalog_find(const char *name);

/* A row of a kind by name; NULL when there is none. */
NNT_API const nnt_row *nnt_catalog_row(const nnt_catalog_kind *kind, const char *name);

#ifdef __cplusplus
}
#endif
#endif
