/* A trained model: loading it into a network, and predicting with that. */
#include "experiment/model_inside.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/csv_predict.h"
#include "experiment/engines.h"
#include "output/csv_text.h"
#include <math.h>
#include <string.h>

/* Rows that are predicted before their text is written. */
enum { BLOCK_ROWS = 1024 };

/* ---- loading -------------------------------------------------------------------- */

/* The path itself, or that of the model in a run folder; NULL: no memory. */
static char *find_file(const char *path) {
    char *inside = nnt_path_join(path, NNT_MODEL_FILE);
    if (!inside || nnt_file_exists(inside)) {
        return inside;
    }
    nnt_free(inside);
    return nnt_copy_text(path);
}

/* A config that is wrong here was damaged, or is of another version. */
static nnt_status read_config(const char *path, nnt_model *model, nnt_error *error) {
    const char *text = model->file.config;
    nnt_messages problems = {0};
    nnt_status status = nnt_config_read(text, strlen(text), "config", ".", NULL, 0, &model->config,
                                        &problems, error);
    nnt_messages_clear(&problems);
    if (status == NNT_ERR_CONFIG) {
        nnt_error_prefix(error, "%s: metadata ", path);
        if (error) {
            error->status = NNT_ERR_MODEL;
        }
        return NNT_ERR_MODEL;
    }
    return status ? status : nnt_plan_create(model->config, &model->plan, error);
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
        status = read_config(path, model, error);
    }
    if (!status) {
        status = check_plan(path, model, error);
    }
    return status ? status : create_network(isa, model, error);
}

nnt_status nnt_model_load(const char *path, const char *isa, nnt_model **model, nnt_error *error) {
    char *file = find_file(path);
    nnt_model *made = nnt_allocate(1, sizeof *made);
    nnt_status status = NNT_OK;
    if (file && made) {
        status = load(file, isa, made, error);
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

/* ---- predicting ----------------------------------------------------------------- */

const char *nnt_model_class_column(const nnt_plan *plan) {
    const nnt_source *source = nnt_source_find(plan->train_source.name);
    const size_t index = source ? nnt_option_find(source->row.options, "target") : SIZE_MAX;
    if (index == SIZE_MAX || plan->train_source.values[index].kind != NNT_VALUE_TEXT) {
        return NULL;
    }
    return plan->train_source.values[index].text;
}

static nnt_status read_rows(const nnt_model *model,
                            const char *path,
                            double **features,
                            size_t *n_rows,
                            nnt_messages *notes,
                            nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const bool is_regression = file->task == NNT_TASK_REGRESSION;
    const char *class_column = nnt_model_class_column(&model->plan);
    const char *const *class_columns = class_column ? &class_column : NULL;
    return nnt_csv_read_features(path, file->feature_names, file->n_features,
                                 is_regression ? file->output_names : class_columns,
                                 is_regression ? file->n_outputs : 1, features, n_rows, notes,
                                 error);
}

static void add_header(const nnt_model_file *file, nnt_text *csv) {
    const bool is_regression = file->task == NNT_TASK_REGRESSION;
    nnt_text_add(csv, is_regression ? "" : "class");
    for (size_t k = 0; k < file->n_outputs; k++) {
        nnt_text name = {0};
        nnt_text_addf(&name, "%s%s", is_regression ? "" : "p_", file->output_names[k]);
        nnt_text_add(csv, k > 0 || !is_regression ? "," : "");
        nnt_csv_add_field(csv, name.failed ? "" : name.data);
        csv->failed = csv->failed || name.failed;
        nnt_text_clear(&name);
    }
    nnt_text_add(csv, "\n");
}

/* A float32 network's answer is a float and is written with a float's digits; one
 * that target scaling has made a double keeps all of them. */
static void add_answer(bool is_float32, double answer, nnt_text *csv) {
    const float rounded = (float)answer;
    if (is_float32 && (double)rounded == answer) {
        nnt_text_add_float(csv, rounded);
    } else {
        nnt_text_add_number(csv, answer);
    }
}

static size_t find_largest(const double *values, size_t n) {
    size_t best = 0;
    for (size_t k = 1; k < n; k++) {
        best = values[k] > values[best] ? k : best;
    }
    return best;
}

static void add_row(const nnt_model_file *file, const double *answers, nnt_text *csv) {
    const bool is_regression = file->task == NNT_TASK_REGRESSION;
    if (!is_regression) {
        nnt_csv_add_field(csv, file->output_names[find_largest(answers, file->n_outputs)]);
    }
    for (size_t k = 0; k < file->n_outputs; k++) {
        nnt_text_add(csv, k > 0 || !is_regression ? "," : "");
        add_answer(file->is_float32, answers[k], csv);
    }
    nnt_text_add(csv, "\n");
}

/* No class is the likeliest of numbers that are not finite, so none is named. */
static nnt_status
check_answers(const char *path, size_t row, const double *answers, size_t n, nnt_error *error) {
    for (size_t k = 0; k < n; k++) {
        if (!isfinite(answers[k])) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: row %zu of the data: the network's answer is not finite; its "
                                 "features are far beyond those of the training",
                                 path, row + 1);
        }
    }
    return NNT_OK;
}

/* Rows in blocks, so that memory does not grow with rows times classes. */
static nnt_status predict_rows(const nnt_model *model,
                               const char *path,
                               const double *features,
                               size_t n_rows,
                               nnt_text *csv,
                               nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const size_t n_outputs = file->n_outputs;
    const nnt_scaling *targets = file->task == NNT_TASK_REGRESSION ? &file->targets : NULL;
    size_t length = 0;
    double *answers = nnt_size_multiply(BLOCK_ROWS, n_outputs, &length)
                          ? nnt_allocate(length, sizeof *answers)
                          : NULL;
    if (!answers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to predict", path);
    }
    nnt_status status = NNT_OK;
    for (size_t first = 0; first < n_rows && !status; first += BLOCK_ROWS) {
        const size_t n = n_rows - first < BLOCK_ROWS ? n_rows - first : BLOCK_ROWS;
        model->engine->predict(model->session, n, features + first * file->n_features,
                               &file->features, targets, answers);
        for (size_t i = 0; i < n && !status; i++) {
            const double *row = answers + i * n_outputs;
            status = check_answers(path, first + i, row, n_outputs, error);
            add_row(file, row, csv);
        }
    }
    nnt_free(answers);
    return status;
}

nnt_status nnt_model_predict_csv(const nnt_model *model,
                                 const char *data_path,
                                 char **csv,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    double *features = NULL;
    size_t n_rows = 0;
    nnt_text text = {0};
    nnt_status status = read_rows(model, data_path, &features, &n_rows, notes, error);
    if (!status) {
        add_header(&model->file, &text);
        status = predict_rows(model, data_path, features, n_rows, &text, error);
    }
    if (!status && text.failed) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to predict", data_path);
    }
    if (!status) {
        *csv = nnt_text_take(&text);
    }
    nnt_text_clear(&text);
    nnt_free(features);
    return status;
}
