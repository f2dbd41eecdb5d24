/* The sharpness against eigenvalues that are known, and against whole Hessians. */
#include "instruments/sharpness.h"
#include "nn/propagate.h"
#include "support/probe_fixture.h"
#include <math.h>

static const double EPS = NNT_REAL_BITS == 32 ? 2e-2 : 5e-3;

static nnt_sharpness create(const nnt_network *network) {
    nnt_sharpness sharpness;
    nnt_error error;
    cr_assert(nnt_sharpness_create(NNT_LEVEL_FULL, network, &sharpness, &error) == NNT_OK);
    return sharpness;
}

/* ---- a quadratic form ------------------------------------------------------------ */

/* Eigenvalues by parameter: two of the weights of layer 1, all others are 0.1. */
typedef struct form {
    double first, second;
} form;

static void find_form(void *context, const nnt_network *network, real *gradient) {
    const form *it = context;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const size_t n = layer->inputs * layer->units;
        for (size_t i = 0; i < n + layer->units; i++) {
            const size_t at = i < n ? layer->weight_at + i : layer->bias_at + i - n;
            gradient[at] = (real)0.1 * network->parameters[at];
        }
    }
    const size_t at = network->layers[0].weight_at;
    gradient[at + 2] = (real)it->first * network->parameters[at + 2];
    gradient[at + 7] = (real)it->second * network->parameters[at + 7];
}

static double find_of_form(double first, double second, double factor, bool is_frozen) {
    nnt_network network = small_network("tanh", 3);
    form it = {first, second};
    fill_small_network(&network, 4);
    network.layers[0].learning_rate_factor = factor;
    network.layers[0].is_frozen = is_frozen;
    nnt_sharpness sharpness = create(&network);
    const double found = nnt_sharpness_find(&sharpness, &network, find_form, &it);
    nnt_sharpness_clear(&sharpness);
    nnt_network_clear(&network);
    return found;
}

NNT_TEST(sharpness, of_a_quadratic_form_is_its_largest_eigenvalue) {
    cr_assert(fabs(find_of_form(7, 3, 1, false) / 7 - 1) < EPS);
    cr_assert(fabs(find_of_form(3, 40, 1, false) / 40 - 1) < EPS);
    cr_assert(fabs(find_of_form(0.1, 0.1, 1, false) / 0.1 - 1) < EPS);
}

/* A way down that is steeper than the walls does not count. */
NNT_TEST(sharpness, of_a_saddle_is_the_curvature_of_its_walls) {
    const double found = find_of_form(-9, 5, 1, false);
    cr_assert(fabs(found / 5 - 1) < EPS, "%g", found);
}

NNT_TEST(sharpness, counts_layers_as_they_are_trained) {
    cr_assert(fabs(find_of_form(7, 3, 0.5, false) / 3.5 - 1) < EPS);
    cr_assert(fabs(find_of_form(7, 3, 1, true) / 0.1 - 1) < EPS);
}

static void find_nothing(void *context, const nnt_network *network, real *gradient) {
    (void)context;
    gradient[network->layers[1].weight_at] = (real)NAN;
}

NNT_TEST(sharpness, of_what_is_not_finite_is_none) {
    nnt_network network = small_network("relu", 3);
    nnt_sharpness sharpness = create(&network);
    cr_assert(isnan(nnt_sharpness_find(&sharpness, &network, find_nothing, NULL)));
    nnt_sharpness_clear(&sharpness);
    nnt_network_clear(&network);
}

/* ---- the Hessian of a network ---------------------------------------------------- */

enum { MOST = 80 };

/* Largest eigenvalue of a symmetric matrix by Jacobi's rotations. */
static double find_largest(double a[MOST][MOST], size_t n) {
    for (int sweep = 0; sweep < 30; sweep++) {
        for (size_t p = 0; p + 1 < n; p++) {
            for (size_t q = p + 1; q < n; q++) {
                if (fabs(a[p][q]) < 1e-14) {
                    continue;
                }
                const double angle = 0.5 * atan2(2 * a[p][q], a[q][q] - a[p][p]);
                const double c = cos(angle), s = sin(angle);
                for (size_t k = 0; k < n; k++) {
                    const double x = a[k][p], y = a[k][q];
                    a[k][p] = c * x - s * y;
                    a[k][q] = s * x + c * y;
                }
                for (size_t k = 0; k < n; k++) {
                    const double x = a[p][k], y = a[q][k];
                    a[p][k] = c * x - s * y;
                    a[q][k] = s * x + c * y;
                }
            }
        }
    }
    double largest = a[0][0];
    for (size_t k = 1; k < n; k++) {
        largest = fmax(largest, a[k][k]);
    }
    return largest;
}

/* Where the parameters are in a block. */
static size_t list_places(const nnt_network *network, size_t places[MOST]) {
    size_t n = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        for (size_t i = 0; i < layer->inputs * layer->units; i++) {
            places[n++] = layer->weight_at + i;
        }
        for (size_t i = 0; i < layer->units; i++) {
            places[n++] = layer->bias_at + i;
        }
    }
    return n;
}

/* Of the probe's loss at the present parameters. */
static void find_gradient(probe_fixture *it, size_t n, const size_t *places, double *gradient) {
    nnt_panel *panel = &it->panel;
    const nnt_layer_pass *top = &panel->workspace.layers[SMALL_LAYERS - 1];
    nnt_forward(&it->network, panel->probe.n, panel->probe.x, &panel->workspace);
    panel->loss->evaluate(panel->probe.n, PROBE_OUTPUTS, panel->loss_option, top->z,
                          &panel->probe.truth, nnt_batch_factor(&panel->probe), top->delta);
    nnt_backward(&it->network, panel->probe.n, panel->probe.x, &panel->workspace, panel->gradient);
    for (size_t i = 0; i < n; i++) {
        gradient[i] = (double)panel->gradient[places[i]];
    }
}

/* Column by column from differences of gradients. */
static double find_slowly(probe_fixture *it) {
    static double hessian[MOST][MOST];
    const double step = NNT_REAL_BITS == 32 ? 1e-2 : 1e-5;
    double ahead[MOST], behind[MOST];
    size_t places[MOST] = {0};
    const size_t n = list_places(&it->network, places);
    find_gradient(it, n, places, ahead);
    nnt_kink_sides_take(&it->panel.sides, &it->network, it->panel.probe.n, &it->panel.workspace);
    it->panel.workspace.sides = it->panel.sides.z;
    for (size_t i = 0; i < n; i++) {
        real *parameter = &it->network.parameters[places[i]];
        const real kept = *parameter;
        *parameter = (real)((double)kept + step);
        find_gradient(it, n, places, ahead);
        *parameter = (real)((double)kept - step);
        find_gradient(it, n, places, behind);
        *parameter = kept;
        for (size_t j = 0; j < n; j++) {
            hessian[i][j] = (ahead[j] - behind[j]) / (2 * step);
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            hessian[i][j] = hessian[j][i] = 0.5 * (hessian[i][j] + hessian[j][i]);
        }
    }
    it->panel.workspace.sides = NULL;
    return find_largest(hessian, n);
}

/* The column of layers.csv: in the output layer's row alone, times the rate. */
static void check_column(const char *activation) {
    probe_fixture it;
    open_probe(activation, 1024, &it);
    const double expected = find_slowly(&it);
    const nnt_observer observer = nnt_panel_observer(&it.panel, &it.spec);
    const nnt_moment moment = {.network = &it.network, .rate = 0.25};
    observer.observe(observer.context, &moment);
    const nnt_table *table = &it.panel.table;
    const double found = read_table(table, SMALL_LAYERS - 1, "sharpness_times_rate");
    cr_assert(fabs(found / (0.25 * expected) - 1) < EPS, "%s: %g, expected %g", activation, found,
              0.25 * expected);
    cr_assert(isnan(read_table(table, 0, "sharpness_times_rate")));
    close_probe(&it);
}

NNT_TEST(sharpness, of_a_network_is_that_of_its_whole_hessian) {
    check_column("tanh");
    check_column("softplus");
    check_column("linear");
    check_column("relu");
    check_column("leaky_relu");
    check_column("hard_tanh");
}

/* What it leaves behind does not show: the pass over the probe comes after it. */
NNT_TEST(sharpness, disturbs_no_other_column) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    const nnt_observer observer = nnt_panel_observer(&it.panel, &it.spec);
    const nnt_moment moment = {.network = &it.network, .rate = 0.25, .epoch = 0};
    observer.observe(observer.context, &moment);
    const nnt_table *table = &it.panel.table;
    const size_t column = nnt_table_column(table, "sharpness_times_rate");
    for (size_t c = 0; c < SMALL_LAYERS * table->n_columns; c++) {
        const double before = table->cells[c];
        const double after = table->cells[SMALL_LAYERS * table->n_columns + c];
        cr_assert(c % table->n_columns == column || before == after ||
                  (isnan(before) && isnan(after)));
    }
    close_probe(&it);
}
