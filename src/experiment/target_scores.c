/* Squared and absolute errors of a regression, target by target. */
#include "experiment/target_scores.h"

#include "base/memory.h"
#include <math.h>

enum { BLOCK_ROWS = NNT_PREDICTION_ROWS };

/* Over rows by their weights; behind the first a sum for each output. */
typedef struct sums {
    double weight;               /* of all rows */
    double *squares, *sizes;     /* of errors, and of their magnitudes */
    double *values, *deviations; /* of targets, and of their squared distances from the mean */
} sums;

static double get_weight(const nnt_dataset *data, size_t row) {
    return data->weights ? data->weights[row] : 1;
}

/* First the targets' own sums, whose means the deviations are from. */
static void add_targets(const nnt_view *view, sums *it) {
    const nnt_dataset *data = view->dataset;
    const size_t n = data->n_outputs;
    for (size_t i = 0; i < view->n_rows; i++) {
        const size_t row = nnt_view_row(view, i);
        it->weight += get_weight(data, row);
        for (size_t j = 0; j < n; j++) {
            it->values[j] += get_weight(data, row) * data->targets[row * n + j];
        }
    }
    for (size_t i = 0; i < view->n_rows; i++) {
        const size_t row = nnt_view_row(view, i);
        for (size_t j = 0; j < n; j++) {
            const double d = data->targets[row * n + j] - it->values[j] / it->weight;
            it->deviations[j] += get_weight(data, row) * d * d;
        }
    }
}

static void add_errors(const nnt_dataset *data, size_t row, const double *found, sums *it) {
    const double weight = get_weight(data, row);
    for (size_t j = 0; j < data->n_outputs; j++) {
        const double error = found[j] - data->targets[row * data->n_outputs + j];
        it->squares[j] += weight * error * error;
        it->sizes[j] += weight * fabs(error);
    }
}

/*   features  (BLOCK_ROWS, features) room
 *   found     (BLOCK_ROWS, outputs) room */
static void add_rows(const nnt_predictor *predictor,
                     const nnt_scaling *scaling,
                     const nnt_view *view,
                     double *features,
                     double *found,
                     sums *it) {
    const nnt_dataset *data = view->dataset;
    for (size_t first = 0; first < view->n_rows; first += BLOCK_ROWS) {
        const size_t left = view->n_rows - first;
        const size_t n = left < BLOCK_ROWS ? left : BLOCK_ROWS;
        for (size_t i = 0; i < n; i++) {
            for (size_t c = 0; c < data->n_features; c++) {
                features[i * data->n_features + c] =
                    nnt_dataset_feature(data, nnt_view_row(view, first + i), c);
            }
        }
        predictor->engine->predict(predictor->session, n, features, predictor->problem->features,
                                   scaling, found);
        for (size_t i = 0; i < n; i++) {
            add_errors(data, nnt_view_row(view, first + i), found + i * data->n_outputs, it);
        }
    }
}

nnt_status nnt_target_scores_find(const nnt_predictor *predictor,
                                  const nnt_scaling *scaling,
                                  const nnt_view *view,
                                  nnt_target_score *scores,
                                  nnt_error *error) {
    enum { SUMS = 4 };
    const size_t n = view->dataset->n_outputs;
    double *features = nnt_allocate(view->dataset->n_features, BLOCK_ROWS * sizeof(double));
    double *found = nnt_allocate(n, BLOCK_ROWS * sizeof(double));
    double *room = nnt_allocate(n, SUMS * sizeof(double));
    nnt_status status = NNT_OK;
    if (features && found && room) {
        sums it = {0, room, room + n, room + 2 * n, room + 3 * n};
        add_targets(view, &it);
        add_rows(predictor, scaling, view, features, found, &it);
        for (size_t j = 0; j < n; j++) {
            scores[j] = (nnt_target_score){.rmse = sqrt(it.squares[j] / it.weight),
                                           .mae = it.sizes[j] / it.weight,
                                           .r2 = nnt_view_has_constant_target(view, j)
                                                     ? (double)NAN
                                                     : 1 - it.squares[j] / it.deviations[j]};
        }
    } else {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to score %zu targets", n);
    }
    nnt_free(room);
    nnt_free(found);
    nnt_free(features);
    return status;
}
