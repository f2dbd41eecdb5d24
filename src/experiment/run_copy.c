/* Taking parameters out of a session. */
#include "experiment/run_copy.h"

#include "base/memory.h"
#include "experiment/config_tree.h"
#include "experiment/engines.h"

static bool get_trained(const nnt_run_job *job, nnt_run_copy *copy) {
    const size_t n_layers = job->network.n_layers;
    copy->layers = nnt_allocate(n_layers, sizeof *copy->layers);
    copy->values = nnt_allocate(job->face.n_parameters, sizeof *copy->values);
    if (!copy->layers || !copy->values) {
        return false;
    }
    double *at = copy->values;
    for (size_t l = 0; l < n_layers; l++) {
        const nnt_layer_info *info = &job->layers[l];
        const char *activation = job->network.layers[l].activation.name;
        double *bias = at + info->inputs * info->units;
        double *learned = bias + info->units;
        job->engine->get_parameters(job->session, l, at, bias, learned);
        copy->layers[l] =
            (nnt_model_layer){.inputs = info->inputs,
                              .units = info->units,
                              .n_learned = nnt_engine_find_traits(activation)->n_learned,
                              .weight = at,
                              .bias = bias,
                              .learned = learned};
        at = learned + copy->layers[l].n_learned;
    }
    return true;
}

nnt_status nnt_run_copy_take(const nnt_run_job *job, nnt_run_copy *copy, nnt_error *error) {
    const bool is_regression = job->plan.task == NNT_TASK_REGRESSION;
    const char *fingerprint = nnt_run_job_fingerprint(job);
    copy->config = nnt_config_text_with_paths(job->config, NNT_PATHS_AS_SEEN_FROM, job->folder.path,
                                              fingerprint);
    copy->model_config = nnt_config_text_with_paths(job->config, NNT_PATHS_BARE, NULL, fingerprint);
    if (!copy->config || !copy->model_config || !get_trained(job, copy)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write the model");
    }
    copy->view = (nnt_run_view){.run = &job->face,
                                .config = copy->config,
                                .model_config = copy->model_config,
                                .task = job->plan.task,
                                .layers = copy->layers,
                                .data = &job->data.sets[NNT_TRAIN],
                                .features = &job->data.features,
                                .targets = is_regression ? &job->data.targets : NULL,
                                .means = job->data.means,
                                .omits_report = !job->plan.wants_report,
                                .has_config = job->has_config,
                                .on_disk = job->host.on_disk,
                                .context = job->listener.context};
    return NNT_OK;
}

void nnt_run_copy_clear(nnt_run_copy *copy) {
    nnt_free(copy->layers);
    nnt_free(copy->values);
    nnt_free(copy->config);
    nnt_free(copy->model_config);
    *copy = (nnt_run_copy){0};
}
