/* A trained model: loading it into a network. */
#include "experiment/model_inside.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/engines.h"
#include "output/compare_files.h"
#include <string.h>

char *nnt_model_find_file(const char *path) {
    char *inside = nnt_path_join(path, NNT_MODEL_FILE);
    if (!inside || nnt_folder_exists(path)) {
        return inside;
    }
    nnt_free(inside);
    return nnt_copy_text(path);
}

void nnt_model_explain_missing(const char *file, nnt_error *error) {
    char *folder = nnt_path_folder(file);
    char *table = folder ? nnt_path_join(folder, NNT_COMPARE_TABLE_FILE) : NULL;
    if (table && nnt_file_exists(table) && !nnt_file_exists(file)) {
        nnt_error_set(error, NNT_ERR_IO,
                      "%s: is the folder of a comparison and holds no model itself; give the "
                      "folder of one of its runs, which " NNT_COMPARE_TABLE_FILE " names",
                      folder);
    }
    nnt_free(table);
    nnt_free(folder);
}

nnt_status nnt_model_read_config(
    const char *path, const char *text, nnt_config **config, nnt_plan *plan, nnt_error *error) {
    nnt_messages problems = {0};
    nnt_status status =
        nnt_config_read(text, strlen(text), "config", ".", NULL, 0, config, &problems, error);
    nnt_messages_clear(&problems);
    if (status == NNT_ERR_CONFIG) {
        nnt_error_prefix(error, "%s: metadata ", path);
        if (error) {
            error->status = NNT_ERR_MODEL;
        }
        return NNT_ERR_MODEL;
    }
    return status ? status : nnt_plan_create(*config, plan, error);
}

/* The config must describe the network whose weights the file holds. */
static nnt_status check_plan(const char *path, nnt_model *model, nnt_error *error) {
    const nnt_model_file *file = &model->file;
    nnt_plan *plan = &model->plan;
    if (plan->task != file->task) {
        return nnt_error_set(error, NNT_ERR_MODEL, "%s: its config is for another task", path);
    }
    if ((strcmp(plan->precision, "float32") == 0) != file->is_float32) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: its config has the precision %s, but its tensors are %s", path,
                             plan->precision, file->is_float32 ? "all F32" : "not all F32");
    }
    if (plan->n_layers != file->n_layers) {
        return nnt_error_set(error, NNT_ERR_MODEL,
                             "%s: its config has %zu layers, but it holds the weights of %zu", path,
                             plan->n_layers, file->n_layers);
    }
    plan->layers[plan->n_layers - 1].units = file->n_outputs;
    for (size_t l = 0; l < file->n_layers; l++) {
        if (plan->layers[l].units != file->layers[l].units) {
            return nnt_error_set(error, NNT_ERR_MODEL,
                                 "%s: layer %zu has %zu units in its config, but weights for %zu",
                                 path, l + 1, plan->layers[l].units, file->layers[l].units);
        }
        const size_t n_learned = nnt_engine_find_traits(plan->layers[l].activation.name)->n_learned;
        if (n_learned != file->layers[l].n_learned) {
            return nnt_error_set(
                error, NNT_ERR_MODEL,
                "%s: the activation of layer %zu has %zu parameters in its config, "
                "but %zu in the file",
                path, l + 1, n_learned, file->layers[l].n_learned);
        }
    }
    return NNT_OK;
}

static nnt_status create_network(const char *isa, nnt_model *model, nnt_error *error) {
    const nnt_plan *plan = &model->plan;
    const nnt_model_file *file = &model->file;
    const nnt_network_spec spec = {file->n_features, plan->n_layers, plan->layers};
    nnt_status status = nnt_engine_choose(plan->precision, isa, &model->engine, error);
    if (!status) {
        status = model->engine->create_predictor(&spec, plan->task, &plan->training.loss,
                                                 &model->session, error);
    }
    for (size_t l = 0; l < file->n_layers && !status; l++) {
        const nnt_model_layer *layer = &file->layers[l];
        model->engine->set_parameters(model->session, l, layer->weight, layer->bias,
                                      layer->learned);
    }
    return status;
}

static nnt_status load(const char *path, const char *isa, nnt_model *model, nnt_error *error) {
    nnt_status status = nnt_model_file_load(path, &model->file, error);
    if (!status) {
        status =
            nnt_model_read_config(path, model->file.config, &model->config, &model->plan, error);
    }
    if (!status) {
        status = check_plan(path, model, error);
    }
    return status ? status : create_network(isa, model, error);
}

nnt_status nnt_model_load(const char *path, const char *isa, nnt_model **model, nnt_error *error) {
    char *file = nnt_model_find_file(path);
    nnt_model *made = nnt_allocate(1, sizeof *made);
    nnt_status status = NNT_OK;
    if (file && made) {
        status = load(file, isa, made, error);
        if (status == NNT_ERR_IO) {
            nnt_model_explain_missing(file, error);
        }
    } else {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for a model", path);
    }
    nnt_free(file);
    if (status) {
        nnt_model_free(made);
        return status;
    }
    *model = made;
    return NNT_OK;
}

void nnt_model_free(nnt_model *model) {
    if (!model) {
        return;
    }
    if (model->engine) {
        model->engine->free(model->session);
    }
    nnt_plan_clear(&model->plan);
    nnt_config_free(model->config);
    nnt_model_file_clear(&model->file);
    nnt_free(model);
}
