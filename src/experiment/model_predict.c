/* Predicting with a loaded model: data in, text out, a block of rows at a time. */
#include "experiment/model_inside.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/csv_predict.h"
#include "data/feature_file.h"
#include "output/csv_text.h"
#include <math.h>

/* ---- data in -------------------------------------------------------------------- */

/* The rows of a CSV, or a file that gives them a block at a time. */
typedef struct feature_rows {
    size_t n_rows, n_features;
    double *all;           /* (n_rows, n_features) of a CSV */
    nnt_feature_file file; /* of another format … */
    double *block;         /* … and room for rows of it (NNT_PREDICTION_ROWS, n_features) */
} feature_rows;

const char *nnt_model_class_column(const nnt_plan *plan) {
    const nnt_source *source = nnt_source_find(plan->train_source.name);
    const size_t index = source ? nnt_option_find(source->row.options, "target") : SIZE_MAX;
    if (index == SIZE_MAX || plan->train_source.values[index].kind != NNT_VALUE_TEXT) {
        return NULL;
    }
    return plan->train_source.values[index].text;
}

static nnt_status read_csv(const nnt_model *model,
                           const char *path,
                           feature_rows *rows,
                           nnt_messages *notes,
                           nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const bool is_regression = file->task == NNT_TASK_REGRESSION;
    const char *class_column = nnt_model_class_column(&model->plan);
    const char *const *class_columns = class_column ? &class_column : NULL;
    const nnt_csv_wanted wanted = {.feature_names = file->feature_names,
                                   .n_features = file->n_features,
                                   .target_names =
                                       is_regression ? file->output_names : class_columns,
                                   .n_targets = is_regression ? file->n_outputs : 1,
                                   .means = file->means};
    return nnt_csv_read_features(path, &wanted, &rows->all, &rows->n_rows, notes, error);
}

static nnt_status
open_file(const char *path, nnt_data_format format, feature_rows *rows, nnt_error *error) {
    size_t length = 0;
    const nnt_status status =
        nnt_feature_file_open(path, format, rows->n_features, &rows->file, error);
    if (status) {
        return status;
    }
    rows->n_rows = rows->file.n_rows;
    if (nnt_size_multiply(NNT_PREDICTION_ROWS, rows->n_features, &length)) {
        rows->block = nnt_allocate(length, sizeof *rows->block);
    }
    return rows->block ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to predict", path);
}

static nnt_status open_rows(const nnt_model *model,
                            const char *path,
                            feature_rows *rows,
                            nnt_messages *notes,
                            nnt_error *error) {
    const nnt_data_format format = nnt_data_format_find(path);
    *rows = (feature_rows){.n_features = model->file.n_features};
    return format == NNT_FORMAT_CSV ? read_csv(model, path, rows, notes, error)
                                    : open_file(path, format, rows, error);
}

static nnt_status get_rows(
    const feature_rows *rows, size_t first, size_t n, const double **features, nnt_error *error) {
    *features = rows->block;
    if (rows->block) {
        return nnt_feature_file_read(&rows->file, first, n, rows->block, error);
    }
    *features = rows->all + first * rows->n_features;
    return NNT_OK;
}

static void close_rows(feature_rows *rows) {
    nnt_feature_file_clear(&rows->file);
    nnt_free(rows->all);
    nnt_free(rows->block);
}

/* ---- text out ------------------------------------------------------------------- */

/* A float32 network's answer is a float and is written with a float's digits; one
 * that target scaling has made a double keeps all of them. */
static void add_value(bool is_float32, double value, nnt_text *csv) {
    const float rounded = (float)value;
    if (is_float32 && (double)rounded == value) {
        nnt_text_add_float(csv, rounded);
    } else {
        nnt_text_add_number(csv, value);
    }
}

static void add_answer_header(const nnt_model_file *file, nnt_text *csv) {
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

static size_t find_largest(const double *values, size_t n) {
    size_t best = 0;
    for (size_t k = 1; k < n; k++) {
        best = values[k] > values[best] ? k : best;
    }
    return best;
}

static void add_answer(const nnt_model_file *file, const double *answers, nnt_text *csv) {
    const bool is_regression = file->task == NNT_TASK_REGRESSION;
    if (!is_regression) {
        nnt_csv_add_field(csv, file->output_names[find_largest(answers, file->n_outputs)]);
    }
    for (size_t k = 0; k < file->n_outputs; k++) {
        nnt_text_add(csv, k > 0 || !is_regression ? "," : "");
        add_value(file->is_float32, answers[k], csv);
    }
    nnt_text_add(csv, "\n");
}

/* ---- a block -------------------------------------------------------------------- */

/* A prediction on the way. */
typedef struct prediction {
    const nnt_model *model;
    const nnt_prediction_options *options;
    const char *path;             /* of the data, for messages */
    size_t first_layer, n_layers; /* whose activations are wanted; 0: answers are */
    size_t most_units;            /* of these */
    feature_rows rows;
    double *answers; /* (NNT_PREDICTION_ROWS, n_outputs) */
    double *units;   /* (n_layers, NNT_PREDICTION_ROWS, most_units); NULL: not wanted */
    nnt_text text;   /* not yet written */
} prediction;

static nnt_status fail_memory(const prediction *it, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to predict", it->path);
}

/* No class is the likeliest of numbers that are not finite, so none is named. */
static nnt_status
check_finite(const prediction *it, size_t row, const double *values, size_t n, nnt_error *error) {
    for (size_t k = 0; k < n; k++) {
        if (!isfinite(values[k])) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: row %zu of the data: the network's answer is not finite; its "
                                 "features are far beyond those of the training",
                                 it->path, row + 1);
        }
    }
    return NNT_OK;
}

static void add_unit_header(const prediction *it, nnt_text *csv) {
    for (size_t l = 0; l < it->n_layers; l++) {
        const size_t layer = it->first_layer + l;
        for (size_t u = 0; u < it->model->file.layers[layer].units; u++) {
            nnt_text_addf(csv, "%slayer%zu_unit%zu", l + u > 0 ? "," : "", layer + 1, u + 1);
        }
    }
    nnt_text_add(csv, "\n");
}

static double *get_units(const prediction *it, size_t l) {
    return it->units + l * NNT_PREDICTION_ROWS * it->most_units;
}

static void add_units(prediction *it, size_t i) {
    const nnt_model_file *file = &it->model->file;
    for (size_t l = 0; l < it->n_layers; l++) {
        const size_t n_units = file->layers[it->first_layer + l].units;
        const double *values = get_units(it, l) + i * n_units;
        for (size_t u = 0; u < n_units; u++) {
            nnt_text_add(&it->text, l + u > 0 ? "," : "");
            add_value(file->is_float32, values[u], &it->text);
        }
    }
    nnt_text_add(&it->text, "\n");
}

static nnt_status predict_block(prediction *it, size_t first, size_t n, nnt_error *error) {
    const nnt_model_file *file = &it->model->file;
    const nnt_engine *engine = it->model->engine;
    const nnt_scaling *targets = file->task == NNT_TASK_REGRESSION ? &file->targets : NULL;
    const double *features = NULL;
    nnt_status status = get_rows(&it->rows, first, n, &features, error);
    if (status) {
        return status;
    }
    engine->predict(it->model->session, n, features, &file->features, targets, it->answers);
    for (size_t l = 0; l < it->n_layers; l++) {
        engine->get_activations(it->model->session, it->first_layer + l, n, get_units(it, l));
    }
    for (size_t i = 0; i < n && !status; i++) {
        const double *answers = it->answers + i * file->n_outputs;
        status = check_finite(it, first + i, answers, file->n_outputs, error);
        if (it->n_layers > 0) {
            add_units(it, i);
        } else {
            add_answer(file, answers, &it->text);
        }
    }
    return status;
}

/* Hands over what there is. */
static nnt_status write_text(prediction *it, nnt_error *error) {
    if (it->text.failed) {
        return fail_memory(it, error);
    }
    if (it->options->write && it->text.length > 0) {
        it->options->write(it->options->context, it->text.data, it->text.length);
        it->text.length = 0;
    }
    return NNT_OK;
}

/* Rows in blocks, so that memory does not grow with rows times columns. */
static nnt_status predict_rows(prediction *it, nnt_error *error) {
    const size_t n_rows = it->rows.n_rows;
    nnt_status status = NNT_OK;
    if (it->n_layers > 0) {
        add_unit_header(it, &it->text);
    } else {
        add_answer_header(&it->model->file, &it->text);
    }
    for (size_t first = 0; first < n_rows && !status; first += NNT_PREDICTION_ROWS) {
        const size_t left = n_rows - first;
        status = predict_block(it, first, left < NNT_PREDICTION_ROWS ? left : NNT_PREDICTION_ROWS,
                               error);
        if (!status) {
            status = write_text(it, error);
        }
    }
    return status ? status : write_text(it, error);
}

/* ---- the whole ------------------------------------------------------------------ */

static nnt_status choose_layers(prediction *it, nnt_error *error) {
    const nnt_prediction_options *options = it->options;
    const size_t n_hidden = it->model->file.n_layers - 1;
    if (!options->activations) {
        return NNT_OK;
    }
    if (n_hidden == 0 || options->layer > n_hidden) {
        return n_hidden == 0 ? nnt_error_set(error, NNT_ERR_USAGE, "the model has no hidden layers")
                             : nnt_error_set(error, NNT_ERR_USAGE,
                                             "layer %zu: the model's hidden layers are 1 to %zu",
                                             options->layer, n_hidden);
    }
    it->first_layer = options->layer > 0 ? options->layer - 1 : 0;
    it->n_layers = options->layer > 0 ? 1 : n_hidden;
    for (size_t l = 0; l < it->n_layers; l++) {
        const size_t units = it->model->file.layers[it->first_layer + l].units;
        it->most_units = units > it->most_units ? units : it->most_units;
    }
    return NNT_OK;
}

static double *allocate_block(size_t n_layers, size_t n_columns) {
    size_t rows = 0, length = 0;
    return nnt_size_multiply(n_layers, NNT_PREDICTION_ROWS, &rows) &&
                   nnt_size_multiply(rows, n_columns, &length)
               ? nnt_allocate(length, sizeof(double))
               : NULL;
}

static nnt_status make_room(prediction *it, nnt_error *error) {
    it->answers = allocate_block(1, it->model->file.n_outputs);
    if (it->n_layers > 0) {
        it->units = allocate_block(it->n_layers, it->most_units);
    }
    return it->answers && (it->units || it->n_layers == 0) ? NNT_OK : fail_memory(it, error);
}

static nnt_status check_output(const nnt_prediction_options *options, nnt_error *error) {
    if (options->output && !options->force && nnt_file_exists(options->output)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "%s: is there already; give another name, or --force to write over it",
                             options->output);
    }
    return NNT_OK;
}

static nnt_status predict(prediction *it, nnt_messages *notes, nnt_error *error) {
    nnt_status status = check_output(it->options, error);
    if (!status) {
        status = choose_layers(it, error);
    }
    if (!status) {
        status = open_rows(it->model, it->path, &it->rows, notes, error);
    }
    if (!status) {
        status = make_room(it, error);
    }
    if (!status) {
        status = predict_rows(it, error);
    }
    if (!status && it->options->output) {
        status = nnt_file_write(it->options->output, it->text.data, it->text.length, error);
    }
    return status;
}

static void clear(prediction *it) {
    close_rows(&it->rows);
    nnt_free(it->answers);
    nnt_free(it->units);
    nnt_text_clear(&it->text);
}

nnt_status nnt_model_predict(const nnt_model *model,
                             const char *data_path,
                             const nnt_prediction_options *options,
                             nnt_messages *notes,
                             nnt_error *error) {
    prediction it = {.model = model, .options = options, .path = data_path};
    const nnt_status status = predict(&it, notes, error);
    clear(&it);
    return status;
}

nnt_status nnt_model_predict_csv(const nnt_model *model,
                                 const char *data_path,
                                 char **csv,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    const nnt_prediction_options options = {0};
    prediction it = {.model = model, .options = &options, .path = data_path};
    const nnt_status status = predict(&it, notes, error);
    if (!status) {
        *csv = nnt_text_take(&it.text);
    }
    clear(&it);
    return status;
}
