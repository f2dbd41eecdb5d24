/* Scoring a model file on a CSV, or on the data of its run. */
#include "nntrain/evaluation.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/evaluation_data.h"
#include "experiment/model_inside.h"
#include "experiment/run_confusion.h"
#include "experiment/target_scores.h"
#include <math.h>

/* An evaluation and all that its public face borrows from. */
typedef struct evaluation_owner {
    nnt_evaluation face; /* first, so that the face's address is the owner's */
    nnt_model *model;
    nnt_evaluated_part parts[NNT_N_PARTS];
    size_t *confusion[NNT_N_PARTS];
    nnt_class_score *classes[NNT_N_PARTS];
    nnt_target_score *targets[NNT_N_PARTS];
} evaluation_owner;

static void free_owner(evaluation_owner *owner) {
    if (!owner) {
        return;
    }
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        nnt_free(owner->confusion[p]);
        nnt_free(owner->classes[p]);
        nnt_free(owner->targets[p]);
    }
    nnt_model_free(owner->model);
    nnt_free(owner);
}

/* ---- classes ---------------------------------------------------------------------- */

static nnt_class_score score_class(const size_t *confusion, size_t n, size_t class) {
    nnt_class_score score = {0};
    const double right = (double)confusion[class * n + class];
    for (size_t k = 0; k < n; k++) {
        score.n_rows += confusion[class * n + k];
        score.n_predicted += confusion[k * n + class];
    }
    const double both = (double)score.n_rows + (double)score.n_predicted;
    score.precision = score.n_predicted > 0 ? right / (double)score.n_predicted : (double)NAN;
    score.recall = score.n_rows > 0 ? right / (double)score.n_rows : (double)NAN;
    score.f1 = both > 0 ? 2 * right / both : (double)NAN;
    return score;
}

static nnt_status count_classes(const nnt_predictor *predictor,
                                const nnt_view *view,
                                evaluation_owner *owner,
                                size_t part,
                                nnt_error *error) {
    const size_t n = owner->model->file.n_outputs;
    size_t n_cells = 0;
    if (nnt_size_multiply(n, n, &n_cells)) {
        owner->confusion[part] = nnt_allocate(n_cells, sizeof **owner->confusion);
    }
    owner->classes[part] = nnt_allocate(n, sizeof **owner->classes);
    if (!owner->confusion[part] || !owner->classes[part]) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu classes", n);
    }
    const nnt_status status =
        nnt_confusion_tally(predictor, view, view->n_rows, owner->confusion[part], error);
    for (size_t k = 0; !status && k < n; k++) {
        owner->classes[part][k] = score_class(owner->confusion[part], n, k);
    }
    return status;
}

/* ---- targets ---------------------------------------------------------------------- */

static nnt_status score_targets(const nnt_predictor *predictor,
                                const nnt_view *view,
                                evaluation_owner *owner,
                                size_t part,
                                nnt_error *error) {
    const nnt_model_file *file = &owner->model->file;
    owner->targets[part] = nnt_allocate(file->n_outputs, sizeof **owner->targets);
    if (!owner->targets[part]) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu targets", file->n_outputs);
    }
    return nnt_target_scores_find(predictor, &file->targets, view, owner->targets[part], error);
}

static double average_mae(const nnt_target_score *scores, size_t n) {
    double sum = 0;
    for (size_t j = 0; scores && j < n; j++) {
        sum += scores[j].mae;
    }
    return scores ? sum / (double)n : (double)NAN;
}

/* ---- scores ----------------------------------------------------------------------- */

/* A session that scores as training does, with the model's weights, and takes no step. */
static nnt_status create_scorer(const nnt_model *model,
                                const nnt_problem *problem,
                                nnt_session **session,
                                nnt_error *error) {
    const nnt_model_file *file = &model->file;
    const nnt_network_spec network = {file->n_features, file->n_layers, model->plan.layers};
    const nnt_training_spec training = {.task = file->task,
                                        .loss = model->plan.training.loss,
                                        .optimizer = {.name = "sgd"},
                                        .schedule = {.name = "constant"},
                                        .seed = model->plan.seed};
    const nnt_instrument_spec instruments = {.level = NNT_LEVEL_OFF, .every = 1};
    const nnt_status status =
        model->engine->create(&network, &training, &instruments, problem, session, error);
    for (size_t l = 0; !status && l < file->n_layers; l++) {
        const nnt_model_layer *layer = &file->layers[l];
        model->engine->set_parameters(*session, l, layer->weight, layer->bias, layer->learned);
    }
    return status;
}

static nnt_status score_parts(const nnt_evaluation_data *data,
                              nnt_session *scorer,
                              evaluation_owner *owner,
                              nnt_error *error) {
    const nnt_model *model = owner->model;
    const nnt_predictor predictor = {model->engine, model->session, &data->problem};
    nnt_status status = NNT_OK;
    for (size_t p = 0; p < NNT_N_PARTS && !status; p++) {
        const nnt_view *view = &data->problem.parts[p];
        if (view->n_rows == 0) {
            continue;
        }
        if (model->file.task == NNT_TASK_CLASSIFICATION) {
            status = count_classes(&predictor, view, owner, p, error);
        } else {
            status = score_targets(&predictor, view, owner, p, error);
        }
        owner->parts[owner->face.n_parts++] =
            (nnt_evaluated_part){.name = data->names[p],
                                 .scores = model->engine->score(scorer, (nnt_part)p),
                                 .confusion = owner->confusion[p],
                                 .classes = owner->classes[p],
                                 .mae = average_mae(owner->targets[p], model->file.n_outputs),
                                 .targets = owner->targets[p]};
    }
    return status;
}

static void describe(evaluation_owner *owner) {
    const nnt_model *model = owner->model;
    const bool is_regression = model->file.task == NNT_TASK_REGRESSION;
    owner->face.task = is_regression ? "regression" : "classification";
    owner->face.loss = model->plan.training.loss.name;
    owner->face.n_classes = is_regression ? 0 : model->file.n_outputs;
    owner->face.class_names = is_regression ? NULL : model->file.output_names;
    owner->face.n_targets = is_regression ? model->file.n_outputs : 0;
    owner->face.target_names = is_regression ? model->file.output_names : NULL;
    owner->face.parts = owner->parts;
}

nnt_status nnt_evaluation_create(const char *path,
                                 const char *data_path,
                                 const char *labels_path,
                                 const char *isa,
                                 nnt_evaluation **evaluation,
                                 nnt_messages *notes,
                                 nnt_error *error) {
    evaluation_owner *owner = nnt_allocate(1, sizeof *owner);
    nnt_evaluation_data data = {0};
    nnt_session *scorer = NULL;
    nnt_status status = owner ? nnt_model_load(path, isa, &owner->model, error)
                              : nnt_error_set(error, NNT_ERR_MEMORY, "no memory to evaluate");
    if (!status) {
        status = data_path ? nnt_evaluation_data_read(owner->model, data_path, labels_path, &data,
                                                      notes, error)
                           : nnt_evaluation_data_load(owner->model, path, &data, notes, error);
    }
    if (!status) {
        status = create_scorer(owner->model, &data.problem, &scorer, error);
    }
    if (!status) {
        describe(owner);
        status = score_parts(&data, scorer, owner, error);
    }
    if (scorer) {
        owner->model->engine->free(scorer);
    }
    nnt_evaluation_data_clear(&data);
    if (status) {
        free_owner(owner);
        return status;
    }
    *evaluation = &owner->face;
    return NNT_OK;
}

/* The face is the owner's first field. */
void nnt_evaluation_free(nnt_evaluation *evaluation) {
    free_owner((evaluation_owner *)evaluation);
}
