/* Putting a run together again from its folder, its model and its data. */
#include "experiment/run_report.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/config_tree.h"
#include "experiment/engines.h"
#include "experiment/folder_file.h"
#include "experiment/plan.h"
#include "experiment/run_data.h"
#include "experiment/run_samples.h"
#include "experiment/stored_run.h"
#include "output/model_file.h"
#include "output/report_page.h"

typedef struct run_parts {
    const char *folder;
    nnt_stored_run run;
    nnt_config *config;
    nnt_plan plan;
    const nnt_engine *engine;
    nnt_model_file model;
    nnt_run_data data;
    nnt_run_samples samples;
} run_parts;

static void clear_parts(run_parts *it) {
    nnt_run_samples_clear(&it->samples);
    nnt_run_data_clear(&it->data);
    nnt_model_file_clear(&it->model);
    nnt_plan_clear(&it->plan);
    nnt_config_free(it->config);
    nnt_stored_run_clear(&it->run);
}

/* ---- config and model ----------------------------------------------------------- */

static nnt_status read_plan(run_parts *it, const char *isa, nnt_error *error) {
    nnt_messages problems = {0};
    char *path = nnt_path_join(it->folder, "config.json");
    nnt_status status = path ? nnt_config_load(path, NULL, 0, &it->config, &problems, error)
                             : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    if (!status) {
        status = nnt_plan_create(it->config, &it->plan, error);
    }
    if (!status) {
        status = nnt_engine_choose(it->plan.precision, isa, &it->engine, error);
    }
    nnt_messages_clear(&problems);
    nnt_free(path);
    return status;
}

/* The model must have the layers that the summary and the config speak of. */
static nnt_status check_model(const run_parts *it, nnt_error *error) {
    const nnt_run *run = &it->run.face;
    bool fits = it->model.n_layers == run->n_layers && it->plan.n_layers == run->n_layers &&
                it->model.task == it->plan.task;
    for (size_t l = 0; fits && l < run->n_layers; l++) {
        const size_t planned =
            l + 1 < run->n_layers ? it->plan.layers[l].units : run->layers[l].units;
        fits = it->model.layers[l].inputs == run->layers[l].inputs &&
               it->model.layers[l].units == run->layers[l].units &&
               it->model.layers[l].n_learned ==
                   nnt_engine_find_traits(it->plan.layers[l].activation.name)->n_learned &&
               planned == run->layers[l].units;
    }
    return fits ? NNT_OK
                : nnt_error_set(error, NNT_ERR_MODEL,
                                "%s/%s: its layers are not those of summary.json and config.json",
                                it->folder, NNT_MODEL_FILE);
}

static nnt_status read_model(run_parts *it, nnt_error *error) {
    char *bytes = NULL;
    size_t length = 0;
    char *path = nnt_path_join(it->folder, NNT_MODEL_FILE);
    nnt_status status = nnt_folder_file_read(it->folder, NNT_MODEL_FILE, &bytes, &length, error);
    if (!status) {
        status = path ? nnt_model_file_read(bytes, length, path, &it->model, error)
                      : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    nnt_free(bytes);
    nnt_free(path);
    return status ? status : check_model(it, error);
}

/* ---- data ----------------------------------------------------------------------- */

static bool is_same_data(const run_parts *it) {
    const nnt_run *run = &it->run.face;
    const nnt_problem *problem = &it->data.problem;
    const nnt_dataset *train = &it->data.sets[NNT_TRAIN];
    return problem->parts[NNT_TRAIN].n_rows == run->train.n_rows &&
           problem->parts[NNT_VALIDATION].n_rows == run->validation.n_rows &&
           problem->parts[NNT_TEST].n_rows == run->test.n_rows &&
           train->n_features == run->n_features && train->n_outputs == run->n_outputs;
}

/* Data that are gone, or not what they were, leave a report without them. */
static nnt_status sample(run_parts *it, nnt_messages *notes, nnt_error *error) {
    nnt_error reason = {0};
    const nnt_status status = nnt_run_data_load(&it->plan, NULL, &it->data, NULL, &reason);
    if (status == NNT_ERR_MEMORY) {
        return nnt_error_set(error, status, "%s", reason.message);
    }
    if (status) {
        nnt_messages_add(notes, 0, 0, "%s: the report shows no data: %s", it->folder,
                         reason.message);
        return NNT_OK;
    }
    if (!is_same_data(it)) {
        nnt_messages_add(notes, 0, 0,
                         "%s: the report shows no data: they are not those that were trained on",
                         it->folder);
        return NNT_OK;
    }
    it->data.problem.features = &it->model.features;
    it->data.problem.targets = it->model.targets.n_columns > 0 ? &it->model.targets : NULL;
    it->plan.layers[it->plan.n_layers - 1].units = it->run.face.n_outputs;
    const nnt_network_spec network = {it->run.face.n_features, it->plan.n_layers, it->plan.layers};
    const nnt_sampled_run sampled = {.engine = it->engine,
                                     .network = &network,
                                     .training = &it->plan.training,
                                     .problem = &it->data.problem,
                                     .layers = it->model.layers};
    return nnt_run_samples_take(&sampled, &it->samples, error);
}

/* ---- the whole ------------------------------------------------------------------ */

nnt_status nnt_run_report_render(
    const char *folder, const char *isa, nnt_text *text, nnt_messages *notes, nnt_error *error) {
    run_parts it = {.folder = folder};
    nnt_status status = nnt_stored_run_load(folder, nnt_run_detail_all(), &it.run, error);
    status = status ? status : read_plan(&it, isa, error);
    status = status ? status : read_model(&it, error);
    status = status ? status : sample(&it, notes, error);
    if (!status) {
        const nnt_run_view view = {.run = &it.run.face,
                                   .config = it.run.config_text,
                                   .task = it.plan.task,
                                   .layers = it.model.layers,
                                   .data = &it.data.sets[NNT_TRAIN],
                                   .samples = it.samples.memory ? &it.samples.face : NULL};
        nnt_report_render_run(&view, text);
    }
    clear_parts(&it);
    return status;
}
