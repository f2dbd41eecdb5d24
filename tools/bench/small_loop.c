/* The trainings of the benchmark as a plain loop over one row after the other, as the
 * minimal libraries have it: float, batches in order, sgd, softmax and cross-entropy for
 * several outputs, squared error for one. Built with -O3 for the machine it runs on.
 *
 *     small_loop ACTIVATION ROWS EPOCHS BATCH INPUTS UNITS... OUTPUTS
 *
 * Prints the seconds of an epoch, the fastest of five tries. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_LAYERS = 32, TRIES = 5 };

typedef struct layer {
    int inputs, units;
    float *w; /* (units, inputs) */
    float *b;
    float *grad_w, *grad_b;
    float *a, *delta; /* (units) of the row at hand */
} layer;

typedef struct net {
    int n_layers;
    int is_relu;
    layer layers[MOST_LAYERS];
} net;

static float *allocate(int count) {
    float *numbers = calloc((size_t)count, sizeof *numbers);
    if (!numbers) {
        fprintf(stderr, "small_loop: no memory\n");
        exit(1);
    }
    return numbers;
}

static void create_layer(layer *it, int inputs, int units) {
    *it = (layer){.inputs = inputs, .units = units};
    it->w = allocate(units * inputs);
    it->b = allocate(units);
    it->grad_w = allocate(units * inputs);
    it->grad_b = allocate(units);
    it->a = allocate(units);
    it->delta = allocate(units);
    for (int i = 0; i < units * inputs; i++) {
        it->w[i] = ((float)rand() / (float)RAND_MAX - 0.5F) * 2 / sqrtf((float)inputs);
    }
}

static void forward(net *it, const float *x) {
    for (int l = 0; l < it->n_layers; l++) {
        layer *at = &it->layers[l];
        for (int j = 0; j < at->units; j++) {
            float z = at->b[j];
            for (int k = 0; k < at->inputs; k++) {
                z += at->w[j * at->inputs + k] * x[k];
            }
            if (l + 1 == it->n_layers) {
                at->a[j] = z;
            } else {
                at->a[j] = !it->is_relu ? tanhf(z) : z > 0 ? z : 0;
            }
        }
        x = at->a;
    }
}

/* Softmax minus truth for several outputs, the error for one. */
static void find_top_delta(layer *top, int label, float target) {
    float sum = 0;
    float max = top->a[0];
    if (top->units == 1) {
        top->delta[0] = 2 * (top->a[0] - target);
        return;
    }
    for (int j = 1; j < top->units; j++) {
        max = top->a[j] > max ? top->a[j] : max;
    }
    for (int j = 0; j < top->units; j++) {
        top->delta[j] = expf(top->a[j] - max);
        sum += top->delta[j];
    }
    for (int j = 0; j < top->units; j++) {
        top->delta[j] = top->delta[j] / sum - (j == label ? 1 : 0);
    }
}

static void send_down(const net *it, const layer *from, layer *to) {
    memset(to->delta, 0, (size_t)to->units * sizeof *to->delta);
    for (int j = 0; j < from->units; j++) {
        for (int k = 0; k < from->inputs; k++) {
            to->delta[k] += from->delta[j] * from->w[j * from->inputs + k];
        }
    }
    for (int k = 0; k < to->units; k++) {
        const float a = to->a[k];
        to->delta[k] *= !it->is_relu ? 1 - a * a : a > 0 ? 1 : 0;
    }
}

static void backward(net *it, const float *x) {
    for (int l = it->n_layers - 1; l >= 0; l--) {
        layer *at = &it->layers[l];
        const float *input = l > 0 ? at[-1].a : x;
        for (int j = 0; j < at->units; j++) {
            for (int k = 0; k < at->inputs; k++) {
                at->grad_w[j * at->inputs + k] += at->delta[j] * input[k];
            }
            at->grad_b[j] += at->delta[j];
        }
        if (l > 0) {
            send_down(it, at, at - 1);
        }
    }
}

static void step(net *it, float rate) {
    for (int l = 0; l < it->n_layers; l++) {
        layer *at = &it->layers[l];
        for (int i = 0; i < at->units * at->inputs; i++) {
            at->w[i] -= rate * at->grad_w[i];
            at->grad_w[i] = 0;
        }
        for (int j = 0; j < at->units; j++) {
            at->b[j] -= rate * at->grad_b[j];
            at->grad_b[j] = 0;
        }
    }
}

static void run_epoch(net *it, const float *x, int rows, int batch) {
    const int inputs = it->layers[0].inputs;
    layer *top = &it->layers[it->n_layers - 1];
    for (int first = 0; first < rows; first += batch) {
        const int end = first + batch < rows ? first + batch : rows;
        for (int i = first; i < end; i++) {
            forward(it, x + i * inputs);
            find_top_delta(top, i % top->units, x[i * inputs]);
            backward(it, x + i * inputs);
        }
        step(it, 0.01F / (float)(end - first));
    }
}

static double read_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
    net it = {.n_layers = argc - 6};
    if (argc < 7 || it.n_layers > MOST_LAYERS) {
        fprintf(stderr, "usage: small_loop ACTIVATION ROWS EPOCHS BATCH INPUTS UNITS...\n");
        return 2;
    }
    const int rows = atoi(argv[2]);
    const int epochs = atoi(argv[3]);
    const int inputs = atoi(argv[5]);
    it.is_relu = strcmp(argv[1], "relu") == 0;
    for (int l = 0; l < it.n_layers; l++) {
        create_layer(&it.layers[l], atoi(argv[5 + l]), atoi(argv[6 + l]));
    }
    float *x = allocate(rows * inputs);
    for (int i = 0; i < rows * inputs; i++) {
        x[i] = (float)rand() / (float)RAND_MAX;
    }
    double best = INFINITY;
    for (int t = 0; t < TRIES; t++) {
        const double start = read_clock();
        for (int e = 0; e < epochs; e++) {
            run_epoch(&it, x, rows, atoi(argv[4]));
        }
        best = fmin(best, (read_clock() - start) / epochs);
    }
    printf("%.6g\n", best);
    return 0;
}
