/* |w_in|^2 + b^2 - |w_out|^2 of a relu unit is conserved while steps are small; what it
 * drifts by is known exactly. */
#include "ring_training.h"

enum { MOST_WEIGHTS = RING_UNITS * RING_UNITS, N_UNITS = RING_HIDDEN * RING_UNITS };

/* Parameters or gradients of all layers; weights (units, inputs). */
typedef struct block {
    double weights[RING_LAYERS][MOST_WEIGHTS], biases[RING_LAYERS][RING_UNITS];
} block;

static void get_parameters(const ring_training *it, const nnt_session *session, block *into) {
    for (size_t l = 0; l < RING_LAYERS; l++) {
        it->engine->get_parameters(session, l, into->weights[l], into->biases[l], NULL);
    }
}

/* Sum of squares of what enters a hidden unit. */
static double find_incoming(const block *it, size_t layer, size_t unit) {
    const size_t inputs = layer == 0 ? 2 : RING_UNITS;
    double sum = 0;
    for (size_t k = 0; k < inputs; k++) {
        const double w = it->weights[layer][unit * inputs + k];
        sum += w * w;
    }
    return sum;
}

/* |w_in|^2 + b^2 - |w_out|^2, of parameters or of a gradient. */
static void find_balance(const block *it, double balance[N_UNITS]) {
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        const size_t above = l + 1 == RING_HIDDEN ? 2 : RING_UNITS;
        for (size_t j = 0; j < RING_UNITS; j++) {
            const double bias = it->biases[l][j];
            double sum = find_incoming(it, l, j) + bias * bias;
            for (size_t k = 0; k < above; k++) {
                const double w = it->weights[l + 1][k * RING_UNITS + j];
                sum -= w * w;
            }
            balance[l * RING_UNITS + j] = sum;
        }
    }
}

/* Biases of deviation 0.3, trained for a time of 2 = steps times rate. */
static void open_conserved(uint64_t seed, double learning_rate, ring_training *it) {
    open_ring_training(seed, learning_rate, it);
    for (size_t l = 0; l < RING_LAYERS; l++) {
        set_defaults(&it->layers[l].bias_init, &nnt_initializer_find("normal")->row);
        it->layers[l].bias_init.values[0].number = 0.3;
    }
    it->training.epochs = (size_t)lround(2 / learning_rate);
}

/* Largest drift of the 48 units. */
static double measure_drift(uint64_t seed, double learning_rate) {
    ring_training it;
    open_conserved(seed, learning_rate, &it);
    nnt_session *session = create_ring_session(&it);
    block parameters;
    double before[N_UNITS], after[N_UNITS], largest = 0;
    get_parameters(&it, session, &parameters);
    find_balance(&parameters, before);
    train_ring_session(&it, session);
    get_parameters(&it, session, &parameters);
    find_balance(&parameters, after);
    for (size_t j = 0; j < N_UNITS; j++) {
        largest = fmax(largest, fabs(after[j] - before[j]));
    }
    close_ring_training(&it, session);
    return largest;
}

static double measure_mean_decade(double learning_rate) {
    enum { SEEDS = 20 };
    double sum = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        sum += log10(measure_drift(seed, learning_rate)) / SEEDS;
    }
    return sum;
}

/* Mean and deviation of log10 of the largest drift, 100 networks in numpy: -2.266 and
 * 0.311 at a rate of 0.1, -3.327 and 0.277 at 0.01. Four standard errors of 20. */
NNT_TEST(conservation, drift_is_as_large_as_expected) {
    cr_assert(fabs(measure_mean_decade(0.1) + 2.266) < 0.3);
    cr_assert(fabs(measure_mean_decade(0.01) + 3.327) < 0.27);
}

NNT_TEST(conservation, drift_is_proportional_to_the_learning_rate) {
    const double coarse = measure_drift(1, 0.02), fine = measure_drift(1, 0.002);
    cr_assert(fabs(coarse / fine - 10) < 1, "%g and %g", coarse, fine);
}

/* One step by hand; the gradient's balance is added to sums. */
static void step(const ring_training *it, nnt_session *session, double *sums) {
    const double rate = it->training.optimizer.values[0].number;
    block parameters, gradient;
    double balance[N_UNITS];
    get_parameters(it, session, &parameters);
    it->engine->compute_gradient(session);
    for (size_t l = 0; l < RING_LAYERS; l++) {
        it->engine->get_gradient(session, l, gradient.weights[l], gradient.biases[l], NULL);
        for (size_t i = 0; i < MOST_WEIGHTS; i++) {
            parameters.weights[l][i] -= rate * gradient.weights[l][i];
        }
        for (size_t i = 0; i < RING_UNITS; i++) {
            parameters.biases[l][i] -= rate * gradient.biases[l][i];
        }
        it->engine->set_parameters(session, l, parameters.weights[l], parameters.biases[l], NULL);
    }
    find_balance(&gradient, balance);
    for (size_t j = 0; j < N_UNITS; j++) {
        sums[j] += rate * rate * balance[j];
    }
}

/* Since <w_in, g_in> + b g_b = <w_out, g_out>, a step moves the balance of a unit by
 * exactly rate^2 (|g_in|^2 + g_b^2 - |g_out|^2): the instrument must say the sum of these. */
NNT_TEST(conservation, instrument_is_the_sum_over_steps_of_the_gradients_own_balance) {
    ring_training it;
    open_conserved(3, 0.1, &it);
    it.instruments =
        (nnt_instrument_spec){.level = NNT_LEVEL_STANDARD, .every = 1, .probe_rows = RING_ROWS};
    nnt_session *session = create_ring_session(&it);
    train_ring_session(&it, session);
    nnt_session *by_hand = create_ring_session(&it);
    double sums[N_UNITS] = {0};
    for (size_t i = 0; i < it.training.epochs; i++) {
        step(&it, by_hand, sums);
    }
    block end;
    get_parameters(&it, by_hand, &end);
    const nnt_table *table = &it.engine->history(session)->layers;
    const size_t column = nnt_table_column(table, "conservation_drift");
    for (size_t l = 0; l < RING_HIDDEN; l++) {
        double expected = 0;
        for (size_t j = 0; j < RING_UNITS; j++) {
            expected = fmax(expected, fabs(sums[l * RING_UNITS + j]) / find_incoming(&end, l, j));
        }
        const double found =
            table->cells[(table->n_rows - RING_LAYERS + l) * table->n_columns + column];
        cr_assert(expected > 0 && fabs(found / expected - 1) < 1e-9,
                  "layer %zu: %.12g, expected %.12g", l + 1, found, expected);
    }
    it.engine->free(by_hand);
    close_ring_training(&it, session);
}
