/* What the columns of layers.csv are of a slow pass: a function of the column's name each. */
#ifndef NNT_TESTS_INSTRUMENTS_SLOW_COLUMNS_H
#define NNT_TESTS_INSTRUMENTS_SLOW_COLUMNS_H

#include "instruments/slow_pass.h"
#include "instruments/slow_spread.h"

static inline double sum_squares(const slow_layer *it, const double m[WIDTH][WIDTH]) {
    double sum = 0;
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            sum += m[k][j] * m[k][j];
        }
    }
    return sum;
}

static inline double
sum_products(const slow_layer *it, const double a[WIDTH][WIDTH], const double b[WIDTH][WIDTH]) {
    double sum = 0;
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            sum += a[k][j] * b[k][j];
        }
    }
    return sum;
}

/* Root of the mean over rows of the squared length of what each row has. */
static inline double find_row_norm(const slow_layer *it, const double m[N][WIDTH]) {
    double sum = 0;
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < it->units; j++) {
            sum += m[i][j] * m[i][j] / N;
        }
    }
    return sqrt(sum);
}

static inline double gradient_norm(const slow_layer *it) {
    return sqrt(sum_squares(it, it->gradient));
}

static inline double bias_gradient_norm(const slow_layer *it) {
    double sum = 0;
    for (size_t j = 0; j < it->units; j++) {
        sum += it->bias_gradient[j] * it->bias_gradient[j];
    }
    return sqrt(sum);
}

static inline double gradient_rms(const slow_layer *it) {
    return gradient_norm(it) / sqrt((double)(it->inputs * it->units));
}

static inline double delta_norm(const slow_layer *it) {
    return find_row_norm(it, it->delta);
}

static inline double preactivation_rms(const slow_layer *it) {
    return find_row_norm(it, it->z) / sqrt((double)it->units);
}

static inline double activation_rms(const slow_layer *it) {
    return find_row_norm(it, it->a) / sqrt((double)it->units);
}

static inline double activation_mean(const slow_layer *it) {
    double sum = 0;
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < it->units; j++) {
            sum += it->a[i][j];
        }
    }
    return sum / (double)(N * it->units);
}

static inline double weight_norm(const slow_layer *it) {
    return sqrt(sum_squares(it, it->weight));
}

static inline double update_ratio(const slow_layer *it) {
    return sqrt(sum_squares(it, it->update)) / weight_norm(it);
}

static inline double steps_to_move(const slow_layer *it) {
    return 0.1 / update_ratio(it);
}

/* What a unit does, over all rows. */
typedef struct slow_unit {
    double active, retention, linear, size, largest_z;
    bool is_dead;
} slow_unit;

static inline slow_unit look_at_unit(const slow_layer *it, size_t j) {
    slow_unit unit = {.largest_z = it->z[0][j], .is_dead = true};
    for (size_t i = 0; i < N; i++) {
        unit.active += (it->z[i][j] > 0) / (double)N;
        unit.retention += fabs(it->slope[i][j]) / it->max_slope / N;
        unit.linear += (fabs(it->slope[i][j]) >= 0.9 * it->max_slope) / (double)N;
        unit.size += fabs(it->a[i][j]) / N;
        unit.largest_z = fmax(unit.largest_z, it->z[i][j]);
        unit.is_dead = unit.is_dead && it->slope[i][j] == 0;
    }
    return unit;
}

static inline double mean_size(const slow_layer *it) {
    double size = 0;
    for (size_t j = 0; j < it->units; j++) {
        size += look_at_unit(it, j).size / (double)it->units;
    }
    return size;
}

static inline double dead_units(const slow_layer *it) {
    double n = 0;
    for (size_t j = 0; j < it->units; j++) {
        n += look_at_unit(it, j).is_dead;
    }
    return n;
}

static inline double dead_fraction(const slow_layer *it) {
    return dead_units(it) / (double)it->units;
}

static inline double inactive_units(const slow_layer *it) {
    double n = 0;
    for (size_t j = 0; j < it->units; j++) {
        n += look_at_unit(it, j).largest_z <= 0;
    }
    return n;
}

static inline double saturated_fraction(const slow_layer *it) {
    double n = 0;
    for (size_t j = 0; j < it->units; j++) {
        n += look_at_unit(it, j).retention < 0.05;
    }
    return n / (double)it->units;
}

static inline double dormant_fraction(const slow_layer *it) {
    double n = 0;
    for (size_t j = 0; j < it->units; j++) {
        n += look_at_unit(it, j).size <= 0.025 * mean_size(it);
    }
    return n / (double)it->units;
}

static inline double slope_retention(const slow_layer *it) {
    double sum = 0;
    for (size_t j = 0; j < it->units; j++) {
        sum += look_at_unit(it, j).retention;
    }
    return sum / (double)it->units;
}

static inline double linear_fraction(const slow_layer *it) {
    double sum = 0;
    for (size_t j = 0; j < it->units; j++) {
        sum += look_at_unit(it, j).linear;
    }
    return sum / (double)it->units;
}

static inline double active_fraction(const slow_layer *it) {
    double sum = 0;
    for (size_t j = 0; j < it->units; j++) {
        sum += look_at_unit(it, j).active;
    }
    return sum / (double)it->units;
}

static inline double margin(const slow_layer *it) {
    double smallest = look_at_unit(it, 0).largest_z;
    for (size_t j = 1; j < it->units; j++) {
        smallest = fmin(smallest, look_at_unit(it, j).largest_z);
    }
    return smallest / preactivation_rms(it);
}

/* The layers of a pass lie one behind the other; the top one has nothing above it. */
static inline bool is_top(const slow_layer *it) {
    return it->max_slope == 1 && it->units == PROBE_OUTPUTS;
}

static inline double transfer_factor(const slow_layer *it) {
    return is_top(it) ? (double)NAN : delta_norm(it) / delta_norm(it + 1);
}

static inline double transfer_slope(const slow_layer *it) {
    return is_top(it) ? (double)NAN : delta_norm(it) / find_row_norm(it, it->arriving);
}

static inline double transfer_weight(const slow_layer *it) {
    return is_top(it) ? (double)NAN : find_row_norm(it, it->arriving) / delta_norm(it + 1);
}

/* With the gradient of every row written out. */
static inline double noise_scale(const slow_layer *it) {
    double trace = 0;
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            for (size_t i = 0; i < N; i++) {
                const double off = it->input[i][k] * it->delta[i][j] - it->gradient[k][j];
                trace += off * off / N;
            }
        }
    }
    return trace / sum_squares(it, it->gradient);
}

static inline double gradient_snr(const slow_layer *it) {
    return PROBE_BATCH_SIZE / noise_scale(it);
}

static inline double correlation(const slow_layer *it) {
    double sum = 0;
    for (size_t i = 0; i < N; i++) {
        for (size_t other = 0; other < i; other++) {
            double product = 0, a = 0, b = 0;
            for (size_t j = 0; j < it->units; j++) {
                product += it->z[i][j] * it->z[other][j];
                a += it->z[i][j] * it->z[i][j];
                b += it->z[other][j] * it->z[other][j];
            }
            sum += product / sqrt(a * b);
        }
    }
    return sum / (N * (N - 1) / 2.0);
}

static inline bool are_equal(const slow_layer *it, size_t a, size_t b) {
    bool is_equal = it->bias[a] == it->bias[b];
    for (size_t k = 0; k < it->inputs; k++) {
        is_equal = is_equal && it->weight[k][a] == it->weight[k][b];
    }
    return is_equal;
}

static inline double twin_units(const slow_layer *it) {
    double n = 0;
    for (size_t b = 1; b < it->units; b++) {
        bool has_twin = false;
        for (size_t a = 0; a < b; a++) {
            has_twin = has_twin || are_equal(it, a, b);
        }
        n += has_twin;
    }
    return n;
}

/* In exact arithmetic both sides are equal: their difference is rounding in either. */
static inline double identity_residual(const slow_layer *it) {
    if (!it->is_homogeneous) {
        return (double)NAN;
    }
    double here = sum_products(it, it->weight, it->gradient);
    for (size_t j = 0; j < it->units; j++) {
        here += it->bias[j] * it->bias_gradient[j];
    }
    const slow_layer *above = it + 1;
    return fabs(here - sum_products(above, above->weight, above->gradient)) /
           (weight_norm(above) * gradient_norm(above));
}

static inline double balance(const slow_layer *it,
                             size_t j,
                             const double weight[WIDTH][WIDTH],
                             double bias,
                             const double above[WIDTH][WIDTH]) {
    double sum = bias * bias;
    for (size_t k = 0; k < it->inputs; k++) {
        sum += weight[k][j] * weight[k][j];
    }
    for (size_t i = 0; i < it[1].units; i++) {
        sum -= above[j][i] * above[j][i];
    }
    return sum;
}

static inline double conservation_drift(const slow_layer *it) {
    double largest = it->is_homogeneous ? 0 : (double)NAN;
    for (size_t j = 0; it->is_homogeneous && j < it->units; j++) {
        double incoming = 0;
        for (size_t k = 0; k < it->inputs; k++) {
            incoming += it->weight[k][j] * it->weight[k][j];
        }
        const double drift =
            balance(it, j, it->weight, it->bias[j], it[1].weight) -
            balance(it, j, it->first_weight, it->first_bias[j], it[1].first_weight);
        largest = fmax(largest, fabs(drift) / incoming);
    }
    return largest;
}

typedef enum zero_cause { BY_GATE, BY_INPUT, APART, NOT_ZERO } zero_cause;

static inline zero_cause find_cause(const slow_layer *it, size_t k, size_t j) {
    bool has_gate = false, has_input = false, has_both = false;
    for (size_t i = 0; i < N; i++) {
        has_gate = has_gate || it->delta[i][j] != 0;
        has_input = has_input || it->input[i][k] != 0;
        has_both = has_both || (it->delta[i][j] != 0 && it->input[i][k] != 0);
    }
    return !has_gate ? BY_GATE : !has_input ? BY_INPUT : !has_both ? APART : NOT_ZERO;
}

static inline double share_of(const slow_layer *it, zero_cause cause) {
    double n = 0;
    for (size_t k = 0; k < it->inputs; k++) {
        for (size_t j = 0; j < it->units; j++) {
            n += find_cause(it, k, j) == cause;
        }
    }
    return n / (double)(it->inputs * it->units);
}

static inline double zero_by_gate(const slow_layer *it) {
    return share_of(it, BY_GATE);
}

static inline double zero_by_input(const slow_layer *it) {
    return share_of(it, BY_INPUT);
}

static inline double zero_apart(const slow_layer *it) {
    return share_of(it, APART);
}

/* Nothing here is as small as that; test_zeros has networks where it is. */
static inline double zero_by_underflow(const slow_layer *it) {
    (void)it;
    return 0;
}

/* Not measured without a rate; test_sharpness.c has it. */
static inline double sharpness_times_rate(const slow_layer *it) {
    (void)it;
    return (double)NAN;
}

static inline double effective_rank(const slow_layer *it) {
    double shares[WIDTH], entropy = 0;
    if (is_top(it)) {
        return (double)NAN;
    }
    find_shares(it, shares);
    for (size_t j = 0; j < it->units; j++) {
        entropy -= shares[j] > 1e-15 ? shares[j] * log(shares[j]) : 0;
    }
    return exp(entropy);
}

static inline double dimension_99(const slow_layer *it) {
    double shares[WIDTH], held = 0;
    size_t n = 0;
    if (is_top(it)) {
        return (double)NAN;
    }
    find_shares(it, shares);
    while (held < 0.99) {
        held += shares[n++];
    }
    return (double)n;
}

#endif
