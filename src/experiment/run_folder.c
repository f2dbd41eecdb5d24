/* Choosing a run's folder. */
#include "experiment/run_folder.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "output/output.h"

enum { MOST_NUMBERED_FOLDERS = 100000 };

static nnt_status fail_memory(nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the name of the run folder");
}

/* runs/name, runs/name-2, …; NULL: no memory. */
static char *name_folder(const char *name, unsigned number) {
    nnt_text path = {0};
    nnt_text_addf(&path, "runs/%s", name);
    if (number > 1) {
        nnt_text_addf(&path, "-%u", number);
    }
    return nnt_text_take(&path);
}

/* Takes a folder by its path, which is taken over. */
static nnt_status take(char *path, nnt_folder_use use, nnt_run_folder *folder, nnt_error *error) {
    if (!path) {
        return fail_memory(error);
    }
    nnt_status status = NNT_OK;
    if (use == NNT_FOLDER_RESUME && !nnt_file_exists(path)) {
        status = nnt_error_set(error, NNT_ERR_USAGE,
                               "%s: there is no such folder, so no run to resume", path);
    }
    if (!status) {
        status = nnt_folder_create(path, error);
    }
    if (!status) {
        status = nnt_folder_lock_take(path, &folder->lock, error);
    }
    if (!status && use == NNT_FOLDER_NEW && nnt_output_folder_is_used(path)) {
        status = nnt_error_set(error, NNT_ERR_USAGE,
                               "%s: holds an earlier run; give another folder with -o, --resume to "
                               "carry it on, or --force to write over it",
                               path);
    }
    folder->path = path;
    if (status) {
        nnt_run_folder_close(folder);
    }
    return status;
}

/* The first folder that is free, and stays so until it is locked. */
static nnt_status take_free(const char *name, nnt_run_folder *folder, nnt_error *error) {
    nnt_status status = NNT_ERR_USAGE;
    for (unsigned number = 1; number <= MOST_NUMBERED_FOLDERS && status == NNT_ERR_USAGE;
         number++) {
        char *path = name_folder(name, number);
        if (path && nnt_output_folder_is_used(path)) {
            nnt_free(path);
            continue;
        }
        status = take(path, NNT_FOLDER_NEW, folder, error);
    }
    return status;
}

/* The one behind which none holds a run. */
static nnt_status take_last(const char *name, nnt_run_folder *folder, nnt_error *error) {
    char *last = name_folder(name, 1);
    for (unsigned number = 2; last && number <= MOST_NUMBERED_FOLDERS; number++) {
        char *next = name_folder(name, number);
        if (next && !nnt_output_folder_is_used(next)) {
            nnt_free(next);
            break;
        }
        nnt_free(last);
        last = next;
    }
    return take(last, NNT_FOLDER_RESUME, folder, error);
}

nnt_status nnt_run_folder_open(const char *asked,
                               const char *name,
                               nnt_folder_use use,
                               nnt_run_folder *folder,
                               nnt_error *error) {
    nnt_status status = NNT_OK;
    if (asked) {
        status = take(nnt_copy_text(asked), use, folder, error);
    } else if (use == NNT_FOLDER_NEW) {
        status = take_free(name, folder, error);
    } else if (use == NNT_FOLDER_RESUME) {
        status = take_last(name, folder, error);
    } else {
        status = take(name_folder(name, 1), use, folder, error);
    }
    if (!status) {
        nnt_folder_sweep(folder->path);
    }
    return status;
}

void nnt_run_folder_close(nnt_run_folder *folder) {
    nnt_folder_lock_release(&folder->lock);
    nnt_free(folder->path);
    *folder = (nnt_run_folder){0};
}
