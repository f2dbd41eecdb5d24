/* The rectifier whose slope on the negative side is learned, one for the layer. */
#include "nn/activation.h"

#include <math.h>

enum { SLOPE };

static void forward(size_t n, const real *option, const real *z, real *a) {
    const real slope = option[SLOPE];
    for (size_t i = 0; i < n; i++) {
        a[i] = z[i] > 0 ? z[i] : slope * z[i];
    }
}

/* f'(0) = slope. */
static void backward(
    size_t n, const real *option, const real *z, const real *a, const real *grad_a, real *grad_z) {
    (void)a;
    const real slope = option[SLOPE];
    for (size_t i = 0; i < n; i++) {
        grad_z[i] = z[i] > 0 ? grad_a[i] : slope * grad_a[i];
    }
}

/* da/dslope = z on the negative side. Added up in several chains, element i in chain
 * i mod CHAINS, so that additions can be done side by side. */
static void
learn(size_t n, const real *option, const real *z, const real *grad_a, real *grad_option) {
    enum { CHAINS = 8 };
    (void)option;
    double sums[CHAINS] = {0};
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        sums[i % CHAINS] += z[i] > 0 ? 0 : (double)z[i] * (double)grad_a[i];
    }
    for (size_t c = 0; c < CHAINS; c++) {
        total += sums[c];
    }
    grad_option[SLOPE] = (real)total;
}

static double find_steepest(const real *option) {
    const double slope = fabs((double)option[SLOPE]);
    return slope > 1 ? slope : 1;
}

static const nnt_option options[] = {
    {.name = "slope",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.25",
     .low = -10,
     .high = 10,
     .help = "slope for z <= 0 at the start; each layer learns its own"},
    {0},
};

const nnt_activation NNT_CORE(nnt_activation_prelu) = {
    .row = {.name = "prelu",
            .summary = "relu with a negative slope that the layer learns",
            .formula = "f(z) = z for z > 0, else slope z",
            .source = "He, Zhang, Ren and Sun 2015, Delving deep into rectifiers; one slope for "
                      "a layer, as torch.nn.PReLU()",
            .options = options},
    .traits = {.auto_init = "he_normal",
               .max_slope = 1,
               .slope_option = SLOPE,
               .is_homogeneous = true,
               .n_learned = 1,
               .n_kinks = 1,
               .kinks = {0}},
    .forward = forward,
    .backward = backward,
    .steepest = find_steepest,
    .learn = learn,
};
