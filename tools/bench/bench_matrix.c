/* Speed of the three products of a dense layer, as a share of the processor's peak
 * measured in the same run: bench_matrix [seconds per measurement]
 *
 * Built with NNT_BENCH_BLAS, each product is timed in turn with that of OpenBLAS on one
 * thread (which adds no bias): "blas" is its time over ours.
 *
 * Each figure is the best of several runs; the spread is (median - best) / best. */
#include "kernel/matrix.h"
#include "kernel/simd.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef NNT_BENCH_BLAS
#include <cblas.h>
#endif

enum { REPEATS = 15, CHAINS = 12, MOST_CALLS = 2 };

typedef struct shape {
    size_t n, in, out;
} shape;

typedef struct operands {
    shape size;
    real *x, *w, *b, *z;
} operands;

typedef struct measurement {
    double best_seconds;
    double spread;
} measurement;

static const shape shapes[] = {
    {4, 2, 8},     {4, 8, 2},        {4, 8, 1},         {32, 2, 16},     {32, 16, 16},
    {200, 16, 16}, {200, 16, 1},     {64, 64, 1},       {32, 32, 32},    {64, 784, 128},
    {64, 128, 10}, {256, 784, 1024}, {256, 1024, 1024}, {256, 1024, 10}, {1, 1024, 1024},
};

static double read_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void run_affine(const operands *o) {
    nnt_affine(o->size.n, o->size.in, o->size.out, o->x, o->w, o->b, o->z);
}

static void run_weight_gradient(const operands *o) {
    nnt_weight_gradient(o->size.n, o->size.in, o->size.out, o->x, o->z, o->w);
}

static void run_input_gradient(const operands *o) {
    nnt_input_gradient(o->size.n, o->size.in, o->size.out, o->z, o->w, o->x);
}

#ifdef NNT_BENCH_BLAS
#if NNT_REAL_BITS == 32
#define GEMM cblas_sgemm
#else
#define GEMM cblas_dgemm
#endif

static void blas_affine(const operands *o) {
    const int n = (int)o->size.n, in = (int)o->size.in, out = (int)o->size.out;
    GEMM(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, out, in, 1, o->x, in, o->w, out, 0, o->z,
         out);
}

static void blas_weight_gradient(const operands *o) {
    const int n = (int)o->size.n, in = (int)o->size.in, out = (int)o->size.out;
    GEMM(CblasRowMajor, CblasTrans, CblasNoTrans, in, out, n, 1, o->x, in, o->z, out, 0, o->w, out);
}

static void blas_input_gradient(const operands *o) {
    const int n = (int)o->size.n, in = (int)o->size.in, out = (int)o->size.out;
    GEMM(CblasRowMajor, CblasNoTrans, CblasTrans, n, in, out, 1, o->z, out, o->w, out, 0, o->x, in);
}
#define WITH_BLAS(product) run_##product, blas_##product
#define BLAS_HEADING "    blas"
#else
#define WITH_BLAS(product) run_##product, NULL
#define BLAS_HEADING ""
#endif

static int compare_doubles(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

typedef void call(const operands *);

static double time_calls(call *it, const operands *o, size_t n) {
    const double start = read_clock();
    for (size_t i = 0; i < n; i++) {
        it(o);
    }
    return read_clock() - start;
}

/* Time of one call of each, from runs of about `seconds`, in turn: the speed of a machine
 * changes while it is measured. */
static void measure(
    size_t n_calls, call *const calls[], const operands *o, double seconds, measurement *results) {
    double times[MOST_CALLS][REPEATS];
    size_t counts[MOST_CALLS];
    for (size_t c = 0; c < n_calls; c++) {
        counts[c] = 1;
        while (time_calls(calls[c], o, counts[c]) < seconds / 2) {
            counts[c] *= 2;
        }
    }
    for (size_t r = 0; r < REPEATS; r++) {
        for (size_t c = 0; c < n_calls; c++) {
            times[c][r] = time_calls(calls[c], o, counts[c]) / (double)counts[c];
        }
    }
    for (size_t c = 0; c < n_calls; c++) {
        qsort(times[c], REPEATS, sizeof times[c][0], compare_doubles);
        const double best = times[c][0];
        results[c] = (measurement){best, (times[c][REPEATS / 2] - best) / best};
    }
}

/* Independent chains of fused multiply-adds that never leave the registers. */
static void run_peak(const operands *o) {
    vreal sum[CHAINS];
    vreal factor = nnt_simd_broadcast(o->x[0]);
    for (int c = 0; c < CHAINS; c++) {
        sum[c] = nnt_simd_broadcast((real)c);
    }
    for (size_t i = 0; i < o->size.n; i++) {
        NNT_UNROLL for (int c = 0; c < CHAINS; c++) {
            sum[c] = nnt_simd_fma(sum[c], factor, factor);
        }
    }
    for (int c = 0; c < CHAINS; c++) {
        nnt_simd_store(o->z + c * NNT_LANES, sum[c]);
    }
}

static double measure_peak(const operands *o, double seconds) {
    operands chains = *o;
    chains.size.n = 10000;
    double flops = 2.0 * 10000 * CHAINS * NNT_LANES;
    call *const peak = run_peak;
    measurement m;
    measure(1, &peak, &chains, seconds, &m);
    return flops / m.best_seconds / 1e9;
}

/* `blas` may be NULL. */
static void print_product(
    const char *name, call *ours, call *blas, const operands *o, double seconds, double peak) {
    call *const calls[MOST_CALLS] = {ours, blas};
    measurement m[MOST_CALLS];
    measure(blas ? 2 : 1, calls, o, seconds, m);
    double flops = 2.0 * (double)o->size.n * (double)o->size.in * (double)o->size.out;
    double speed = flops / m[0].best_seconds / 1e9;
    printf("%5zu %5zu %5zu  %-16s %12.1f %8.2f %6.1f %7.1f", o->size.n, o->size.in, o->size.out,
           name, m[0].best_seconds * 1e9, speed, 100 * speed / peak, 100 * m[0].spread);
    if (blas) {
        printf(" %6.2fx", m[1].best_seconds / m[0].best_seconds);
    }
    putchar('\n');
}

static real *create_numbers(size_t count) {
    real *numbers = malloc(count * sizeof *numbers);
    if (numbers == NULL) {
        fprintf(stderr, "bench_matrix: out of memory\n");
        exit(1);
    }
    for (size_t i = 0; i < count; i++) {
        numbers[i] = (real)(i % 17) / 32 - (real)0.25;
    }
    return numbers;
}

int main(int argc, char **argv) {
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 0.02;
    operands o = {.x = create_numbers(256 * 1024),
                  .w = create_numbers(1024 * 1024),
                  .b = create_numbers(1024),
                  .z = create_numbers(256 * 1024)};
#ifdef NNT_BENCH_BLAS
    openblas_set_num_threads(1);
#endif
    double peak = measure_peak(&o, seconds);
    printf("%s, %s: peak of fused multiply-adds %.1f GFLOP/s\n", NNT_REAL_NAME, NNT_ISA_NAME, peak);
    printf("    n    in   out  product            ns per call  GFLOP/s  %% peak  spread %%%s\n",
           BLAS_HEADING);
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        o.size = shapes[i];
        print_product("affine", WITH_BLAS(affine), &o, seconds, peak);
        print_product("input gradient", WITH_BLAS(input_gradient), &o, seconds, peak);
        print_product("weight gradient", WITH_BLAS(weight_gradient), &o, seconds, peak);
    }
    free(o.x);
    free(o.w);
    free(o.b);
    free(o.z);
    return 0;
}
