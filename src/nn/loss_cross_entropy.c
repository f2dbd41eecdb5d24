/* Softmax and cross-entropy in one, from logits: L_i = log(sum_k exp(z_k)) - z_y,
 * in nats. The row's maximum is subtracted first, so exp cannot overflow, and the
 * gradient is softmax(z) - onehot(y). Label smoothing s puts (1 - s) onehot(y) + s / K
 * in the place of onehot(y), as torch.nn.CrossEntropyLoss does. */
#include "kernel/vector_math.h"
#include "nn/loss_lanes.h"

enum { LABEL_SMOOTHING };

/* Writes exp(z - max) and returns its sum. */
static real exponentials(size_t k, const real *z, real max, real *e) {
    real sum = 0;
    for (size_t j = 0; j < k; j++) {
        e[j] = nnt_math_exp(z[j] - max);
    }
    for (size_t j = 0; j < k; j++) {
        sum += e[j];
    }
    return sum;
}

static real maximum(size_t k, const real *z) {
    real max = z[0];
    for (size_t j = 1; j < k; j++) {
        max = z[j] > max ? z[j] : max;
    }
    return max;
}

/* sum_k q_k (z_k - max), where q = (1 - s) onehot(y) + s / K is what the row should
 * come out as. Without smoothing the other classes do not count, even if infinite. */
static double score_truth(size_t k, const real *z, size_t label, real max, double smoothing) {
    const double of_label = (double)z[label] - (double)max;
    double of_all = 0;
    if (smoothing == 0) {
        return of_label;
    }
    for (size_t j = 0; j < k; j++) {
        of_all += (double)z[j] - (double)max;
    }
    return (1 - smoothing) * of_label + smoothing * of_all / (double)k;
}

/* d = weight (softmax(z) - q); d holds the exponentials and `sum` is theirs. */
static void
finish_gradient(size_t k, size_t label, real sum, real smoothing, real weight, real *d) {
    const real scale = weight / sum;
    const real share = weight * smoothing / (real)k;
    for (size_t j = 0; j < k; j++) {
        d[j] = d[j] * scale - share;
    }
    d[label] -= weight * (1 - smoothing);
}

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real weight,
                       real *delta) {
    const real smoothing = option[LABEL_SMOOTHING];
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        const real *row = z + i * k;
        const size_t label = truth->labels[i];
        const real max = maximum(k, row);
        real sum = 0;
        if (delta) {
            sum = exponentials(k, row, max, delta + i * k);
            finish_gradient(k, label, sum, smoothing, weight, delta + i * k);
        } else {
            for (size_t j = 0; j < k; j++) {
                sum += nnt_math_exp(row[j] - max);
            }
        }
        total += nnt_math_log_f64((double)sum) - score_truth(k, row, label, max, (double)smoothing);
    }
    return total;
}

static void answer(size_t n, size_t k, const real *z, real *a) {
    for (size_t i = 0; i < n; i++) {
        const real *row = z + i * k;
        real *p = a + i * k;
        const real sum = exponentials(k, row, maximum(k, row), p);
        for (size_t j = 0; j < k; j++) {
            p[j] /= sum;
        }
    }
}

static const nnt_option options[] = {
    {.name = "label_smoothing",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0",
     .low = 0,
     .high = 1,
     .help = "share of the truth that is spread evenly over all classes"},
    {0},
};

const nnt_loss NNT_CORE(nnt_loss_cross_entropy) = {
    .row = {.name = "cross_entropy",
            .summary = "softmax and negative log-likelihood of the true class, in nats",
            .formula = "L = mean over rows of log(sum_k exp(z_k)) - z_y",
            .options = options},
    .tasks = 1u << 0,
    .output = "softmax",
    .evaluate = evaluate,
    .evaluate_lanes = nnt_loss_lanes_cross_entropy,
    .answer = answer,
};
