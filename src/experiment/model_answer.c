/* Answers of a loaded model to rows in memory. */
#include "experiment/model_inside.h"

#include <math.h>

size_t nnt_model_count_features(const nnt_model *model) {
    return model->file.n_features;
}

const char *nnt_model_feature_name(const nnt_model *model, size_t feature) {
    return model->file.feature_names[feature];
}

size_t nnt_model_count_outputs(const nnt_model *model) {
    return model->file.n_outputs;
}

const char *nnt_model_output_name(const nnt_model *model, size_t output) {
    return model->file.output_names[output];
}

/* A maximum may hide a feature that is not a number, so the answers do not tell. */
static nnt_status check_features(const nnt_model_file *file,
                                 size_t n_rows,
                                 const double *features,
                                 nnt_error *error) {
    for (size_t i = 0; i < n_rows; i++) {
        for (size_t c = 0; c < file->n_features; c++) {
            const double value = features[i * file->n_features + c];
            if (!isfinite(value)) {
                return nnt_error_set(
                    error, NNT_ERR_DATA, "row %zu: %s is %s; a feature must be a finite number",
                    i + 1, file->feature_names[c], isnan(value) ? "not a number" : "infinite");
            }
        }
    }
    return NNT_OK;
}

static nnt_status
check_answers(size_t n_rows, size_t n_outputs, const double *answers, nnt_error *error) {
    for (size_t i = 0; i < n_rows; i++) {
        for (size_t k = 0; k < n_outputs; k++) {
            if (!isfinite(answers[i * n_outputs + k])) {
                return nnt_error_set(error, NNT_ERR_DATA,
                                     "row %zu: the network's answer is not finite; its features "
                                     "are far beyond those of the training",
                                     i + 1);
            }
        }
    }
    return NNT_OK;
}

nnt_status nnt_model_answer(const nnt_model *model,
                            size_t n_rows,
                            const double *features,
                            double *answers,
                            nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const nnt_scaling *targets = file->task == NNT_TASK_REGRESSION ? &file->targets : NULL;
    const nnt_status status = check_features(file, n_rows, features, error);
    if (status) {
        return status;
    }
    model->engine->predict(model->session, n_rows, features, &file->features, targets, answers);
    return check_answers(n_rows, file->n_outputs, answers, error);
}
