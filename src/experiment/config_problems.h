/* Collecting the problems of a config, each with its place. */
#ifndef NNT_EXPERIMENT_CONFIG_PROBLEMS_H
#define NNT_EXPERIMENT_CONFIG_PROBLEMS_H

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "nntrain/messages.h"

/* A value's path, from the leaf up: a key or an index below the parent. Lives on
 * the stack of the walk over the tree and becomes text only for a message. */
typedef struct nnt_where {
    const struct nnt_where *parent; /* NULL: the whole config */
    const char *key;                /* NULL: an element of a list; may be a dotted path */
    size_t index;
} nnt_where;

/* A place in the file; line 0 for what came from an override. */
typedef struct nnt_spot {
    size_t line, column;
} nnt_spot;

typedef struct nnt_problems {
    const char *file;        /* name in messages */
    nnt_messages placed;     /* in the file */
    nnt_messages overridden; /* in overrides */
    bool out_of_memory;
} nnt_problems;

static inline nnt_spot nnt_spot_of_value(const nnt_json *value) {
    return (nnt_spot){value->line, value->column};
}

static inline nnt_spot nnt_spot_of_key(const nnt_json *value) {
    return (nnt_spot){value->key_line, value->key_column};
}

/* Gives a value and all below it one place. */
void nnt_json_set_places(nnt_json *value, nnt_spot spot);

/* True when no more problems are taken, one more than are shown, and looking for them can
 * end. */
static inline bool nnt_problems_are_full(const nnt_problems *problems) {
    return problems->placed.count + problems->overridden.count >= NNT_TAKEN_PROBLEMS;
}

/* Adds "file:line:column: path: text", or "--set path: text" when the line is 0.
 * `where` NULL or the root: no path. */
void nnt_problem_add(nnt_problems *problems,
                     nnt_spot spot,
                     const nnt_where *where,
                     const char *format,
                     ...) NNT_PRINTF(4, 5);

/* The same with a text that was built before, which is cleared. */
void nnt_problem_add_text(nnt_problems *problems,
                          nnt_spot spot,
                          const nnt_where *where,
                          nnt_text *text);

/* True when a key below `path`, dotted, had a problem. */
bool nnt_problems_are_below(const nnt_problems *problems, const char *path);

/* Moves all problems in order of place, overrides last, to the end of `list`
 * (which may be NULL). NNT_ERR_CONFIG and the first in `error` when there were
 * any; NNT_ERR_MEMORY when some are missing. */
nnt_status nnt_problems_finish(nnt_problems *problems, nnt_messages *list, nnt_error *error);

/* A string of the user in quotes, escaped, long ones cut and ended by "…". */
void nnt_text_add_quoted(nnt_text *text, const char *string);

#endif
