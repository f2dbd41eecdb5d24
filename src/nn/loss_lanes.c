/* What loss_cross_entropy.c and loss_mse.c compute, for all lanes of a number before
 * the next number: each lane's operations and their order are the same. */
#include "nn/loss_lanes.h"

#include "kernel/lanes.h"
#include "kernel/vector_math.h"
#include <string.h>

enum { L = NNT_TEAM_LANES };

/* ---- cross-entropy ------------------------------------------------------------- */

/* A row of all lanes. */
typedef struct lanes_row {
    size_t k;
    const real *z;         /* (k, L) */
    const uint32_t *label; /* (L) */
    real max[L];
} lanes_row;

static void find_maximum(lanes_row *row) {
    memcpy(row->max, row->z, sizeof row->max);
    for (size_t j = 1; j < row->k; j++) {
        NNT_FOR_LANES(l) {
            const real value = row->z[j * L + l];
            row->max[l] = value > row->max[l] ? value : row->max[l];
        }
    }
}

/* Writes exp(z - max) and their sums. */
static void exponentials(const lanes_row *row, real *e, real sum[L]) {
    for (size_t j = 0; j < row->k; j++) {
        NNT_FOR_LANES(l) {
            e[j * L + l] = nnt_math_exp(row->z[j * L + l] - row->max[l]);
        }
    }
    memset(sum, 0, L * sizeof *sum);
    for (size_t j = 0; j < row->k; j++) {
        NNT_FOR_LANES(l) {
            sum[l] += e[j * L + l];
        }
    }
}

/* d = factor (softmax(z) - q); d holds the exponentials. */
static void
finish_gradient(const lanes_row *row, const real sum[L], real smoothing, real factor, real *d) {
    const real share = factor * smoothing / (real)row->k;
    const real of_label = factor * (1 - smoothing);
    real scale[L];
    uint32_t label[L];
    memcpy(label, row->label, sizeof label);
    NNT_FOR_LANES(l) {
        scale[l] = factor / sum[l];
    }
    for (uint32_t j = 0; j < row->k; j++) {
        real *own = d + j * L;
        NNT_FOR_LANES(l) {
            const real value = own[l] * scale[l] - share;
            own[l] = value - (label[l] == j ? of_label : 0);
        }
    }
}

/* sum_k q_k (z_k - max). */
static void score_truth(const lanes_row *row, double smoothing, double score[L]) {
    double of_all[L] = {0};
    real own[L] = {0};
    for (uint32_t j = 0; j < row->k; j++) {
        const real *z = row->z + j * L;
        NNT_FOR_LANES(l) {
            const real here = z[l];
            own[l] = row->label[l] == j ? here : own[l];
        }
    }
    NNT_FOR_LANES(l) {
        score[l] = (double)own[l] - (double)row->max[l];
    }
    if (smoothing == 0) {
        return;
    }
    for (size_t j = 0; j < row->k; j++) {
        NNT_FOR_LANES(l) {
            of_all[l] += (double)row->z[j * L + l] - (double)row->max[l];
        }
    }
    NNT_FOR_LANES(l) {
        score[l] = (1 - smoothing) * score[l] + smoothing * of_all[l] / (double)row->k;
    }
}

void nnt_loss_lanes_cross_entropy(const nnt_lanes_evaluation *it, double *loss) {
    const real smoothing = it->option[0];
    memset(loss, 0, L * sizeof *loss);
    for (size_t i = 0; i < it->n; i++) {
        lanes_row row = {.k = it->k, .z = it->z + i * it->k * L, .label = it->labels + i * L};
        real *d = it->delta + i * it->k * L;
        real sum[L];
        double score[L];
        find_maximum(&row);
        exponentials(&row, d, sum);
        finish_gradient(&row, sum, smoothing, it->factor, d);
        score_truth(&row, (double)smoothing, score);
        NNT_FOR_LANES(l) {
            loss[l] += nnt_math_log_f64((double)sum[l]) - score[l];
        }
    }
}

/* ---- mean squared error ---------------------------------------------------------- */

void nnt_loss_lanes_mse(const nnt_lanes_evaluation *it, double *loss) {
    const real factor = 2 * it->factor / (real)it->k;
    memset(loss, 0, L * sizeof *loss);
    for (size_t e = 0; e < it->n * it->k; e++) {
        NNT_FOR_LANES(l) {
            const double error = (double)it->z[e * L + l] - (double)it->targets[e * L + l];
            loss[l] += error * error;
        }
    }
    for (size_t e = 0; e < it->n * it->k * L; e++) {
        it->delta[e] = factor * (it->z[e] - it->targets[e]);
    }
    NNT_FOR_LANES(l) {
        loss[l] /= (double)it->k;
    }
}
