/* Data sources: generators and file formats, one descriptor each. Adding one is
 * a file source_<name>.c and a row in source_list.inc. */
#ifndef NNT_DATA_SOURCE_H
#define NNT_DATA_SOURCE_H

#include "data/dataset.h"
#include "nntrain/messages.h"
#include "nntrain/option.h"
#include <stdint.h>

/* What a source may need beside its own options. */
typedef struct nnt_source_context {
    nnt_task task;
    uint64_t seed;           /* generators draw from streams of this seed … */
    const char *part;        /* … named after the part: "train", "validation", "test" */
    const char *folder;      /* relative paths start here; NULL: the current folder */
    const nnt_dataset *like; /* the training data whose columns, classes and outputs must be
                                matched; NULL while reading the training data itself */
    size_t memory;           /* bytes that there are; 0: nobody asks */
    nnt_messages *notes;     /* what the reader decided by itself, for the user */
} nnt_source_context;

typedef struct nnt_source {
    nnt_row row;
    unsigned tasks;      /* bit 1 << nnt_task for each task that it can serve */
    const char *scaling; /* default of data.scaling: "none", "standard", "unit" */
    bool is_file;        /* the same data whatever the seed */
    /* What the table of options cannot say of a text: NULL when the option `name` may be
     * `text`, or else what is allowed, static. NULL: nothing to say. */
    const char *(*refuse_text)(const char *name, const char *text);
    /* Fills *dataset, which is all zero; leaves it so on failure. Errors of file
     * contents are NNT_ERR_DATA "file:line:column: …", of the system NNT_ERR_IO. */
    nnt_status (*load)(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error);
} nnt_source;

size_t nnt_source_count(void);
const nnt_source *nnt_source_get(size_t index);
const nnt_source *nnt_source_find(const char *name); /* NULL when there is none */
const nnt_row *nnt_source_row(size_t index);

/* Loads by name; checks the task first, and the result's shape against `like`. */
NNT_MUST_CHECK nnt_status nnt_source_load(const nnt_choice *choice,
                                          const nnt_source_context *context,
                                          nnt_dataset *dataset,
                                          nnt_error *error);

/* A file's path as the program opens it: from the context's folder, unless it is
 * absolute or "-". New string (nnt_free), NULL when memory is out. */
char *nnt_source_path(const nnt_source_context *context, const char *path);

#endif
