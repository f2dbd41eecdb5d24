/* Softmax and cross-entropy in one, from logits: L_i = log(sum_k exp(z_k)) - z_y,
 * in nats. The row's maximum is subtracted first, so exp cannot overflow, and the
 * gradient is softmax(z) - onehot(y).
 *
 * Label smoothing s puts (1 - s) onehot(y) + s / K in the place of onehot(y), and
 * weights of the classes multiply each entry of it by that of its class, as
 * torch.nn.CrossEntropyLoss does: the entries of a row, q_k, no longer add up to 1,
 * L_i = sum_k q_k (log(sum_j exp(z_j)) - z_k), gradient (sum_k q_k) softmax(z) - q. */
#include "kernel/simd.h"
#include "kernel/vector_math.h"
#include "nn/loss_lanes.h"
#include <string.h>

enum { LABEL_SMOOTHING, CLASS_WEIGHT };

/* The exponential of a number that is not above 0. */
NNT_MATH_INLINE real find_exponential(real x) {
    return nnt_math_value_of_exp(nnt_math_exp_of_negative(x));
}

/* Writes exp(z - max) and returns its sum. */
static real exponentials(size_t k, const real *z, real max, real *e) {
    real sum = 0;
    for (size_t j = 0; j < k; j++) {
        e[j] = find_exponential(z[j] - max);
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

/* What a row should come out as: q_k = w_k ((1 - s) [k is the label] + s / K), with
 * the weights w of the classes. */
typedef struct wanted {
    size_t label;
    real smoothing;
    const real *class_weights; /* (k), or NULL: all 1 */
    double sum;                /* of all q_k */
} wanted;

static real weigh_class(const wanted *it, size_t class) {
    return it->class_weights ? it->class_weights[class] : 1;
}

/* `all_classes`: sum of the classes' weights. */
static wanted
want(size_t k, real smoothing, const nnt_truth *truth, size_t row, double all_classes) {
    wanted it = {.label = truth->labels[row],
                 .smoothing = smoothing,
                 .class_weights = truth->class_weights,
                 .sum = 1};
    if (truth->class_weights) {
        it.sum = (1 - (double)smoothing) * (double)weigh_class(&it, it.label) +
                 (double)smoothing * all_classes / (double)k;
    }
    return it;
}

/* w_k (z_k - max). A class of weight 0 does not count, even if infinite. */
static double score_class(const wanted *it, size_t class, const real *z, real max) {
    const double weight = (double)weigh_class(it, class);
    return weight != 0 ? weight * ((double)z[class] - (double)max) : 0;
}

/* sum_k q_k (z_k - max). Without smoothing the other classes do not count, even if
 * infinite. */
static double score_truth(size_t k, const real *z, real max, const wanted *it) {
    const double smoothing = (double)it->smoothing;
    const double of_label = score_class(it, it->label, z, max);
    double of_all = 0;
    if (smoothing == 0) {
        return of_label;
    }
    for (size_t j = 0; j < k; j++) {
        of_all += score_class(it, j, z, max);
    }
    return (1 - smoothing) * of_label + smoothing * of_all / (double)k;
}

/* d = factor ((sum_k q_k) softmax(z) - q), from the exponentials e, whose sum is `sum`. */
static void
finish_gradient(size_t k, const real *e, real sum, real factor, const wanted *it, real *d) {
    const real scale = factor * (real)it->sum / sum;
    const real share = factor * it->smoothing / (real)k;
    if (share == 0) {
        for (size_t j = 0; j < k; j++) {
            d[j] = e[j] * scale;
        }
    } else {
        for (size_t j = 0; j < k; j++) {
            d[j] = e[j] * scale - share * weigh_class(it, j);
        }
    }
    d[it->label] -= factor * (1 - it->smoothing) * weigh_class(it, it->label);
}

/* Of one row, with more classes than a block holds: the loss, and its part of delta
 * unless that is NULL. */
static double
evaluate_wide_row(size_t k, const real *z, const wanted *it, real factor, real *delta) {
    const real max = maximum(k, z);
    real sum = 0;
    if (delta) {
        sum = exponentials(k, z, max, delta);
        finish_gradient(k, delta, sum, factor, it, delta);
    } else {
        for (size_t j = 0; j < k; j++) {
            sum += find_exponential(z[j] - max);
        }
    }
    return it->sum * nnt_math_log_f64((double)sum) - score_truth(k, z, max, it);
}

/* Rows whose exponentials and logarithms are taken together: a row alone would fill
 * only part of a vector. Both counts are whole vectors. */
enum { BLOCK_ROWS = 32, BLOCK_NUMBERS = 512, VECTOR = 16, LANE_ROWS = 8 };

typedef struct block {
    real max[BLOCK_ROWS];
    real sum[BLOCK_ROWS];
    double log[BLOCK_ROWS]; /* of sum */
    real e[BLOCK_NUMBERS];  /* (rows, k) exp(z - max) */
} block;

static size_t round_up(size_t count) {
    return (count + VECTOR - 1) / VECTOR * VECTOR;
}

/* Each number as in exponentials(); what rounding up adds is computed and not used. */
NNT_MATH_INLINE void fill_block(size_t rows, size_t k, const real *z, block *it) {
    for (size_t i = 0; i < rows; i++) {
        it->max[i] = maximum(k, z + i * k);
        for (size_t j = 0; j < k; j++) {
            it->e[i * k + j] = z[i * k + j] - it->max[i];
        }
    }
    const size_t numbers = round_up(rows * k);
    for (size_t i = rows * k; i < numbers; i++) {
        it->e[i] = 0;
    }
    for (size_t i = 0; i < numbers; i++) {
        it->e[i] = find_exponential(it->e[i]);
    }
    for (size_t i = 0; i < rows; i++) {
        it->sum[i] = 0;
        for (size_t j = 0; j < k; j++) {
            it->sum[i] += it->e[i * k + j];
        }
    }
    const size_t logs = (rows + 7) / 8 * 8;
    for (size_t i = rows; i < logs; i++) {
        it->sum[i] = 1;
    }
    for (size_t i = 0; i < logs; i++) {
        it->log[i] = nnt_math_log_f64((double)it->sum[i]);
    }
}

static size_t count_block_rows(size_t k) {
    const size_t fit = BLOCK_NUMBERS / k;
    return fit < BLOCK_ROWS ? fit : BLOCK_ROWS;
}

/* Rows that all count alike, without smoothing: the sums of finish_gradient() and
 * score_truth() less their factors of 1. k <= BLOCK_NUMBERS. */
NNT_MATH_INLINE double evaluate_alike(
    size_t n, size_t k, const real *z, const uint32_t *labels, real factor, real *delta) {
    const size_t block_rows = count_block_rows(k);
    double total = 0;
    block shared;
    for (size_t first = 0; first < n; first += block_rows) {
        const size_t rows = n - first < block_rows ? n - first : block_rows;
        fill_block(rows, k, z + first * k, &shared);
        for (size_t i = 0; i < rows; i++) {
            const size_t label = labels[first + i];
            const real *row = z + (first + i) * k;
            total += shared.log[i] - ((double)row[label] - (double)shared.max[i]);
            if (delta) {
                real *d = delta + (first + i) * k;
                const real scale = factor / shared.sum[i];
                for (size_t j = 0; j < k; j++) {
                    d[j] = shared.e[i * k + j] * scale;
                }
                d[label] -= factor;
            }
        }
    }
    return total;
}

/* The same for two classes, with a row in each lane: the smallest nets have few rows, and
 * blocks filled number by number would cost as much as their products. */
typedef struct pair_block {
    real first[LANE_ROWS], second[LANE_ROWS]; /* z of the two classes, then their delta */
    real label[LANE_ROWS];                    /* z of the label's class */
    real larger[LANE_ROWS];                   /* z */
    real sum[LANE_ROWS];                      /* of exp(z - larger) */
    double loss[LANE_ROWS];
} pair_block;

/* The larger exponential is 1, or a NaN. */
NNT_MATH_INLINE void
fill_pair_lanes(size_t lanes, const int32_t *labels, real factor, pair_block *it) {
    for (size_t i = 0; i < lanes; i++) {
        const real first = it->first[i], second = it->second[i];
        const bool is_less = second > first;
        const real larger = is_less ? second : first;
        const real one = 1 + (larger - larger);
        const real e = find_exponential((is_less ? first : second) - larger);
        const real sum = one + e;
        const real scale = factor / sum;
        const real of_second = factor * (real)labels[i];
        it->label[i] = labels[i] != 0 ? second : first;
        it->larger[i] = larger;
        it->sum[i] = sum;
        it->first[i] = (is_less ? e : one) * scale - (factor - of_second);
        it->second[i] = (is_less ? one : e) * scale - of_second;
    }
}

NNT_MATH_INLINE void find_pair_losses(size_t lanes, pair_block *it) {
    double sum[LANE_ROWS], label[LANE_ROWS], larger[LANE_ROWS];
    for (size_t i = 0; i < lanes; i += 4) {
        nnt_widen_four(it->sum + i, sum + i);
        nnt_widen_four(it->label + i, label + i);
        nnt_widen_four(it->larger + i, larger + i);
    }
    for (size_t i = 0; i < lanes; i++) {
        it->loss[i] = nnt_math_log_f64(sum[i]) - (label[i] - larger[i]);
    }
}

/* Adds the losses of the rows to `total`, one after the other. Lanes without a row are
 * computed and not used. `delta` may be NULL. Both counts are constants where there are
 * few rows: only then does the compiler make vectors without storing their numbers first,
 * and a load of what smaller stores have just left behind has to wait for them. */
NNT_MATH_INLINE double evaluate_pair_lanes(size_t lanes,
                                           size_t rows,
                                           const real *z,
                                           const uint32_t *labels,
                                           real factor,
                                           real *delta,
                                           double total) {
    pair_block it;
    int32_t own[LANE_ROWS];
    for (size_t i = 0; i < rows; i++) {
        it.first[i] = z[2 * i];
        it.second[i] = z[2 * i + 1];
        own[i] = (int32_t)labels[i];
    }
    for (size_t i = rows; i < lanes; i++) {
        it.first[i] = 0;
        it.second[i] = 0;
        own[i] = 0;
    }
    fill_pair_lanes(lanes, own, factor, &it);
    for (size_t i = 0; delta && i < rows; i++) {
        delta[2 * i] = it.first[i];
        delta[2 * i + 1] = it.second[i];
    }
    find_pair_losses(lanes, &it); /* last: nothing waits for them */
    for (size_t i = 0; i < rows; i++) {
        total += it.loss[i];
    }
    return total;
}

static __attribute__((noinline)) double
evaluate_pairs_alike(size_t n, const real *z, const uint32_t *labels, real factor, real *delta) {
    double total = 0;
    if (n == LANE_ROWS / 2) {
        return evaluate_pair_lanes(LANE_ROWS / 2, LANE_ROWS / 2, z, labels, factor, delta, total);
    }
    for (size_t first = 0; first < n; first += LANE_ROWS) {
        const size_t rows = n - first < LANE_ROWS ? n - first : LANE_ROWS;
        total = evaluate_pair_lanes(LANE_ROWS, rows, z + 2 * first, labels + first, factor,
                                    delta ? delta + 2 * first : NULL, total);
    }
    return total;
}

static double evaluate_rows_alike(
    size_t n, size_t k, const real *z, const uint32_t *labels, real factor, real *delta) {
    return k == 2 ? evaluate_pairs_alike(n, z, labels, factor, delta)
                  : evaluate_alike(n, k, z, labels, factor, delta);
}

static double evaluate(size_t n,
                       size_t k,
                       const real *option,
                       const real *z,
                       const nnt_truth *truth,
                       real factor,
                       real *delta) {
    const size_t block_rows = count_block_rows(k);
    double all_classes = 0;
    double total = 0;
    block shared;
    if (block_rows > 0 && !truth->weights && !truth->class_weights &&
        option[LABEL_SMOOTHING] == 0) {
        return evaluate_rows_alike(n, k, z, truth->labels, factor, delta);
    }
    for (size_t j = 0; truth->class_weights && j < k; j++) {
        all_classes += (double)truth->class_weights[j];
    }
    for (size_t i = 0; i < n; i++) {
        const size_t at = block_rows > 0 ? i % block_rows : 0;
        const real weight = truth->weights ? truth->weights[i] : 1;
        const wanted it = want(k, option[LABEL_SMOOTHING], truth, i, all_classes);
        const real *row = z + i * k;
        real *row_delta = delta ? delta + i * k : NULL;
        if (block_rows > 0 && at == 0) {
            fill_block(n - i < block_rows ? n - i : block_rows, k, row, &shared);
        }
        if (weight == 0) {
            if (row_delta) {
                memset(row_delta, 0, k * sizeof *row_delta);
            }
        } else if (block_rows == 0) {
            total += (double)weight * evaluate_wide_row(k, row, &it, factor * weight, row_delta);
        } else {
            const real *e = shared.e + at * k;
            if (row_delta) {
                finish_gradient(k, e, shared.sum[at], factor * weight, &it, row_delta);
            }
            total += (double)weight *
                     (it.sum * shared.log[at] - score_truth(k, row, shared.max[at], &it));
        }
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

static const nnt_option class_weight_item = {
    .name = "weight",
    .accepts = NNT_ACCEPT_NUMBER,
    .low = 0,
    .high = 1e6,
    .help = "what a row of the class counts",
};

static const nnt_option options[] = {
    {.name = "label_smoothing",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0",
     .low = 0,
     .high = 1,
     .help = "share of the truth that is spread evenly over all classes"},
    {.name = "class_weight",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_LIST | NNT_ACCEPT_MAP | NNT_ACCEPT_NULL,
     .fallback = "null",
     .words = "balanced",
     .item = &class_weight_item,
     .help = "what a row of each class counts: a list in the order of the classes, or by their "
             "names (1 where not named); balanced: rows / (classes * rows of the class)"},
    {0},
};

const nnt_loss NNT_CORE(nnt_loss_cross_entropy) = {
    .row = {.name = "cross_entropy",
            .summary = "softmax and negative log-likelihood of the true class, in nats",
            .formula = "L = mean over rows of log(sum_k exp(z_k)) - z_y",
            .options = options},
    .tasks = 1u << 0,
    .output = "softmax",
    .class_weight_option = CLASS_WEIGHT,
    .evaluate = evaluate,
    .evaluate_lanes = nnt_loss_lanes_cross_entropy,
    .answer = answer,
};
