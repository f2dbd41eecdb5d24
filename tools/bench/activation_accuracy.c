/* The largest errors of the activations and their slopes, in units of the last place,
 * against long double: over every n-th float, or random doubles and those next to
 * where formulas change. Prints a table.
 *   activation_accuracy [N]   every N-th float (1021), or that share of 2^32 doubles */
#include "nn/activation.h"
#include "support/activation_definitions.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct worst_error {
    double ulp, at;
} worst_error;

typedef struct measurement {
    const char *name;
    expected (*define)(long double z);
    worst_error value, slope;
} measurement;

static void record(double ulp, real z, worst_error *worst) {
    if (!(ulp <= worst->ulp)) {
        *worst = (worst_error){ulp, (double)z};
    }
}

static void measure(real z, measurement *it) {
    const nnt_activation *activation = nnt_activation_find(it->name);
    const real option[NNT_MAX_OPTIONS] = {1}; /* alpha or omega, where there is one */
    const real one = 1;
    real value = 0, slope = 0;
    activation->forward(1, option, &z, &value);
    activation->backward(1, option, &z, &value, &one, &slope);
    const expected exact = it->define((long double)z);
    record(count_ulp(value, exact.value, fabsl(exact.value)), z, &it->value);
    record(count_ulp(slope, exact.slope, exact.largest_term), z, &it->slope);
}

/* The number `turn` in a walk over all finite floats, or a random double: half of them
 * within 64 of 0, half of any size. */
static real pick(uint64_t turn) {
#if NNT_REAL_BITS == 32
    const uint32_t bits = (uint32_t)turn;
    real z;
    memcpy(&z, &bits, sizeof z);
    return z;
#else
    uint64_t bits = (turn + 1) * 0x9e3779b97f4a7c15u;
    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9u;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111ebu;
    bits ^= bits >> 31;
    real z;
    memcpy(&z, &bits, sizeof z);
    return turn % 2 ? z : (real)((double)(int64_t)bits * 0x1p-57);
#endif
}

/* sin and cos are promised up to these. */
static bool is_in_domain(const char *name, real z) {
    const double farthest = NNT_REAL_BITS == 32 ? 1e6 : 1e9;
    return isfinite(z) && (strcmp(name, "sine") != 0 || fabs((double)z) <= farthest);
}

int main(int argc, char **argv) {
    static measurement all[] = {
#define MEASUREMENT(name, define) {#name, define, {0, 0}, {0, 0}},
        CURVED_ACTIVATIONS(MEASUREMENT)};
    const uint64_t stride = argc > 1 ? strtoull(argv[1], NULL, 10) : 1021;
    printf("float%d, every %llu. of 2^32\n%-14s %8s %-24s %8s %s\n", NNT_REAL_BITS,
           (unsigned long long)stride, "activation", "f ulp", "at", "f' ulp", "at");
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        for (uint64_t turn = 0; turn < UINT64_C(1) << 32; turn += stride) {
            const real z = pick(turn);
            if (is_in_domain(all[i].name, z)) {
                measure(z, &all[i]);
            }
        }
        printf("%-14s %8.2f %-24.17g %8.2f %.17g\n", all[i].name, all[i].value.ulp, all[i].value.at,
               all[i].slope.ulp, all[i].slope.at);
    }
    return 0;
}
