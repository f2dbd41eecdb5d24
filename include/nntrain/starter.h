/* A first config for somebody's own CSV file. */
#ifndef NNTRAIN_STARTER_H
#define NNTRAIN_STARTER_H

#include "nntrain/status.h"
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads the file and writes a config with comments: the task by the target's values,
 * columns that are no use left out, a network and a training that suit the number of
 * rows. `target` is a column's name or its number from 0; NULL: the last column. Paths
 * in the config start at `folder`. A target of words of which hardly any comes twice, and
 * columns of which none is of use, are NNT_ERR_DATA. *text is a new string, freed with
 * nnt_string_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_starter_text(
    const char *data, const char *target, const char *folder, char **text, nnt_error *error);

/* The same into a file. One that is there is NNT_ERR_USAGE unless `force`. */
NNT_API NNT_MUST_CHECK nnt_status nnt_starter_save(
    const char *data, const char *target, const char *path, bool force, nnt_error *error);

#ifdef __cplusplus
}
#endif
#endif
