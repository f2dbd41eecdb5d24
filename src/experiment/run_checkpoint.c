/* Writing checkpoints and going back to them. */
#include "experiment/run_checkpoint.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/state_list.h"
#include "experiment/run_copy.h"
#include "output/model_file.h"
#include "output/output.h"

/* The session's state with a mark of its data: one walk for both directions. */
static void visit(nnt_run_job *job, uint64_t *fingerprint, nnt_state *state) {
    nnt_state_u64(state, "data", fingerprint);
    job->engine->visit(job->session, state);
}

/* ---- writing ------------------------------------------------------------------- */

static nnt_status write(const nnt_run_job *job, nnt_text *text, nnt_error *error) {
    if (text->failed) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write %s", NNT_CHECKPOINT_FILE);
    }
    const nnt_new_file file = {NNT_CHECKPOINT_FILE, text->data, text->length};
    return nnt_files_write(job->folder.path, &file, 1, error);
}

nnt_status nnt_run_checkpoint_save(nnt_run_job *job, nnt_error *error) {
    nnt_run_copy copy = {0};
    nnt_state_list list = {0};
    nnt_text text = {0};
    uint64_t fingerprint = nnt_run_data_fingerprint(&job->data);
    nnt_status status = nnt_run_copy_take(job, &copy, error);
    if (!status) {
        nnt_state state = nnt_state_list_writer(&list);
        visit(job, &fingerprint, &state);
        text.failed = list.failed;
        if (!list.failed) {
            nnt_output_render_model(&copy.view, &list, &text);
        }
        status = write(job, &text, error);
    }
    nnt_text_clear(&text);
    nnt_state_list_clear(&list);
    nnt_run_copy_clear(&copy);
    return status;
}

/* ---- reading ------------------------------------------------------------------- */

static nnt_status check_network(const nnt_run_job *job,
                                const char *path,
                                const nnt_model_file *file,
                                nnt_error *error) {
    const nnt_network_spec *network = &job->network;
    bool fits = file->task == job->plan.task && file->n_layers == network->n_layers &&
                file->n_features == network->n_inputs;
    for (size_t l = 0; fits && l < network->n_layers; l++) {
        fits = file->layers[l].units == network->layers[l].units;
    }
    return fits ? NNT_OK
                : nnt_error_set(error, NNT_ERR_MODEL,
                                "%s: holds another network than the config describes", path);
}

static nnt_status
fill_session(nnt_run_job *job, const char *path, const nnt_model_file *file, nnt_error *error) {
    const uint64_t expected = nnt_run_data_fingerprint(&job->data);
    uint64_t fingerprint = 0;
    for (size_t l = 0; l < file->n_layers; l++) {
        job->engine->set_parameters(job->session, l, file->layers[l].weight, file->layers[l].bias,
                                    file->layers[l].learned);
    }
    nnt_state_reading reading = {.list = file->state, .file = path, .error = error};
    nnt_state state = nnt_state_list_reader(&reading);
    visit(job, &fingerprint, &state);
    if (!reading.status && fingerprint != expected) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "%s: the data have changed since this checkpoint was written, so "
                             "going on would give other bits; train anew with --force",
                             path);
    }
    const nnt_status status = nnt_state_reading_end(&reading);
    if (!status && !job->engine->is_consistent(job->session)) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: is damaged: its counters contradict each other", path);
    }
    return status;
}

nnt_status nnt_run_checkpoint_restore(nnt_run_job *job, nnt_error *error) {
    nnt_model_file file = {0};
    char *path = nnt_path_join(job->folder.path, NNT_CHECKPOINT_FILE);
    if (!path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    nnt_status status = nnt_model_file_load(path, &file, error);
    if (!status) {
        status = check_network(job, path, &file, error);
    }
    if (!status) {
        status = fill_session(job, path, &file, error);
    }
    nnt_model_file_clear(&file);
    nnt_free(path);
    return status;
}
