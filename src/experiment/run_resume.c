/* Deciding from where a run goes on. */
#include "experiment/run_resume.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "experiment/config_difference.h"
#include "experiment/config_table.h"
#include "experiment/config_tree.h"
#include "output/model_file.h"
#include "output/output.h"
#include "schedule/schedule.h"
#include <string.h>

static const size_t LARGEST_FILE = (size_t)1 << 26; /* bytes of a config or summary */

/* What is looked at. */
typedef struct resume {
    const nnt_run_job *job;
    nnt_config *before; /* the config that is there */
    nnt_error *error;
} resume;

static nnt_status fail_memory(const resume *it) {
    return nnt_error_set(it->error, NNT_ERR_MEMORY, "%s: no memory to resume a run",
                         it->job->folder.path);
}

/* ---- the two configs ------------------------------------------------------------- */

/* Keys that may differ, since no number of the training comes from them. */
static bool is_free(const char *path) {
    static const char *const names[] = {"name", "description", "output", "training.epochs",
                                        "training.time_limit"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(path, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static nnt_status refuse_model(const resume *it) {
    return nnt_error_set(it->error, NNT_ERR_USAGE,
                         "%s: cannot be resumed: %s, from which it began, has changed since then; "
                         "give another folder with -o, or --force to train anew",
                         it->job->folder.path, it->job->start.path);
}

static nnt_status refuse_difference(const resume *it, const nnt_json *now, const char *path) {
    if (strcmp(path, NNT_FINGERPRINT_PATH) == 0) {
        return refuse_model(it);
    }
    nnt_text values = {0};
    nnt_config_add_values(it->before->document.root, now, path, &values);
    const nnt_status status =
        nnt_error_set(it->error, NNT_ERR_USAGE,
                      "%s: cannot be resumed with another %s: %s; give the config with which it "
                      "began, another folder with -o, or --force to train anew",
                      it->job->folder.path, *path ? path : "config",
                      values.failed ? "it began with another value" : values.data);
    nnt_text_clear(&values);
    return status;
}

static nnt_status compare_trees(const resume *it, const nnt_json *now) {
    nnt_text path = {0};
    nnt_status status = NNT_OK;
    const bool differs = nnt_config_find_difference(it->before->document.root, now, is_free, &path);
    if (path.failed) {
        status = fail_memory(it);
    } else if (differs) {
        status = refuse_difference(it, now, path.data ? path.data : "");
    }
    nnt_text_clear(&path);
    return status;
}

/* Of the same factor at every place, whether there are more epochs or not. */
static bool schedule_sees_end(const nnt_training_spec *spec, double epochs_before) {
    enum { PLACES = 8 };
    const nnt_schedule *schedule = nnt_schedule_find(spec->schedule.name);
    for (int i = 0; i < PLACES; i++) {
        const double epoch = epochs_before * i / PLACES;
        const nnt_position before = {epoch, epochs_before, epoch, epochs_before, 1};
        const nnt_position now = {epoch, (double)spec->epochs, epoch, (double)spec->epochs, 1};
        if (schedule->factor(spec->schedule.values, &before) !=
            schedule->factor(spec->schedule.values, &now)) {
            return true;
        }
    }
    return false;
}

static double get_epochs_before(const resume *it) {
    return nnt_json_find(it->before->document.root, "training.epochs")->number;
}

static nnt_status compare_epochs(const resume *it) {
    const nnt_training_spec *spec = &it->job->plan.training;
    const double before = get_epochs_before(it);
    if ((double)spec->epochs < before) {
        return nnt_error_set(it->error, NNT_ERR_USAGE,
                             "%s: began with training.epochs %.0f and cannot be resumed with fewer "
                             "(%zu)",
                             it->job->folder.path, before, spec->epochs);
    }
    if ((double)spec->epochs > before && schedule_sees_end(spec, before)) {
        return nnt_error_set(
            it->error, NNT_ERR_USAGE,
            "%s: cannot be resumed with more epochs: schedule \"%s\" spans all of them, so those "
            "that are trained would have been others; train anew with --force",
            it->job->folder.path, spec->schedule.name);
    }
    return NNT_OK;
}

/* ---- the folder ------------------------------------------------------------------ */

/* *text is NULL when there is no such file. */
static nnt_status read_text(const resume *it, const char *name, char **text, size_t *length) {
    nnt_status status = NNT_OK;
    char *path = nnt_path_join(it->job->folder.path, name);
    *text = NULL;
    if (!path) {
        return fail_memory(it);
    }
    if (nnt_file_exists(path)) {
        status = nnt_file_read(path, LARGEST_FILE, text, length, it->error);
    }
    nnt_free(path);
    return status;
}

static nnt_status load_before(resume *it) {
    const char *folder = it->job->folder.path;
    char *text = NULL;
    size_t length = 0;
    nnt_status status = read_text(it, "config.json", &text, &length);
    if (!status && !text) {
        status = nnt_error_set(it->error, NNT_ERR_USAGE,
                               "%s: holds no run to resume; start one without --resume", folder);
    }
    if (!status) {
        status = nnt_config_read(text, length, "config.json", folder, NULL, 0, &it->before, NULL,
                                 it->error);
        if (status) {
            nnt_error_prefix(it->error, "%s: ", folder);
        }
    }
    nnt_free(text);
    return status;
}

/* Of a run that began before fingerprints were written, nothing is known. */
static nnt_status compare_configs(resume *it) {
    const bool knows_model = nnt_json_find(it->before->document.root, NNT_FINGERPRINT_PATH);
    nnt_json_document now = {0};
    char *text =
        nnt_config_text_with_paths(it->job->config, NNT_PATHS_AS_SEEN_FROM, it->job->folder.path,
                                   knows_model ? nnt_run_job_fingerprint(it->job) : NULL);
    if (!text) {
        return fail_memory(it);
    }
    nnt_status status = nnt_json_read(text, strlen(text), "config", &now, NULL, it->error);
    if (!status) {
        status = compare_trees(it, now.root);
    }
    nnt_json_clear(&now);
    nnt_free(text);
    return status ? status : compare_epochs(it);
}

/* How the run ended, as its summary says; NNT_STOP_INTERRUPTED without one, and when
 * time ran out, since it goes on from there like one. */
static nnt_status read_end(const resume *it, nnt_stop *end) {
    nnt_json_document summary = {0};
    char *text = NULL;
    size_t length = 0;
    *end = NNT_STOP_INTERRUPTED;
    nnt_status status = read_text(it, "summary.json", &text, &length);
    if (!status && text) {
        status = nnt_json_read(text, length, "summary.json", &summary, NULL, it->error);
    }
    if (status == NNT_ERR_CONFIG) {
        status = NNT_OK; /* none of ours */
    }
    const nnt_json *word = summary.root ? nnt_json_get(summary.root, "status") : NULL;
    for (unsigned stop = 0; word && word->type == NNT_JSON_STRING && stop < NNT_STOP_INTERRUPTED;
         stop++) {
        if (strcmp(word->text, nnt_stop_text((nnt_stop)stop)) == 0) {
            *end = (nnt_stop)stop;
        }
    }
    if (*end == NNT_STOP_TIME_LIMIT) {
        *end = NNT_STOP_INTERRUPTED;
    }
    nnt_json_clear(&summary);
    nnt_free(text);
    return status;
}

static nnt_status has_checkpoint(const resume *it, bool *exists) {
    char *path = nnt_path_join(it->job->folder.path, NNT_CHECKPOINT_FILE);
    *exists = path && nnt_file_exists(path);
    nnt_free(path);
    return path ? NNT_OK : fail_memory(it);
}

/* A killed run can have got no further than to its files. */
static nnt_status drop_checkpoint(const resume *it) {
    return it->job->plan.checkpoint_every > 0
               ? NNT_OK
               : nnt_output_remove(it->job->folder.path, NNT_CHECKPOINT_FILE, it->error);
}

static nnt_status choose_point(const resume *it, nnt_resume_point *point, nnt_messages *notes) {
    const char *folder = it->job->folder.path;
    const size_t epochs = it->job->plan.training.epochs;
    bool exists = false;
    nnt_stop end = NNT_STOP_INTERRUPTED;
    nnt_status status = read_end(it, &end);
    status = status ? status : has_checkpoint(it, &exists);
    if (status) {
        return status;
    }
    const bool wants_more = (double)epochs > get_epochs_before(it);
    if (end != NNT_STOP_INTERRUPTED && !(end == NNT_STOP_COMPLETED && wants_more)) {
        nnt_messages_add(notes, 0, 0, "%s: is finished (%s); nothing is left to do", folder,
                         nnt_stop_text(end));
        *point = NNT_RESUME_FINISHED;
        return drop_checkpoint(it);
    }
    if (!exists && end == NNT_STOP_COMPLETED) {
        return nnt_error_set(it->error, NNT_ERR_USAGE,
                             "%s: is complete and kept no checkpoint to go on from (its "
                             "output.checkpoint_every is 0); train anew with --force",
                             folder);
    }
    *point = exists ? NNT_RESUME_CHECKPOINT : NNT_RESUME_START;
    if (!exists) {
        nnt_messages_add(notes, 0, 0,
                         "%s: was stopped before its first checkpoint; training from the start",
                         folder);
    }
    return NNT_OK;
}

nnt_status nnt_run_resume_look(const nnt_run_job *job,
                               nnt_resume_point *point,
                               nnt_messages *notes,
                               nnt_error *error) {
    resume it = {.job = job, .error = error};
    nnt_status status = load_before(&it);
    if (!status) {
        status = compare_configs(&it);
    }
    if (!status) {
        status = choose_point(&it, point, notes);
    }
    nnt_config_free(it.before);
    return status;
}
