/* What an earlier call left of a comparison that is to be carried on. */
#include "experiment/compare_job.h"

#include "base/file.h"
#include "base/folder_lock.h"
#include "base/memory.h"
#include "experiment/config_tree.h"
#include "experiment/initial_weights.h"

/* Clears a folder that may be kept as it is, which nobody opens then: of files that were
 * being written, and of the lock of a process that was killed. */
static void clear_leftovers(const char *folder) {
    nnt_folder_lock lock = {0};
    nnt_folder_sweep(folder);
    if (nnt_folder_lock_take(folder, &lock, NULL) == NNT_OK) {
        nnt_folder_lock_release(&lock);
    }
}

/* The text that the run would write, and finds if it was there before; NULL with an
 * error. */
static char *write_config(const nnt_config *config, const char *folder, nnt_error *error) {
    nnt_plan plan = {0};
    nnt_initial_weights start = {0};
    char *text = NULL;
    nnt_status status = nnt_plan_create(config, &plan, error);
    if (!status) {
        status = nnt_initial_weights_load(&plan, &start, error);
    }
    if (!status) {
        text = nnt_config_text_with_paths(config, NNT_PATHS_AS_SEEN_FROM, folder,
                                          start.path ? start.fingerprint : NULL);
    }
    if (!status && !text) {
        nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a config");
    }
    nnt_initial_weights_clear(&start);
    nnt_plan_clear(&plan);
    return text;
}

static nnt_status look_at(nnt_compare_job *job, size_t index, nnt_error *error) {
    nnt_config *config = NULL;
    char *folder = NULL;
    nnt_status status = nnt_compare_job_row(job, index, &config, &folder, error);
    if (!status) {
        nnt_error reason = {0};
        char *text = write_config(config, folder, &reason);
        if (text) {
            clear_leftovers(folder);
            job->states[index] = nnt_run_folder_inspect(folder, text);
        } else {
            status = nnt_error_set(error, reason.status, "%s", reason.message);
        }
        nnt_free(text);
    }
    nnt_config_free(config);
    nnt_free(folder);
    return status;
}

/* All or none: a comparison of runs that were made differently compares nothing. */
static nnt_status refuse_others(const nnt_compare_job *job, nnt_error *error) {
    const char *example = NULL;
    size_t n = 0;
    for (size_t i = 0; i < job->face.n_rows; i++) {
        if (job->states[i] == NNT_RUN_OF_OTHER) {
            example = example ? example : job->face.rows[i].folder;
            n++;
        }
    }
    if (n == 0) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_USAGE,
                         "%s: %zu of the %zu runs are there, but of another config, first %s; give "
                         "another folder with -o, or --force to write over them",
                         job->directory, n, job->face.n_rows, example);
}

nnt_status nnt_compare_job_look_back(nnt_compare_job *job, nnt_error *error) {
    for (size_t i = 0; i < job->face.n_rows; i++) {
        const nnt_status status = look_at(job, i, error);
        if (status) {
            return status;
        }
    }
    return job->options->force ? NNT_OK : refuse_others(job, error);
}
