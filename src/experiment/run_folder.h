/* Where a run is written, and the rules that nothing is written over unasked and
 * that nobody else writes there meanwhile. */
#ifndef NNT_EXPERIMENT_RUN_FOLDER_H
#define NNT_EXPERIMENT_RUN_FOLDER_H

#include "base/folder_lock.h"

/* A folder that is locked. Start with all fields zero. */
typedef struct nnt_run_folder {
    char *path;
    nnt_folder_lock lock;
} nnt_run_folder;

typedef enum nnt_folder_use {
    NNT_FOLDER_NEW,     /* must hold no run */
    NNT_FOLDER_REPLACE, /* a run that is there may be written over */
    NNT_FOLDER_RESUME   /* a run that is there will be carried on */
} nnt_folder_use;

/* Chooses the folder, creates it, locks it and removes what killed processes have
 * left in it.
 *   asked  folder that the user named, or NULL: then the first of runs/<name>,
 *          runs/<name>-2, … that holds no run and that nobody writes; with REPLACE
 *          runs/<name>, with RESUME the last one that holds a run
 * A folder that may not be used so is NNT_ERR_USAGE. */
NNT_MUST_CHECK nnt_status nnt_run_folder_open(const char *asked,
                                              const char *name,
                                              nnt_folder_use use,
                                              nnt_run_folder *folder,
                                              nnt_error *error);
void nnt_run_folder_close(nnt_run_folder *folder);

#endif
