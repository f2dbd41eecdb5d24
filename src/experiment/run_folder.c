/* Choosing a run's folder. */
#include "experiment/run_folder.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "output/output.h"

enum { MOST_NUMBERED_FOLDERS = 100000 };

/* The first of runs/name, runs/name-2, … that holds no run; NULL: no memory. */
static char *find_free_folder(const char *name, bool may_replace) {
    for (unsigned number = 1; number <= MOST_NUMBERED_FOLDERS; number++) {
        nnt_text path = {0};
        nnt_text_addf(&path, "runs/%s", name);
        if (number > 1) {
            nnt_text_addf(&path, "-%u", number);
        }
        char *folder = nnt_text_take(&path);
        if (!folder || may_replace || !nnt_output_folder_is_used(folder)) {
            return folder;
        }
        nnt_free(folder);
    }
    return NULL;
}

nnt_status nnt_run_folder_open(
    const char *asked, const char *name, bool may_replace, char **folder, nnt_error *error) {
    char *chosen = asked ? nnt_copy_text(asked) : find_free_folder(name, may_replace);
    if (!chosen) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the name of the run folder");
    }
    nnt_status status = NNT_OK;
    if (asked && !may_replace && nnt_output_folder_is_used(asked)) {
        status = nnt_error_set(
            error, NNT_ERR_USAGE,
            "%s: holds an earlier run; give another folder with -o, or --force to write over it",
            asked);
    }
    if (!status) {
        status = nnt_folder_create(chosen, error);
    }
    if (status) {
        nnt_free(chosen);
        return status;
    }
    nnt_folder_sweep(chosen);
    *folder = chosen;
    return NNT_OK;
}
