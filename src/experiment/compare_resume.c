/* What an earlier call left of a comparison that is to be carried on. */
#include "experiment/compare_job.h"

#include "base/file.h"
#include "base/folder_lock.h"
#include "base/memory.h"
#include "experiment/config_difference.h"
#include "experiment/config_tree.h"
#include "experiment/folder_file.h"
#include "experiment/initial_weights.h"
#include <string.h>

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

/* ", where training.epochs differs: it began with 3, now it is 4"; nothing where the config that
 * is there cannot be read. */
static void describe_difference(const char *folder, const char *config_text, nnt_text *text) {
    nnt_json_document before = {0};
    nnt_json_document now = {0};
    nnt_text path = {0};
    if (!nnt_folder_file_read_json(folder, "config.json", &before, NULL) &&
        !nnt_json_read(config_text, strlen(config_text), "config", &now, NULL, NULL) &&
        nnt_config_find_difference(before.root, now.root, NULL, &path) && path.length > 0) {
        nnt_text_addf(text, ", where %s differs: ", path.data);
        nnt_config_add_values(before.root, now.root, path.data, text);
    }
    nnt_text_clear(&path);
    nnt_json_clear(&now);
    nnt_json_clear(&before);
}

/* The first run of another config leaves in `difference` what differs. */
static nnt_status
look_at(nnt_compare_job *job, size_t index, nnt_text *difference, nnt_error *error) {
    nnt_config *config = NULL;
    char *folder = NULL;
    nnt_status status = nnt_compare_job_row(job, index, &config, &folder, error);
    if (!status) {
        nnt_error reason = {0};
        char *text = write_config(config, folder, &reason);
        if (text) {
            clear_leftovers(folder);
            job->states[index] = nnt_run_folder_inspect(folder, text);
            if (job->states[index] == NNT_RUN_OF_OTHER && difference->length == 0) {
                describe_difference(folder, text, difference);
            }
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
static nnt_status
refuse_others(const nnt_compare_job *job, const nnt_text *difference, nnt_error *error) {
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
    return nnt_error_set(
        error, NNT_ERR_USAGE,
        "%s: %zu of the %zu runs are there, but of another config, first %s%s; give "
        "another folder with -o, or --force to write over them",
        job->directory, n, job->face.n_rows, example,
        difference->failed || difference->length == 0 ? "" : difference->data);
}

nnt_status nnt_compare_job_look_back(nnt_compare_job *job, nnt_error *error) {
    nnt_text difference = {0};
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < job->face.n_rows && !status; i++) {
        status = look_at(job, i, &difference, error);
    }
    if (!status && !job->options->force) {
        status = refuse_others(job, &difference, error);
    }
    nnt_text_clear(&difference);
    return status;
}
