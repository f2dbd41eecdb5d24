/* Dropout: how many are left out, by which factor the others count, and that the masks
 * depend on nothing but seed, layer, epoch, row and unit. */
#include "base/memory.h"
#include "nn/propagate.h"
#include "support/small_network.h"
#include <math.h>
#include <string.h>

enum { UNITS = 101, OUTPUTS = 2, CAPACITY = 400 };

static const double P = 0.3;

typedef struct bench {
    nnt_network network;
    nnt_dropout dropout;
    nnt_workspace workspace;
} bench;

/* 3-101-101-2 without a function in between, so that means of outputs can be told. */
static void open_bench(double p, bench *it) {
    nnt_error error;
    nnt_layer_spec layers[] = {
        {.units = UNITS, .dropout = p}, {.units = UNITS, .dropout = p}, {.units = OUTPUTS}};
    for (size_t l = 0; l < 3; l++) {
        layers[l].activation.name = "linear";
    }
    const nnt_network_spec spec = {SMALL_INPUTS, 3, layers};
    cr_assert(nnt_network_create(&spec, &it->network, &error) == NNT_OK);
    fill_small_network(&it->network, 3);
    cr_assert(nnt_dropout_create(&it->network, CAPACITY, &it->dropout, &error) == NNT_OK);
    cr_assert(nnt_workspace_create(&it->network, CAPACITY, &it->workspace, &error) == NNT_OK);
}

static void close_bench(bench *it) {
    nnt_workspace_clear(&it->workspace);
    nnt_dropout_clear(&it->dropout);
    nnt_network_clear(&it->network);
}

static void draw(const bench *it, uint64_t seed, size_t epoch, const nnt_batch_rows *rows) {
    nnt_dropout_draw(&it->network, seed, epoch, rows, &it->dropout);
}

/* 40400 draws: 12120 expected to be left out, with a standard deviation of 92. */
NNT_TEST(dropout, leaves_out_its_share_and_scales_the_rest) {
    bench it;
    open_bench(P, &it);
    draw(&it, 1, 1, &(nnt_batch_rows){.n = CAPACITY});
    for (size_t l = 0; l < 2; l++) {
        size_t n_left_out = 0;
        for (size_t i = 0; i < CAPACITY * UNITS; i++) {
            const real factor = it.dropout.layers[l].mask[i];
            cr_assert(factor == 0 || factor == (real)(1 / 0.7), "%g", (double)factor);
            n_left_out += factor == 0;
        }
        cr_assert(fabs((double)n_left_out - 12120) < 3 * 92, "layer %zu: %zu", l + 1, n_left_out);
    }
    cr_assert(it.dropout.layers[2].mask == NULL, "the output layer keeps everything");
    close_bench(&it);
}

NNT_TEST(dropout, without_it_there_is_nothing) {
    bench it;
    open_bench(0, &it);
    cr_assert(it.dropout.layers == NULL && it.dropout.block == NULL);
    draw(&it, 1, 1, &(nnt_batch_rows){.n = 4});
    close_bench(&it);
}

/* Row 7 has one mask wherever it is in whichever batch. */
NNT_TEST(dropout, does_not_depend_on_the_batch) {
    static const uint32_t order[] = {9, 7, 300};
    const size_t size = UNITS * sizeof(real);
    real *expected[2];
    bench it;
    open_bench(P, &it);
    draw(&it, 1, 2, &(nnt_batch_rows){.n = 20});
    for (size_t l = 0; l < 2; l++) {
        expected[l] = nnt_allocate(UNITS, sizeof(real));
        memcpy(expected[l], it.dropout.layers[l].mask + 7 * UNITS, size);
    }
    draw(&it, 1, 2, &(nnt_batch_rows){.n = 3, .rows = order});
    for (size_t l = 0; l < 2; l++) {
        cr_assert(memcmp(it.dropout.layers[l].mask + UNITS, expected[l], size) == 0);
    }
    draw(&it, 1, 2, &(nnt_batch_rows){.n = 3, .first = 6});
    for (size_t l = 0; l < 2; l++) {
        cr_assert(memcmp(it.dropout.layers[l].mask + UNITS, expected[l], size) == 0);
        nnt_free(expected[l]);
    }
    close_bench(&it);
}

/* How many of one row's entries are the same in two draws: of independent ones about
 * 0.7^2 + 0.3^2 = 0.58 of all. */
static size_t count_equal(const real *a, const real *b) {
    size_t n = 0;
    for (size_t j = 0; j < UNITS; j++) {
        n += a[j] == b[j];
    }
    return n;
}

NNT_TEST(dropout, depends_on_seed_layer_epoch_and_row) {
    const nnt_batch_rows two = {.n = 2};
    real first[UNITS];
    bench it;
    open_bench(P, &it);
    const real *mask = it.dropout.layers[0].mask;
    draw(&it, 1, 1, &two);
    memcpy(first, mask, sizeof first);
    cr_assert(count_equal(first, mask + UNITS) < 80, "two rows");
    cr_assert(count_equal(first, it.dropout.layers[1].mask) < 80, "two layers");
    draw(&it, 1, 2, &two);
    cr_assert(count_equal(first, mask) < 80, "two epochs");
    draw(&it, 2, 1, &two);
    cr_assert(count_equal(first, mask) < 80, "two seeds");
    draw(&it, 1, 1, &two);
    cr_assert(count_equal(first, mask) == UNITS, "the same again");
    close_bench(&it);
}

/* Of a linear network the mean of the outputs over all masks is the output without any:
 * a factor that is missing or inverted shows. 400 rows that are equal stand for as many
 * masks; the bound is four standard errors. */
NNT_TEST(dropout, keeps_the_mean) {
    static real x[CAPACITY * SMALL_INPUTS];
    double plain[OUTPUTS];
    bench it;
    open_bench(P, &it);
    for (size_t i = 0; i < CAPACITY * SMALL_INPUTS; i++) {
        x[i] = (real)(0.5 + (double)(i % SMALL_INPUTS));
    }
    const real *z = it.workspace.layers[2].z;
    nnt_forward(&it.network, 1, x, &it.workspace);
    for (size_t k = 0; k < OUTPUTS; k++) {
        plain[k] = (double)z[k];
    }
    draw(&it, 5, 1, &(nnt_batch_rows){.n = CAPACITY});
    it.workspace.dropout = &it.dropout;
    nnt_forward(&it.network, CAPACITY, x, &it.workspace);
    for (size_t k = 0; k < OUTPUTS; k++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < CAPACITY; i++) {
            const double d = (double)z[i * OUTPUTS + k] - plain[k];
            sum += d;
            squares += d * d;
        }
        const double error = sqrt(squares) / CAPACITY;
        cr_assert(fabs(sum / CAPACITY) < 4 * error, "%g is more than 4 times %g", sum / CAPACITY,
                  error);
        cr_assert(error > 1e-3 && error < 0.2 * fabs(plain[k]), "%g of %g says nothing", error,
                  plain[k]);
    }
    close_bench(&it);
}
