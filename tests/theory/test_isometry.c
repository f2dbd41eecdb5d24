/* Singular values of dz[H]/dx of drawn networks: only orthogonal weights with a smooth odd
 * activation come near an isometry (Pennington, Schoenholz and Ganguli 2017). Expected
 * values: means of 400 networks in numpy, with QR of normal draws and LAPACK's SVD. */
#include "init/initializer.h"
#include "support/nnt_test.h"
#include "theory_functions.h"
#include <string.h>

enum { WIDTH = 64, HIDDEN = 10, NETWORKS = 20 };

/* Columns as rows: element (r, c) of the matrix is at [c][r]. */
typedef double columns[WIDTH][WIDTH];

static double dot(const double *x, const double *y) {
    double sum = 0;
    for (size_t i = 0; i < WIDTH; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

/* Turns two columns so that they become orthogonal; their product before. */
static double turn(double *x, double *y) {
    const double product = dot(x, y);
    if (product == 0) {
        return 0;
    }
    const double zeta = (dot(y, y) - dot(x, x)) / (2 * product);
    const double tangent = copysign(1, zeta) / (fabs(zeta) + sqrt(1 + zeta * zeta));
    const double cosine = 1 / sqrt(1 + tangent * tangent), sine = cosine * tangent;
    for (size_t i = 0; i < WIDTH; i++) {
        const double kept = x[i];
        x[i] = cosine * kept - sine * y[i];
        y[i] = sine * kept + cosine * y[i];
    }
    return fabs(product);
}

/* One-sided Jacobi: the singular values are the lengths of columns that are all
 * orthogonal. Many of relu networks are 0, so what is left is seen beside the largest. */
static void find_singular_values(columns m, double *values) {
    double largest = 0, left = 0;
    for (size_t i = 0; i < WIDTH; i++) {
        largest = fmax(largest, dot(m[i], m[i]));
    }
    for (int sweep = 0; sweep == 0 || (left > 1e-13 * largest && sweep < 60); sweep++) {
        left = 0;
        for (size_t i = 0; i + 1 < WIDTH; i++) {
            for (size_t j = i + 1; j < WIDTH; j++) {
                left = fmax(left, turn(m[i], m[j]));
            }
        }
    }
    cr_assert(left <= 1e-13 * largest, "the columns are not orthogonal: %g", left / largest);
    for (size_t i = 0; i < WIDTH; i++) {
        values[i] = sqrt(dot(m[i], m[i]));
    }
}

typedef struct example {
    const char *name;
    const nnt_theory_function *function;
    const char *initializer;
    double gain;
    double participation, tolerance; /* five standard errors of the mean */
    double rms, rms_tolerance;
} example;

static void draw_weights(const example *it, nnt_rng *rng, double *weights) {
    const nnt_initializer *initializer = nnt_initializer_find(it->initializer);
    const nnt_fan fan = {WIDTH, WIDTH, 0};
    nnt_value options[NNT_MAX_OPTIONS] = {{.kind = NNT_VALUE_NUMBER, .number = it->gain}};
    initializer->fill(options, &fan, rng, WIDTH * WIDTH, weights);
}

/* One layer: jacobian = f'(z) W jacobian, a = f(z). */
static void
pass_layer(const example *it, const double *weights, double *a, columns jacobian, columns room) {
    double z[WIDTH], slope[WIDTH];
    for (size_t j = 0; j < WIDTH; j++) {
        z[j] = dot(weights + j * WIDTH, a);
    }
    it->function->evaluate(NULL, WIDTH, z, a, slope);
    for (size_t c = 0; c < WIDTH; c++) {
        for (size_t j = 0; j < WIDTH; j++) {
            room[c][j] = slope[j] * dot(weights + j * WIDTH, jacobian[c]);
        }
    }
    memcpy(jacobian, room, sizeof(columns));
}

static void draw_singular_values(const example *it, uint32_t seed, double *values) {
    static double weights[WIDTH * WIDTH];
    static columns jacobian, room;
    double a[WIDTH];
    nnt_rng rng = nnt_rng_stream(seed, "isometry", 0);
    memset(jacobian, 0, sizeof jacobian);
    for (size_t i = 0; i < WIDTH; i++) {
        a[i] = nnt_rng_normal(&rng);
        jacobian[i][i] = 1;
    }
    for (int l = 0; l < HIDDEN; l++) {
        draw_weights(it, &rng, weights);
        pass_layer(it, weights, a, jacobian, room);
    }
    find_singular_values(jacobian, values);
}

static void check(const example *it) {
    double participation = 0, rms = 0;
    for (uint32_t seed = 0; seed < NETWORKS; seed++) {
        double values[WIDTH], sum = 0;
        draw_singular_values(it, seed, values);
        for (size_t i = 0; i < WIDTH; i++) {
            sum += values[i];
        }
        participation += sum * sum / (WIDTH * dot(values, values)) / NETWORKS;
        rms += sqrt(dot(values, values) / WIDTH) / NETWORKS;
    }
    cr_expect(fabs(participation - it->participation) < it->tolerance,
              "%s: participation %.4f, expected %.4f", it->name, participation, it->participation);
    cr_expect(fabs(rms - it->rms) < it->rms_tolerance, "%s: rms %.4f, expected %.4f", it->name, rms,
              it->rms);
}

/* Participation (sum s)^2 / (n sum s^2): 1 when all directions pass alike. */
NNT_TEST(isometry, of_smooth_odd_units_with_orthogonal_weights_alone) {
    const double he = sqrt(2);
    const example examples[] = {
        {"linear, normal", &function_linear, "lecun_normal", 1, 0.199, 0.014, 1.00, 0.10},
        {"relu, normal", &function_relu, "he_normal", 1, 0.101, 0.014, 0.95, 0.28},
        {"relu, orthogonal", &function_relu, "orthogonal", he, 0.161, 0.015, 0.95, 0.22},
        {"tanh, normal", &function_tanh, "lecun_normal", 1, 0.182, 0.014, 0.262, 0.06},
        {"tanh, orthogonal", &function_tanh, "orthogonal", 1, 0.668, 0.038, 0.269, 0.03},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        check(&examples[i]);
    }
}

/* A product of rotations is one: every singular value is 1. */
NNT_TEST(isometry, of_linear_orthogonal_networks_is_exact) {
    const example it = {.function = &function_linear, .initializer = "orthogonal", .gain = 1};
    double values[WIDTH];
    draw_singular_values(&it, 1, values);
    for (size_t i = 0; i < WIDTH; i++) {
        cr_assert(fabs(values[i] - 1) < 1e-12, "%.17g", values[i]);
    }
}
