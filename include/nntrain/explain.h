/* Pages for people: what the verdicts mean, the ideas behind the measurements, how a
 * training may end, the columns of tables, and the limits. */
#ifndef NNTRAIN_EXPLAIN_H
#define NNTRAIN_EXPLAIN_H

#include "nntrain/status.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_topic {
    const char *name;    /* "vanishing_gradient" */
    const char *summary; /* one line, no full stop */
    const char *page;    /* paragraphs, apart by an empty line; plain ASCII, not wrapped */
} nnt_topic;

/* The verdicts: a page for every rule of the diagnosis, under the rule's id. */
NNT_API size_t nnt_explain_count(void);

/* 0 <= index < nnt_explain_count() */
NNT_API nnt_topic nnt_explain_get(size_t index);

/* By name, with '-' and '_' alike and in any case of the letters; index of the
 * topic, or SIZE_MAX when there is none. */
NNT_API size_t nnt_explain_find(const char *name);

/* The ideas on which measurements and predictions rest; 0 <= index < nnt_idea_count(). */
NNT_API size_t nnt_idea_count(void);
NNT_API nnt_topic nnt_idea_get(size_t index);

/* How a training may have ended: a page for every status of summary.json, in the order of
 * nnt_stop; 0 <= index < nnt_ending_count(). */
NNT_API size_t nnt_ending_count(void);
NNT_API nnt_topic nnt_ending_get(size_t index);

/* The columns of layers.csv after epoch, step and layer; the summary is the column's
 * definition with its range, and there is no page (NULL). 0 <= index <
 * nnt_layer_column_count(). */
NNT_API size_t nnt_layer_column_count(void);
NNT_API nnt_topic nnt_layer_column_get(size_t index);

/* The columns of the other tables of a run folder, file by file, each in the order of its
 * file; bins of histograms.csv are numbers and have no topics. 0 <= index <
 * nnt_file_column_count(). */
typedef struct nnt_file_column {
    const char *file; /* "units.csv" */
    const char *name;
    const char *help; /* one line, no full stop */
} nnt_file_column;

NNT_API size_t nnt_file_column_count(void);
NNT_API nnt_file_column nnt_file_column_get(size_t index);

/* The most that is taken of what can be large; one more is refused, with a message that
 * says so. 0 <= index < nnt_limit_count() */
typedef struct nnt_limit {
    const char *name; /* "csv_columns" */
    uint64_t most;
    const char *help; /* of what: "columns of a CSV file" */
} nnt_limit;

NNT_API size_t nnt_limit_count(void);
NNT_API nnt_limit nnt_limit_get(size_t index);

#ifdef __cplusplus
}
#endif
#endif
