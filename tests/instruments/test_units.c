/* Unit statistics, transfer factors, noise, identities and zeros against plain
 * loops over the definitions. */
#include "support/probe_fixture.h"
#include <math.h>

static const double EPS = NNT_REAL_BITS == 32 ? 3e-5 : 1e-11;

static double at(const probe_fixture *it, size_t layer, const char *name) {
    return read_table(&it->panel.table, layer, name);
}

static bool is_near(double found, double expected) {
    return fabs(found - expected) <= EPS * (fabs(expected) + 0.01);
}

/* Puts unit j of a layer below zero on every row. */
static void silence(probe_fixture *it, size_t layer, size_t unit) {
    it->network.parameters[it->network.layers[layer].bias_at + unit] = -1000;
}

NNT_TEST(units, dead_and_inactive_relu_units_are_counted) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    look(&it, NULL, 0);
    const double before = at(&it, 0, "dead_units");
    silence(&it, 0, 1);
    silence(&it, 0, 3);
    look(&it, NULL, 1);
    const size_t row = SMALL_LAYERS;
    cr_assert(before == 0 && at(&it, row, "dead_units") == 2);
    cr_assert(is_near(at(&it, row, "dead_fraction"), 0.4));
    cr_assert(at(&it, row, "inactive_units") == 2);
    cr_assert(at(&it, row, "dormant_fraction") >= 0.4 - 1e-12);
    cr_assert(at(&it, row, "saturated_fraction") >= 0.4 - 1e-12);
    cr_assert(at(&it, row, "margin") < 0);
    close_probe(&it);
}

/* A leaky unit below zero on every row is inactive, and never dead. */
NNT_TEST(units, leaky_units_are_never_dead) {
    probe_fixture it;
    open_probe("leaky_relu", 1024, &it);
    silence(&it, 0, 1);
    look(&it, NULL, 0);
    cr_assert(at(&it, 0, "dead_units") == 0 && at(&it, 0, "inactive_units") == 1);
    cr_assert(at(&it, 0, "saturated_fraction") >= 0.2 - 1e-12);
    close_probe(&it);
}

/* The output layer is linear before the softmax: nothing there can die. */
NNT_TEST(units, output_layer_is_never_dead) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    look(&it, NULL, 0);
    cr_assert(at(&it, SMALL_LAYERS - 1, "dead_units") == 0);
    cr_assert(at(&it, SMALL_LAYERS - 1, "slope_retention") == 1);
    close_probe(&it);
}

/* Retention of tanh is the mean of 1 - tanh(z)^2. */
NNT_TEST(units, retention_and_activity_by_their_definitions) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    for (size_t l = 0; l + 1 < SMALL_LAYERS; l++) {
        const size_t n = PROBE_TRAIN_ROWS * it.network.layers[l].units;
        double retention = 0, active = 0;
        for (size_t i = 0; i < n; i++) {
            const double z = (double)it.panel.workspace.layers[l].z[i];
            retention += (1 - tanh(z) * tanh(z)) / (double)n;
            active += (z > 0) / (double)n;
        }
        cr_assert(is_near(at(&it, l, "slope_retention"), retention));
        cr_assert(is_near(at(&it, l, "active_fraction"), active));
    }
    close_probe(&it);
}

/* transfer_factor = |delta_l| / |delta_{l+1}| and the product of its two parts. */
NNT_TEST(transfer, factor_is_the_product_of_its_parts) {
    probe_fixture it;
    open_probe("sigmoid", 1024, &it);
    look(&it, NULL, 0);
    for (size_t l = 0; l + 1 < SMALL_LAYERS; l++) {
        const double ratio = at(&it, l, "delta_norm") / at(&it, l + 1, "delta_norm");
        const double slope = at(&it, l, "transfer_slope");
        cr_assert(is_near(at(&it, l, "transfer_factor"), ratio));
        cr_assert(is_near(slope * at(&it, l, "transfer_weight"), ratio));
        cr_assert(slope > 0.01 && slope <= 0.25, "a sigmoid's slope is at most 1/4, not %g", slope);
    }
    cr_assert(isnan(at(&it, SMALL_LAYERS - 1, "transfer_factor")));
    close_probe(&it);
}

/* tr Cov / |g|^2 with the gradient of every row written out. */
NNT_TEST(noise, equals_the_covariance_of_row_gradients) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    const nnt_layer *layer = &it.network.layers[1];
    const real *a = it.panel.workspace.layers[0].a;
    const real *delta = it.panel.workspace.layers[1].delta;
    double trace = 0, square = 0;
    for (size_t k = 0; k < layer->inputs; k++) {
        for (size_t j = 0; j < layer->units; j++) {
            double mean = 0, squares = 0;
            for (size_t i = 0; i < PROBE_TRAIN_ROWS; i++) {
                const double g = (double)a[i * layer->inputs + k] *
                                 (double)delta[i * layer->units + j] * PROBE_TRAIN_ROWS;
                mean += g / PROBE_TRAIN_ROWS;
                squares += g * g / PROBE_TRAIN_ROWS;
            }
            trace += squares - mean * mean;
            square += mean * mean;
        }
    }
    cr_assert(is_near(at(&it, 1, "noise_scale") / 100, trace / square / 100));
    close_probe(&it);
}

/* T9 and what it is good for: the residual is rounding error for every homogeneous
 * activation, and not defined for others. */
NNT_TEST(identity, residual_is_rounding_error) {
    size_t n_homogeneous = 0;
    for (size_t i = 0; i < nnt_activation_count(); i++) {
        const nnt_activation *activation = nnt_activation_get(i);
        probe_fixture it;
        open_probe(activation->row.name, 1024, &it);
        look(&it, NULL, 0);
        for (size_t l = 0; l + 1 < SMALL_LAYERS; l++) {
            const double residual = at(&it, l, "identity_residual");
            if (activation->traits.is_homogeneous) {
                cr_assert(residual < (NNT_REAL_BITS == 32 ? 1e-5 : 1e-12), "%s: %g",
                          activation->row.name, residual);
                cr_assert(at(&it, l, "conservation_drift") == 0);
            } else {
                cr_assert(isnan(residual) && isnan(at(&it, l, "conservation_drift")));
            }
        }
        n_homogeneous += activation->traits.is_homogeneous;
        close_probe(&it);
    }
    cr_assert(n_homogeneous >= 3, "relu, leaky_relu and linear at least");
}

/* A unit's w_in grown by a factor 2: |w_in|^2 changes by 3/4 of what it is now. */
NNT_TEST(identity, drift_is_relative_to_the_incoming_weights) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    look(&it, NULL, 0);
    const nnt_layer *layer = &it.network.layers[0];
    for (size_t k = 0; k < layer->inputs; k++) {
        it.network.parameters[layer->weight_at + k * layer->units + 2] *= 2;
    }
    look(&it, NULL, 1);
    cr_assert(fabs(at(&it, SMALL_LAYERS, "conservation_drift") - 0.75) < EPS);
    close_probe(&it);
}

/* Two of five units silenced: two fifths of layer 1's gradient is zero by gate,
 * and two fifths of layer 2's by input. */
NNT_TEST(zeros, are_put_down_to_their_causes) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    silence(&it, 0, 0);
    silence(&it, 0, 4);
    look(&it, NULL, 0);
    cr_assert(is_near(at(&it, 0, "zero_by_gate"), 0.4));
    cr_assert(at(&it, 0, "zero_by_input") == 0);
    cr_assert(is_near(at(&it, 1, "zero_by_input"), 0.4));
    cr_assert(at(&it, 2, "zero_by_gate") == 0);
    close_probe(&it);
}

/* Inputs and errors of layer 2 are there, and their products are below every number. */
NNT_TEST(zeros, that_are_too_small_to_be_represented) {
    const real tiny = (real)(NNT_REAL_BITS == 32 ? 1e-30 : 1e-200);
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    const nnt_layer *layers = it.network.layers;
    for (size_t i = 0; i < layers[1].weight_at; i++) {
        it.network.parameters[i] *= tiny;
    }
    for (size_t i = layers[2].weight_at; i < layers[2].bias_at; i++) {
        it.network.parameters[i] *= tiny;
    }
    look(&it, NULL, 0);
    cr_assert(is_near(at(&it, 1, "zero_by_underflow"), 1));
    cr_assert(at(&it, 2, "zero_by_underflow") == 0);
    close_probe(&it);
}

/* Unit 1 of layer 2 is on where unit 1 of layer 1, its only input, is off. */
NNT_TEST(zeros, of_what_is_never_on_at_once) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    const nnt_layer *layer = &it.network.layers[1];
    real *w = it.network.parameters + layer->weight_at;
    for (size_t k = 0; k < layer->inputs; k++) {
        w[k * layer->units] = k == 0 ? -1000 : 0;
    }
    it.network.parameters[layer->bias_at] = (real)1e-3;
    look(&it, NULL, 0);
    double expected = 0;
    for (size_t k = 0; k < layer->inputs; k++) {
        bool is_apart = true;
        for (size_t i = 0; i < PROBE_TRAIN_ROWS; i++) {
            is_apart = is_apart && (it.panel.workspace.layers[0].a[i * layer->inputs + k] == 0 ||
                                    it.panel.workspace.layers[1].delta[i * layer->units] == 0);
        }
        expected += is_apart / 20.0;
    }
    cr_assert(expected >= 1 / 20.0 && is_near(at(&it, 1, "zero_apart"), expected));
    cr_assert(at(&it, 1, "zero_by_gate") == 0 && at(&it, 1, "zero_by_input") == 0);
    close_probe(&it);
}

/* Mean cosine over all pairs of rows, pair by pair. */
NNT_TEST(likeness, correlation_is_the_mean_cosine_of_pairs) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    const size_t units = it.network.layers[1].units;
    const real *z = it.panel.workspace.layers[1].z;
    double sum = 0;
    for (size_t i = 0; i < PROBE_TRAIN_ROWS; i++) {
        for (size_t j = 0; j < i; j++) {
            double product = 0, a = 0, b = 0;
            for (size_t u = 0; u < units; u++) {
                const double x = (double)z[i * units + u];
                const double y = (double)z[j * units + u];
                product += x * y;
                a += x * x;
                b += y * y;
            }
            sum += product / sqrt(a * b);
        }
    }
    const double pairs = PROBE_TRAIN_ROWS * (PROBE_TRAIN_ROWS - 1) / 2.0;
    cr_assert(is_near(at(&it, 1, "correlation"), sum / pairs));
    close_probe(&it);
}

NNT_TEST(likeness, twins_are_counted) {
    probe_fixture it;
    open_probe("relu", 1024, &it);
    look(&it, NULL, 0);
    const nnt_layer *layer = &it.network.layers[0];
    real *w = it.network.parameters + layer->weight_at;
    for (size_t k = 0; k < layer->inputs; k++) {
        w[k * layer->units + 4] = w[k * layer->units + 3] = w[k * layer->units + 1];
    }
    real *bias = it.network.parameters + layer->bias_at;
    bias[4] = bias[3] = bias[1];
    look(&it, NULL, 1);
    cr_assert(at(&it, 0, "twin_units") == 0 && at(&it, SMALL_LAYERS, "twin_units") == 2);
    close_probe(&it);
}
