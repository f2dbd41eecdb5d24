/* Reading the data on which a model is scored. */
#include "experiment/evaluation_data.h"

#include "base/file.h"
#include "base/memory.h"
#include "data/feature_file.h"
#include "data/missing.h"
#include <string.h>

/* ---- a file ----------------------------------------------------------------------- */

/* The names that the file's columns and labels must have, as a dataset without rows. */
static nnt_status describe_training(const nnt_model *model, nnt_dataset *like, nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const char *column = nnt_model_class_column(&model->plan);
    *like = (nnt_dataset){
        .task = file->task, .n_features = file->n_features, .n_outputs = file->n_outputs};
    like->feature_names = nnt_text_array_copy(file->feature_names, file->n_features);
    like->output_names = nnt_text_array_copy(file->output_names, file->n_outputs);
    like->label_name = column ? nnt_copy_text(column) : NULL;
    if (!like->feature_names || !like->output_names || (column && !like->label_name)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the names of a model's columns");
    }
    return NNT_OK;
}

/* A source of a format, whose paths are still to be set. */
static const nnt_override sources[] = {
    [NNT_FORMAT_CSV] = {"data.train", "{\"type\": \"csv\", \"path\": \"-\"}"},
    [NNT_FORMAT_IDX] = {"data.train", "{\"type\": \"idx\", \"images\": \"-\", \"labels\": \"-\"}"},
    [NNT_FORMAT_NPY] = {"data.train",
                        "{\"type\": \"npy\", \"features\": \"-\", \"labels\": \"-\"}"},
};

/* The model's own way to read a CSV, or else that of a config which says nothing of
 * how to read. */
static nnt_status choose_reading(const nnt_model *model,
                                 nnt_data_format format,
                                 nnt_evaluation_data *data,
                                 nnt_choice *source,
                                 nnt_error *error) {
    if (format == NNT_FORMAT_CSV && strcmp(model->plan.train_source.name, "csv") == 0) {
        *source = model->plan.train_source;
        return NNT_OK;
    }
    nnt_messages problems = {0};
    nnt_status status = nnt_config_read(model->file.config, strlen(model->file.config), "config",
                                        ".", &sources[format], 1, &data->config, &problems, error);
    nnt_messages_clear(&problems);
    if (!status) {
        status = nnt_plan_create(data->config, &data->plan, error);
    }
    if (!status) {
        *source = data->plan.train_source;
    }
    return status;
}

static void set_path(nnt_choice *source, const char *name, const char *path) {
    const size_t option = nnt_option_find(nnt_source_find(source->name)->row.options, name);
    source->values[option].text = path;
}

/* Names the files; answers are in the CSV itself, or in a file of their own. */
static nnt_status set_paths(nnt_data_format format,
                            const char *path,
                            const char *labels,
                            nnt_choice *source,
                            nnt_error *error) {
    if (format == NNT_FORMAT_CSV && labels) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "%s: is read as a CSV, which holds the answers, too; %s is too much",
                             path, labels);
    }
    if (format != NNT_FORMAT_CSV && !labels) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "%s: holds features alone; name the file of labels after it", path);
    }
    static const char *const features[] = {
        [NNT_FORMAT_CSV] = "path", [NNT_FORMAT_IDX] = "images", [NNT_FORMAT_NPY] = "features"};
    set_path(source, features[format], path);
    if (labels) {
        set_path(source, "labels", labels);
    }
    return NNT_OK;
}

static void drop_balance(nnt_model *model, nnt_messages *notes) {
    nnt_choice *loss = &model->plan.training.loss;
    const nnt_engine *engine = model->engine;
    for (size_t i = 0; i < engine->loss_count(); i++) {
        const nnt_row *row = engine->loss_row(i);
        const size_t option = nnt_option_find(row->options, "class_weight");
        if (strcmp(row->name, loss->name) == 0 && option != SIZE_MAX &&
            loss->values[option].kind == NNT_VALUE_TEXT) {
            loss->values[option] = (nnt_value){0};
            nnt_messages_add(notes, 0, 0,
                             "the loss is that of rows that count alike: the model does not say "
                             "what balanced the classes of its training data");
        }
    }
}

/* Models of earlier versions know no means. */
static nnt_status
fill_missing(const nnt_model *model, const char *path, nnt_dataset *given, nnt_error *error) {
    const nnt_model_file *file = &model->file;
    if (file->means) {
        return nnt_missing_fill(given->features, given->n_rows, given->n_features, file->means,
                                file->feature_names, error);
    }
    if (!nnt_missing_exists(given->features, given->n_rows * given->n_features)) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_DATA,
                         "%s: has missing values, but the model holds no means to put in their "
                         "place; train it anew",
                         path);
}

nnt_status nnt_evaluation_data_read(nnt_model *model,
                                    const char *path,
                                    const char *labels,
                                    nnt_evaluation_data *data,
                                    nnt_messages *notes,
                                    nnt_error *error) {
    const nnt_data_format format = nnt_data_format_find(path);
    nnt_dataset like = {0};
    nnt_choice source = {0};
    nnt_status status = describe_training(model, &like, error);
    if (!status) {
        status = choose_reading(model, format, data, &source, error);
    }
    if (!status) {
        status = set_paths(format, path, labels, &source, error);
    }
    if (!status) {
        const nnt_source_context context = {
            .task = model->file.task, .part = "given", .like = &like, .notes = notes};
        status = nnt_source_load(&source, &context, &data->given, error);
    }
    if (!status && data->given.takes_means) {
        status = fill_missing(model, path, &data->given, error);
    }
    nnt_dataset_clear(&like);
    if (status) {
        return status;
    }
    drop_balance(model, notes);
    data->names[NNT_TRAIN] = "data";
    data->problem =
        (nnt_problem){.features = &model->file.features,
                      .targets = model->file.targets.n_columns ? &model->file.targets : NULL};
    data->problem.parts[NNT_TRAIN] =
        (nnt_view){.dataset = &data->given, .n_rows = data->given.n_rows};
    return NNT_OK;
}

/* ---- a run's own ------------------------------------------------------------------ */

static nnt_status read_config(const char *path, nnt_evaluation_data *data, nnt_error *error) {
    nnt_messages problems = {0};
    nnt_status status = nnt_config_load(path, NULL, 0, &data->config, &problems, error);
    nnt_messages_clear(&problems);
    return status ? status : nnt_plan_create(data->config, &data->plan, error);
}

/* The data may have changed since the run. */
static nnt_status check_shape(const nnt_model *model,
                              const nnt_evaluation_data *data,
                              const char *folder,
                              nnt_error *error) {
    const nnt_dataset *train = &data->run.sets[NNT_TRAIN];
    const nnt_model_file *file = &model->file;
    if (train->task != file->task || train->n_features != file->n_features ||
        train->n_outputs != file->n_outputs) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: its config's data have %zu features and %zu outputs, but its "
                             "model has %zu and %zu",
                             folder, train->n_features, train->n_outputs, file->n_features,
                             file->n_outputs);
    }
    for (size_t k = 0; k < file->n_outputs; k++) {
        char room[NNT_NAME_ROOM];
        const char *name = nnt_dataset_output_name(train, k, room);
        if (strcmp(name, file->output_names[k]) != 0) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: output %zu of its config's data is '%s', but that of its "
                                 "model '%s'",
                                 folder, k + 1, name, file->output_names[k]);
        }
    }
    return NNT_OK;
}

nnt_status nnt_evaluation_data_load(const nnt_model *model,
                                    const char *folder,
                                    nnt_evaluation_data *data,
                                    nnt_messages *notes,
                                    nnt_error *error) {
    static const char *const names[NNT_N_PARTS] = {"train", "validation", "test"};
    char *path = nnt_path_join(folder, "config.json");
    nnt_status status = NNT_OK;
    if (!path) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    } else if (!nnt_file_exists(path)) {
        status = nnt_error_set(error, NNT_ERR_USAGE,
                               "%s: no run folder with a config.json, whose data could be used; "
                               "name the data after the model",
                               folder);
    } else {
        status = read_config(path, data, error);
    }
    nnt_free(path);
    if (!status) {
        status = nnt_run_data_load(&data->plan, NULL, &data->run, notes, error);
    }
    if (!status) {
        status = check_shape(model, data, folder, error);
    }
    if (!status) {
        memcpy(data->names, names, sizeof names);
        data->problem = data->run.problem;
        data->problem.features = &model->file.features;
        data->problem.targets = model->file.targets.n_columns ? &model->file.targets : NULL;
    }
    return status;
}

void nnt_evaluation_data_clear(nnt_evaluation_data *data) {
    nnt_dataset_clear(&data->given);
    nnt_run_data_clear(&data->run);
    nnt_plan_clear(&data->plan);
    nnt_config_free(data->config);
}
