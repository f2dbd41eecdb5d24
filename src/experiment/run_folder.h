/* Where a run is written, and the rule that nothing is written over unasked. */
#ifndef NNT_EXPERIMENT_RUN_FOLDER_H
#define NNT_EXPERIMENT_RUN_FOLDER_H

#include "nntrain/status.h"
#include <stdbool.h>

/* Chooses and creates the folder; *folder is a new string (nnt_free).
 *   asked       folder that the user named, or NULL: then runs/<name>, or
 *               runs/<name>-2, -3, … where that holds a run already
 *   may_replace an asked folder that holds a run may be written over; else that is
 *               NNT_ERR_USAGE */
NNT_MUST_CHECK nnt_status nnt_run_folder_open(
    const char *asked, const char *name, bool may_replace, char **folder, nnt_error *error);

#endif
