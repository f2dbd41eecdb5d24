/* Adding up losses, hits and squared errors. */
#include "train/tally.h"

#include "base/memory.h"
#include <math.h>

nnt_status nnt_tally_create(const nnt_feed *feed, nnt_tally *tally, nnt_error *error) {
    *tally = (nnt_tally){.n_outputs = feed->targets ? feed->n_outputs : 0};
    tally->square_errors = nnt_allocate(tally->n_outputs, sizeof(double));
    if (!tally->square_errors) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu outputs", tally->n_outputs);
    }
    return NNT_OK;
}

void nnt_tally_clear(nnt_tally *tally) {
    nnt_free(tally->square_errors);
    *tally = (nnt_tally){0};
}

void nnt_tally_reset(nnt_tally *tally) {
    tally->n_rows = 0;
    tally->weight = 0;
    tally->correct = 0;
    tally->loss = 0;
    tally->loss_weight = 0;
    for (size_t k = 0; k < tally->n_outputs; k++) {
        tally->square_errors[k] = 0;
    }
}

void nnt_tally_visit(nnt_tally *tally, size_t most_rows, nnt_state *state) {
    nnt_state_size(state, "n_rows", &tally->n_rows, most_rows);
    nnt_state_number(state, "weight", &tally->weight);
    nnt_state_number(state, "correct", &tally->correct);
    nnt_state_number(state, "loss", &tally->loss);
    nnt_state_number(state, "loss_weight", &tally->loss_weight);
    nnt_state_values(state, "square_errors", NNT_STATE_F64, tally->square_errors, tally->n_outputs);
}

static double get_weight(const nnt_truth *truth, size_t row) {
    return truth->weights ? (double)truth->weights[row] : 1;
}

/* The first largest logit. */
static size_t find_largest(size_t k, const real *row) {
    size_t best = 0;
    for (size_t j = 1; j < k; j++) {
        best = row[j] > row[best] ? j : best;
    }
    return best;
}

static size_t count_correct(size_t n, size_t k, const real *z, const uint32_t *labels) {
    size_t correct = 0;
    for (size_t i = 0; i < n; i++) {
        const real *row = z + i * k;
        const size_t best = k == 2 ? row[1] > row[0] : find_largest(k, row);
        correct += best == labels[i];
    }
    return correct;
}

static double weigh_correct(size_t n, size_t k, const real *z, const nnt_truth *truth) {
    if (!truth->weights) {
        return (double)count_correct(n, k, z, truth->labels);
    }
    double correct = 0;
    for (size_t i = 0; i < n; i++) {
        correct += find_largest(k, z + i * k) == truth->labels[i] ? get_weight(truth, i) : 0;
    }
    return correct;
}

void nnt_tally_add(
    nnt_tally *tally, const nnt_feed *feed, const nnt_batch *batch, const real *z, double loss) {
    const size_t k = feed->n_outputs;
    tally->n_rows += batch->n;
    tally->loss += loss;
    tally->loss_weight += batch->weight;
    if (batch->truth.weights) {
        for (size_t i = 0; i < batch->n; i++) {
            tally->weight += get_weight(&batch->truth, i);
        }
    } else {
        tally->weight += (double)batch->n;
    }
    if (batch->truth.labels) {
        tally->correct += weigh_correct(batch->n, k, z, &batch->truth);
        return;
    }
    for (size_t i = 0; i < batch->n; i++) {
        for (size_t j = 0; j < k; j++) {
            const double scaled = (double)z[i * k + j] - (double)batch->truth.targets[i * k + j];
            const double error = scaled * feed->target_scale[j];
            tally->square_errors[j] += get_weight(&batch->truth, i) * error * error;
        }
    }
}

nnt_scores nnt_tally_scores(const nnt_tally *tally, const nnt_feed *feed) {
    nnt_scores scores = {.exists = tally->n_rows > 0,
                         .n_rows = tally->n_rows,
                         .loss = tally->loss / tally->loss_weight,
                         .accuracy = (double)NAN,
                         .rmse = (double)NAN,
                         .r2 = (double)NAN};
    if (tally->n_outputs == 0) {
        scores.accuracy = tally->correct / tally->weight;
        return scores;
    }
    const double outputs = (double)tally->n_outputs;
    double total = 0;
    double r2 = 0;
    for (size_t j = 0; j < tally->n_outputs; j++) {
        const double spread = feed->target_spread[j];
        total += tally->square_errors[j];
        r2 += spread > 0 ? 1 - tally->square_errors[j] / spread : (double)NAN;
    }
    scores.rmse = sqrt(total / (tally->weight * outputs));
    scores.r2 = r2 / outputs;
    return scores;
}
