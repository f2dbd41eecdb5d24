/* Units that a move takes over a kink go on straight. */
#include "nn/kink_sides.h"
#include "nn/propagate.h"
#include "support/nnt_test.h"
#include "support/small_network.h"
#include <math.h>

static const double EPS = NNT_REAL_BITS == 32 ? 1e-5 : 1e-13;

typedef struct held {
    double a, slope;
} held;

/* What becomes of z for a unit that was at `side`. */
static held hold(const char *name, double option, double side, double z) {
    const nnt_activation *activation = nnt_activation_find(name);
    const nnt_layer layer = {.activation = activation};
    const real options[NNT_MAX_OPTIONS] = {(real)option};
    const real was = (real)side, one = 1;
    real at = (real)z, a = 0, slope = 0;
    activation->forward(1, options, &at, &a);
    nnt_kink_sides_hold(&layer, options, 1, &was, &at, &a);
    activation->backward(1, options, &at, &a, &one, &slope);
    return (held){(double)a, (double)slope};
}

static void expect(const char *name, double option, double side, double z, double a, double slope) {
    const held it = hold(name, option, side, z);
    cr_expect(fabs(it.a - a) <= EPS * fmax(1, fabs(a)) && fabs(it.slope - slope) <= EPS,
              "%s from %g to %g: %g with slope %g, expected %g with %g", name, side, z, it.a,
              it.slope, a, slope);
}

NNT_TEST(kink_sides, over_one) {
    expect("relu", 0, 0.5, -0.25, -0.25, 1);
    expect("relu", 0, -0.5, 0.25, 0, 0);
    expect("relu", 0, 0, 0.25, 0, 0);
    expect("relu", 0, 0.5, 0, 0, 1);
    expect("leaky_relu", 0.01, -1, 2, 0.02, 0.01);
    expect("leaky_relu", 0.01, 1, -2, -2, 1);
    expect("prelu", -3, -1, 2, -6, -3);
    /* alpha exp(0) on the left, 1 on the right */
    expect("elu", 3, -1, 0.5, 1.5, 3);
    expect("elu", 3, 1, -0.5, -0.5, 1);
}

/* The one that comes first on the way counts. */
NNT_TEST(kink_sides, over_two) {
    expect("relu6", 0, 5, 7, 7, 1);
    expect("relu6", 0, 7, -1, 6, 0);
    expect("relu6", 0, -1, 9, 0, 0);
    expect("hard_tanh", 0, 0.5, -3, -3, 1);
    expect("hard_tanh", 0, 2, -3, 1, 0);
    /* z (z + 3) / 6 has the slope 1.5 below 3 */
    expect("hard_swish", 0, 2, 4, 3 + 1.5, 1.5);
}

NNT_TEST(kink_sides, over_none_nothing_changes) {
    expect("relu", 0, 0.5, 0.25, 0.25, 1);
    expect("relu", 0, -0.5, -0.25, 0, 0);
    expect("relu", 0, 0, 0, 0, 0);
    expect("relu6", 0, 8, 7, 6, 0);
    expect("elu", 1, -1, -0.5, expm1(-0.5), exp(-0.5));
}

/* A relu network is then the linear one that it was where it stood: its loss along a line
 * is that network's, however far. */
NNT_TEST(kink_sides, a_network_stays_on_its_piece) {
    enum { ROWS = 3 };
    nnt_network network = small_network("relu", 3);
    nnt_workspace workspace = {0};
    nnt_kink_sides sides = {0};
    nnt_error error;
    real x[ROWS * SMALL_INPUTS];
    real before[ROWS * 3], near[ROWS * 3], far[ROWS * 3];
    fill_small_network(&network, 4);
    for (size_t i = 0; i < ROWS * SMALL_INPUTS; i++) {
        x[i] = (real)(0.3 * (double)(i % 5) - 0.5);
    }
    cr_assert(nnt_workspace_create(&network, ROWS, &workspace, &error) == NNT_OK);
    cr_assert(nnt_kink_sides_create(&network, ROWS, &sides, &error) == NNT_OK);
    const nnt_layer_pass *top = &workspace.layers[network.n_layers - 1];
    nnt_forward(&network, ROWS, x, &workspace);
    memcpy(before, top->z, sizeof before);
    nnt_kink_sides_take(&sides, &network, ROWS, &workspace);
    workspace.sides = sides.z;
    /* The output is linear in the biases of layer 1 alone, on one piece. */
    real *bias = network.parameters + network.layers[0].bias_at;
    bias[1] += (real)0.001;
    nnt_forward(&network, ROWS, x, &workspace);
    memcpy(near, top->z, sizeof near);
    bias[1] += (real)(-0.001 - 10);
    nnt_forward(&network, ROWS, x, &workspace);
    memcpy(far, top->z, sizeof far);
    double moved = 0;
    for (size_t i = 0; i < ROWS * 3; i++) {
        const double slope = (double)(near[i] - before[i]) / 0.001;
        cr_expect(fabs((double)(far[i] - before[i]) + 10 * slope) <
                      (NNT_REAL_BITS == 32 ? 0.05 : 1e-9),
                  "%zu: %g, slope %g", i, (double)(far[i] - before[i]), slope);
        moved += fabs(slope);
    }
    cr_assert(moved > 0);
    nnt_kink_sides_clear(&sides);
    nnt_workspace_clear(&workspace);
    nnt_network_clear(&network);
}
