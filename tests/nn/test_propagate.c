/* Back-propagation against central differences, for every activation and loss. */
#include "base/memory.h"
#include "nn/propagate.h"
#include "support/small_network.h"
#include <math.h>

enum { ROWS = 7, OUTPUTS = 3 };

#if NNT_REAL_BITS == 32
static const double STEP = 2e-3;
static const double BOUND = 6e-3;
#else
static const double STEP = 1e-6;
static const double BOUND = 1e-8;
#endif

typedef struct problem {
    real x[ROWS * SMALL_INPUTS];
    uint32_t labels[ROWS];
    real targets[ROWS * OUTPUTS];
    nnt_truth truth;
} problem;

static void fill_problem(problem *it, bool has_labels) {
    nnt_rng rng = nnt_rng_stream(11, "test problem", 0);
    for (size_t i = 0; i < ROWS * SMALL_INPUTS; i++) {
        it->x[i] = (real)nnt_rng_normal(&rng);
    }
    for (size_t i = 0; i < ROWS; i++) {
        it->labels[i] = (uint32_t)nnt_rng_below(&rng, OUTPUTS);
    }
    for (size_t i = 0; i < ROWS * OUTPUTS; i++) {
        it->targets[i] = (real)nnt_rng_normal(&rng);
    }
    it->truth = (nnt_truth){.labels = has_labels ? it->labels : NULL,
                            .targets = has_labels ? NULL : it->targets};
}

static double mean_loss(const nnt_network *network,
                        const nnt_loss *loss,
                        const problem *it,
                        nnt_workspace *workspace,
                        real *delta) {
    real option[NNT_MAX_OPTIONS] = {0};
    for (size_t i = 0; i < nnt_option_count(loss->row.options); i++) {
        option[i] = (real)strtod(loss->row.options[i].fallback, NULL);
    }
    nnt_forward(network, ROWS, it->x, workspace);
    const real *z = workspace->layers[SMALL_LAYERS - 1].z;
    return loss->evaluate(ROWS, OUTPUTS, option, z, &it->truth, 1 / (real)ROWS, delta) / ROWS;
}

/* Smallest |z| of the hidden layers: how far every unit is from a kink at 0. */
static double distance_from_kinks(const nnt_network *network, const nnt_workspace *workspace) {
    double nearest = INFINITY;
    for (size_t l = 0; l + 1 < SMALL_LAYERS; l++) {
        for (size_t i = 0; i < ROWS * network->layers[l].units; i++) {
            nearest = fmin(nearest, fabs((double)workspace->layers[l].z[i]));
        }
    }
    return nearest;
}

/* Parameters for which no step of the differences crosses a kink. */
static void
fill_away_from_kinks(nnt_network *network, const problem *it, nnt_workspace *workspace) {
    uint64_t seed = 0;
    do {
        fill_small_network(network, ++seed);
        nnt_forward(network, ROWS, it->x, workspace);
    } while (distance_from_kinks(network, workspace) < 10 * STEP);
}

/* One draw of masks, which all passes share. */
static nnt_dropout fix_dropout(double probability, nnt_network *network) {
    nnt_dropout dropout;
    nnt_error error;
    for (size_t l = 0; l + 1 < SMALL_LAYERS; l++) {
        network->layers[l].dropout = probability;
    }
    cr_assert(nnt_dropout_create(network, ROWS, &dropout, &error) == NNT_OK);
    nnt_dropout_draw(network, 1, 1, &(nnt_batch_rows){.n = ROWS}, &dropout);
    return dropout;
}

/* Signed comparison of every parameter's derivative. Returns how many of them are
 * not as back-propagation says, after `spoil` (may be NULL) has had its way. */
static size_t count_wrong(const char *activation,
                          const nnt_loss *loss,
                          double probability,
                          void (*spoil)(const nnt_network *, real *)) {
    nnt_network network = small_network(activation, OUTPUTS);
    nnt_dropout dropout = fix_dropout(probability, &network);
    problem it;
    fill_problem(&it, loss->tasks & 1u);
    nnt_workspace workspace;
    nnt_error error;
    cr_assert(nnt_workspace_create(&network, ROWS, &workspace, &error) == NNT_OK);
    workspace.dropout = &dropout;
    fill_away_from_kinks(&network, &it, &workspace);
    real *gradient = nnt_network_block(&network);
    mean_loss(&network, loss, &it, &workspace, workspace.layers[SMALL_LAYERS - 1].delta);
    nnt_backward(&network, ROWS, it.x, &workspace, gradient);
    if (spoil) {
        spoil(&network, gradient);
    }
    size_t n_wrong = 0;
    double total = 0;
    for (size_t i = 0; i < network.block_length; i++) {
        const real kept = network.parameters[i];
        network.parameters[i] = kept + (real)STEP;
        const double up = mean_loss(&network, loss, &it, &workspace, NULL);
        network.parameters[i] = kept - (real)STEP;
        const double down = mean_loss(&network, loss, &it, &workspace, NULL);
        network.parameters[i] = kept;
        const double numeric = (up - down) / (2 * STEP);
        n_wrong += fabs(numeric - (double)gradient[i]) > BOUND * (1 + fabs(numeric));
        total += fabs((double)gradient[i]);
    }
    cr_assert(total > 0.1, "the gradient is zero: nothing was tested");
    nnt_free(gradient);
    nnt_workspace_clear(&workspace);
    nnt_dropout_clear(&dropout);
    nnt_network_clear(&network);
    return n_wrong;
}

static void check_all_losses(const char *activation) {
    for (size_t i = 0; i < nnt_loss_count(); i++) {
        const nnt_loss *loss = nnt_loss_get(i);
        cr_assert(count_wrong(activation, loss, 0, NULL) == 0, "%s with %s", activation,
                  loss->row.name);
        cr_assert(count_wrong(activation, loss, 0.4, NULL) == 0, "%s with %s and dropout",
                  activation, loss->row.name);
    }
}

#define NNT_ACTIVATION(name)                                                                       \
    NNT_TEST(backward, name) {                                                                     \
        check_all_losses(#name);                                                                   \
    }
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION

static void flip_first_layer(const nnt_network *network, real *gradient) {
    for (size_t i = 0; i < network->layers[0].inputs * network->layers[0].units; i++) {
        gradient[i] = -gradient[i];
    }
}

static void double_last_bias(const nnt_network *network, real *gradient) {
    gradient[network->layers[SMALL_LAYERS - 1].bias_at] *= 2;
}

/* The check above must be able to fail. */
NNT_TEST(backward_check, finds_a_wrong_sign) {
    cr_assert(count_wrong("tanh", nnt_loss_find("cross_entropy"), 0, flip_first_layer) > 10);
}

NNT_TEST(backward_check, finds_a_wrong_factor) {
    cr_assert(count_wrong("tanh", nnt_loss_find("mse"), 0, double_last_bias) == 1);
}

/* What lies between the parts of a block stays zero, and every parameter's
 * derivative is written. */
NNT_TEST(backward, writes_each_parameter_and_no_gap) {
    nnt_network network = small_network("sigmoid", OUTPUTS);
    fill_small_network(&network, 5);
    problem it;
    fill_problem(&it, true);
    nnt_workspace workspace;
    nnt_error error;
    cr_assert(nnt_workspace_create(&network, ROWS, &workspace, &error) == NNT_OK);
    real *gradient = nnt_network_block(&network);
    mean_loss(&network, nnt_loss_find("cross_entropy"), &it, &workspace,
              workspace.layers[SMALL_LAYERS - 1].delta);
    nnt_backward(&network, ROWS, it.x, &workspace, gradient);
    size_t n_written = 0;
    for (size_t i = 0; i < network.block_length; i++) {
        n_written += gradient[i] != 0;
    }
    cr_assert(n_written == network.n_parameters);
    cr_assert(network.n_parameters == 3 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3);
    nnt_free(gradient);
    nnt_workspace_clear(&workspace);
    nnt_network_clear(&network);
}
