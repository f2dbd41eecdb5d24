/* Effective rank and 99 % dimension of activations whose covariance is known. */
#include "instruments/spectrum.h"
#include "support/probe_fixture.h"
#include <math.h>

enum { MOST_VALUES = 4096 * 64 };

static const double EPS = NNT_REAL_BITS == 32 ? 1e-5 : 1e-12;

/* What the instrument says of activations, put in place of those of layer 1. */
typedef struct finding {
    double rank, dimension;
} finding;

static const nnt_instrument *find_instrument(void) {
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        if (strcmp(nnt_instrument_get(i)->name, "rank") == 0) {
            return nnt_instrument_get(i);
        }
    }
    cr_assert_fail("no instrument");
    return NULL;
}

static finding measure(size_t n_rows, size_t units, real *a) {
    nnt_layer layers[2] = {{.units = units}, {.units = 1}};
    const nnt_network network = {.n_layers = 2, .layers = layers};
    nnt_layer_pass passes[2] = {{.a = a}, {0}};
    nnt_workspace pass = {.layers = passes};
    double *room = nnt_allocate(nnt_spectrum_room(n_rows, units), sizeof *room);
    cr_assert(room);
    const nnt_observation now = {
        .network = &network, .pass = &pass, .n_rows = n_rows, .spectrum_room = room};
    double values[2];
    find_instrument()->measure(&now, 0, values);
    nnt_free(room);
    return (finding){values[0], values[1]};
}

static void expect(finding found, double rank, double dimension) {
    cr_expect(fabs(found.rank - rank) <= EPS * rank && found.dimension == dimension,
              "rank %.17g, dimension %g, not %.17g and %g", found.rank, found.dimension, rank,
              dimension);
}

static real *get_values(void) {
    static real a[MOST_VALUES];
    memset(a, 0, sizeof a);
    return a;
}

/* +1 or -1; columns of Hadamard's matrix are at right angles, and all but 0 have mean 0. */
static real hadamard(size_t row, size_t column) {
    size_t both = row & column;
    real sign = 1;
    for (; both; both &= both - 1) {
        sign = -sign;
    }
    return sign;
}

/* Whatever the constant, its mean's rounding included. */
NNT_TEST(rank, of_rows_that_are_all_alike_is_zero) {
    const real values[] = {0, 1, (real)0.1, (real)-1e30, (real)1e-30};
    for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
        real *a = get_values();
        for (size_t i = 0; i < 700 * 3; i++) {
            a[i] = values[v] / (real)(1 + i % 3);
        }
        expect(measure(700, 3, a), 0, 0);
        expect(measure(1, 3, a), 0, 0);
    }
}

/* A unit that rounding alone moves has no direction of its own. */
NNT_TEST(rank, takes_rounding_for_none) {
    const real tick = NNT_REAL_BITS == 32 ? (real)0x1p-23 : (real)0x1p-52;
    real *a = get_values();
    for (size_t i = 0; i < 32; i++) {
        for (size_t j = 0; j < 4; j++) {
            a[i * 4 + j] = 1 + (hadamard(i, j + 1) > 0 ? tick : 0);
        }
    }
    expect(measure(32, 4, a), 0, 0);
    for (size_t i = 0; i < 32; i++) {
        a[i * 4] = hadamard(i, 8);
    }
    expect(measure(32, 4, a), 1, 1);
}

NNT_TEST(rank, of_rows_on_a_line_is_one) {
    real *a = get_values();
    for (size_t i = 0; i < 64; i++) {
        for (size_t j = 0; j < 20; j++) {
            a[i * 20 + j] = (real)(i * i) * (real)(j + 1) + 7;
        }
    }
    expect(measure(64, 20, a), 1, 1);
}

/* Of any size: squares of the small and the large ones are no doubles. */
NNT_TEST(rank, of_equal_variances_counts_them) {
    const real sizes[] = {1, (real)1e-30, (real)1e30,
                          NNT_REAL_BITS == 32 ? (real)1e-10 : (real)1e-200L,
                          NNT_REAL_BITS == 32 ? (real)1e10 : (real)1e200L};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        real *a = get_values();
        for (size_t i = 0; i < 64; i++) {
            for (size_t j = 0; j < 7; j++) {
                a[i * 7 + j] = sizes[s] * (hadamard(i, j + 1) + 3);
            }
        }
        expect(measure(64, 7, a), 7, 7);
    }
}

/* Covariance (3, sqrt 2; sqrt 2, 1), of two independent signs: eigenvalues 2 +- sqrt 3, shares
 * 0.933 and 0.067. Binary entropy of the share gives the rank. */
NNT_TEST(rank, of_two_units_follows_the_entropy) {
    const double share = (2 + sqrt(3.0)) / 4;
    const double entropy = -share * log(share) - (1 - share) * log(1 - share);
    real *a = get_values();
    for (size_t i = 0; i < 16; i++) {
        a[2 * i] = (real)sqrt(2.0) * hadamard(i, 1) + hadamard(i, 2);
        a[2 * i + 1] = hadamard(i, 1);
    }
    expect(measure(16, 2, a), exp(entropy), 2);
}

/* Variances 1, 1/2, 1/4 ... of 12: shares over 2 - 2^-11, and the first seven hold 0.9924
 * of them, six 0.9846. */
NNT_TEST(rank, of_halving_variances) {
    real *a = get_values();
    double entropy = 0;
    for (size_t j = 0; j < 12; j++) {
        const double share = pow(2, -(double)j) / (2 - pow(2, -11));
        entropy -= share * log(share);
        for (size_t i = 0; i < 64; i++) {
            a[i * 12 + j] = (real)pow(2, -0.5 * (double)j) * hadamard(i, 12 - j);
        }
    }
    expect(measure(64, 12, a), exp(entropy), 7);
}

/* Fewer rows than units: n rows at the corners of a simplex span n - 1 directions alike. */
NNT_TEST(rank, of_few_rows_is_of_them) {
    real *a = get_values();
    for (size_t i = 0; i < 10; i++) {
        a[i * 300 + 30 * i] = 2;
    }
    expect(measure(10, 300, a), 9, 9);
}

/* Of 4096 rows of 64 units every fourth is looked at: the others may be anything. Of 512 rows
 * of 512 units every second. */
NNT_TEST(rank, looks_at_rows_spread_over_all) {
    real *a = get_values();
    for (size_t i = 0; i < 4096; i++) {
        for (size_t j = 0; j < 64; j++) {
            a[i * 64 + j] = i % 4 ? (real)(i * j) : j < 5 ? hadamard(i / 4, j + 1) : 1;
        }
    }
    expect(measure(4096, 64, a), 5, 5);
    a = get_values();
    for (size_t i = 0; i < 512; i++) {
        for (size_t j = 0; j < 512; j++) {
            a[i * 512 + j] = i % 2 ? (real)(i * j) : j < 5 ? hadamard(i / 2, j + 1) : 1;
        }
    }
    expect(measure(512, 512, a), 5, 5);
}

NNT_TEST(rank, of_what_is_not_finite_is_none) {
    const real values[] = {(real)NAN, (real)INFINITY};
    for (size_t v = 0; v < 2; v++) {
        for (size_t at = 0; at < 64 * 7; at += 61) {
            real *a = get_values();
            for (size_t i = 0; i < 64 * 7; i++) {
                a[i] = hadamard(i, 5);
            }
            a[at] = values[v];
            const finding found = measure(64, 7, a);
            cr_assert(isnan(found.rank) && isnan(found.dimension));
        }
    }
}

/* Only the hidden layers are measured, and only at level full is there room. */
NNT_TEST(rank, is_a_column_of_hidden_layers) {
    probe_fixture it;
    open_probe("tanh", 1024, &it);
    look(&it, NULL, 0);
    for (size_t l = 0; l < SMALL_LAYERS; l++) {
        const double rank = read_table(&it.panel.table, l, "effective_rank");
        const double units = (double)it.network.layers[l].units;
        cr_assert(l + 1 == SMALL_LAYERS ? isnan(rank) : rank >= 1 && rank <= units);
    }
    close_probe(&it);
}
