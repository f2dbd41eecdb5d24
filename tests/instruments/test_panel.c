/* Every series of layers.csv against an independent slow computation: scalar loops
 * in double over one row at a time, straight from the definitions. */
#include "support/probe_fixture.h"
#include <math.h>

enum { ROWS = PROBE_TRAIN_ROWS, WIDTH = 5 };
static const double EPS = NNT_REAL_BITS == 32 ? 2e-5 : 1e-12;

/* What one layer should read. */
typedef struct slow_layer {
    double gradient, bias_gradient, delta, preactivation, mean, rms, weight;
} slow_layer;

/* Forward and backward of one row in double, adding to the layers' sums. */
static void add_row(const nnt_network *network,
                    const double *x,
                    size_t label,
                    double gradient[SMALL_LAYERS][WIDTH + 1][WIDTH],
                    slow_layer *slow) {
    double a[SMALL_LAYERS + 1][WIDTH] = {{0}};
    double z[SMALL_LAYERS][WIDTH], delta[SMALL_LAYERS][WIDTH];
    for (size_t c = 0; c < SMALL_INPUTS; c++) {
        a[0][c] = x[c];
    }
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_layer *layer = &network->layers[l];
        double total = 0;
        for (size_t j = 0; j < layer->units; j++) {
            z[l][j] = (double)network->parameters[layer->bias_at + j];
            for (size_t k = 0; k < layer->inputs; k++) {
                z[l][j] +=
                    a[l][k] * (double)network->parameters[layer->weight_at + k * layer->units + j];
            }
            total += exp(z[l][j]);
        }
        for (size_t j = 0; j < layer->units; j++) {
            a[l + 1][j] = l + 1 < SMALL_LAYERS ? tanh(z[l][j]) : exp(z[l][j]) / total;
            slow[l].preactivation += z[l][j] * z[l][j];
            slow[l].mean += a[l + 1][j];
            slow[l].rms += a[l + 1][j] * a[l + 1][j];
        }
    }
    for (size_t l = SMALL_LAYERS; l-- > 0;) {
        const nnt_layer *layer = &network->layers[l];
        for (size_t j = 0; j < layer->units; j++) {
            if (l + 1 == SMALL_LAYERS) {
                delta[l][j] = a[l + 1][j] - (j == label);
            } else {
                const nnt_layer *above = layer + 1;
                double sum = 0;
                for (size_t i = 0; i < above->units; i++) {
                    sum += delta[l + 1][i] *
                           (double)network->parameters[above->weight_at + j * above->units + i];
                }
                delta[l][j] = sum * (1 - a[l + 1][j] * a[l + 1][j]);
            }
            slow[l].delta += delta[l][j] * delta[l][j];
            for (size_t k = 0; k < layer->inputs; k++) {
                gradient[l][k][j] += delta[l][j] * a[l][k] / ROWS;
            }
            gradient[l][WIDTH][j] += delta[l][j] / ROWS;
        }
    }
}

static void measure_slowly(const probe_fixture *it, slow_layer *slow) {
    static double gradient[SMALL_LAYERS][WIDTH + 1][WIDTH];
    const nnt_dataset *data = &it->problem.data;
    for (size_t i = 0; i < ROWS; i++) {
        add_row(&it->network, (const double *)data->features + i * SMALL_INPUTS, data->labels[i],
                gradient, slow);
    }
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const nnt_layer *layer = &it->network.layers[l];
        const double n = (double)(ROWS * layer->units);
        for (size_t j = 0; j < layer->units; j++) {
            for (size_t k = 0; k < layer->inputs; k++) {
                const double w =
                    (double)it->network.parameters[layer->weight_at + k * layer->units + j];
                slow[l].gradient += gradient[l][k][j] * gradient[l][k][j];
                slow[l].weight += w * w;
            }
            slow[l].bias_gradient += gradient[l][WIDTH][j] * gradient[l][WIDTH][j];
        }
        slow[l].gradient = sqrt(slow[l].gradient);
        slow[l].bias_gradient = sqrt(slow[l].bias_gradient);
        slow[l].delta = sqrt(slow[l].delta / ROWS);
        slow[l].preactivation = sqrt(slow[l].preactivation / n);
        slow[l].mean /= n;
        slow[l].rms = sqrt(slow[l].rms / n);
        slow[l].weight = sqrt(slow[l].weight);
    }
}

static void expect(const probe_fixture *it, size_t layer, const char *name, double expected) {
    const double found = read_table(&it->panel.table, layer, name);
    cr_assert(fabs(found - expected) <= EPS * (fabs(expected) + 0.01),
              "%s of layer %zu: %.12g, slowly %.12g", name, layer + 1, found, expected);
}

NNT_TEST(panel, equals_a_slow_computation) {
    probe_fixture it;
    slow_layer slow[SMALL_LAYERS] = {{0}};
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 3);
    measure_slowly(&it, slow);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        cr_assert(read_table(&it.panel.table, l, "epoch") == 3 &&
                  read_table(&it.panel.table, l, "step") == 12);
        cr_assert(read_table(&it.panel.table, l, "layer") == (double)(l + 1));
        expect(&it, l, "gradient_norm", slow[l].gradient);
        expect(&it, l, "bias_gradient_norm", slow[l].bias_gradient);
        expect(&it, l, "delta_norm", slow[l].delta);
        expect(&it, l, "preactivation_rms", slow[l].preactivation);
        expect(&it, l, "activation_mean", slow[l].mean);
        expect(&it, l, "activation_rms", slow[l].rms);
        expect(&it, l, "weight_norm", slow[l].weight);
        cr_assert(read_table(&it.panel.table, l, "update_ratio") == 0);
        cr_assert(slow[l].gradient > 1e-3, "nothing was measured");
    }
    close_probe(&it);
}

/* An update of 0.5 on each weight of a layer of n has norm 0.5 sqrt(n). */
NNT_TEST(panel, update_ratio_is_relative_to_the_weights) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    real *update = nnt_network_block(&it.network);
    const nnt_layer *layer = &it.network.layers[1];
    for (size_t i = 0; i < layer->inputs * layer->units; i++) {
        update[layer->weight_at + i] = (real)0.5;
    }
    look(&it, update, 3);
    cr_assert(read_table(&it.panel.table, 0, "update_ratio") == 0);
    const double expected = 0.5 * sqrt(20) / read_table(&it.panel.table, 1, "weight_norm");
    cr_assert(fabs(read_table(&it.panel.table, 1, "update_ratio") - expected) < 1e-6);
    nnt_free(update);
    close_probe(&it);
}

/* A probe of 10 of 23 rows: distinct rows of the feed, in rising order. */
NNT_TEST(panel, probe_is_drawn_without_repetition) {
    probe_fixture it;
    open_probe("tanh", 10, &it);
    cr_assert(it.panel.probe.n == 10);
    size_t at = 0;
    for (size_t i = 0; i < 10; i++) {
        while (at < ROWS &&
               it.feed.features[at * SMALL_INPUTS] != it.panel.probe.x[i * SMALL_INPUTS]) {
            at++;
        }
        cr_assert(at < ROWS, "row %zu of the probe is not the feed's next", i);
        at++;
    }
    close_probe(&it);
}

NNT_TEST(panel, series_have_names_of_their_own) {
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        for (const nnt_series *s = nnt_instrument_get(i)->series; s->name; s++) {
            cr_assert(s->help && s->help[0]);
        }
    }
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    for (size_t c = 0; c < it.panel.table.n_columns; c++) {
        cr_assert(nnt_table_column(&it.panel.table, it.panel.table.names[c]) == c);
    }
    close_probe(&it);
}
