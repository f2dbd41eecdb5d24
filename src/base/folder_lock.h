/* One writer per folder: a lock that ends with the process that holds it. */
#ifndef NNT_BASE_FOLDER_LOCK_H
#define NNT_BASE_FOLDER_LOCK_H

#include "nntrain/status.h"
#include <stdbool.h>

/* Start with all fields zero. */
typedef struct nnt_folder_lock {
    bool is_held;
    int file;
    char *path;
} nnt_folder_lock;

/* Locks a folder by a file ".lock" in it, which holds the process's number. One that
 * somebody else has locked, in this process or another, is NNT_ERR_USAGE with that
 * number; a file that a dead process left locks nothing. On a file system that knows
 * no locks there is none. */
NNT_MUST_CHECK nnt_status nnt_folder_lock_take(const char *folder,
                                               nnt_folder_lock *lock,
                                               nnt_error *error);

/* Unlocks and removes the file; fine when nothing is held. */
void nnt_folder_lock_release(nnt_folder_lock *lock);

#endif
