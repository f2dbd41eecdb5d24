/* The trainings of the benchmark in FANN, whose batches are always all rows: tanh, or
 * its piecewise linear unit for relu, squared error. The nearest that FANN has.
 *
 *     peer_fann ACTIVATION ROWS EPOCHS BATCH INPUTS UNITS... OUTPUTS
 *
 * Prints the seconds of an epoch, the fastest of five tries. */
#include <floatfann.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_LAYERS = 32, TRIES = 5 };

static double read_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct fann_train_data *make_rows(unsigned rows, unsigned inputs, unsigned outputs) {
    struct fann_train_data *data = fann_create_train(rows, inputs, outputs);
    for (unsigned i = 0; i < rows; i++) {
        for (unsigned k = 0; k < inputs; k++) {
            data->input[i][k] = (float)rand() / (float)RAND_MAX;
        }
        for (unsigned j = 0; j < outputs; j++) {
            data->output[i][j] = j == i % outputs ? 1 : 0;
        }
    }
    return data;
}

int main(int argc, char **argv) {
    unsigned sizes[MOST_LAYERS];
    const int n = argc - 5;
    if (n < 2 || n > MOST_LAYERS) {
        fprintf(stderr, "usage: peer_fann ACTIVATION ROWS EPOCHS BATCH INPUTS UNITS...\n");
        return 2;
    }
    for (int l = 0; l < n; l++) {
        sizes[l] = (unsigned)atoi(argv[5 + l]);
    }
    const int epochs = atoi(argv[3]);
    struct fann *net = fann_create_standard_array((unsigned)n, sizes);
    struct fann_train_data *data = make_rows((unsigned)atoi(argv[2]), sizes[0], sizes[n - 1]);
    const int is_relu = strcmp(argv[1], "relu") == 0;
    fann_set_activation_function_hidden(net, is_relu ? FANN_LINEAR_PIECE : FANN_SIGMOID_SYMMETRIC);
    fann_set_activation_function_output(net, sizes[n - 1] > 1 ? FANN_SIGMOID : FANN_LINEAR);
    fann_set_training_algorithm(net, FANN_TRAIN_BATCH);
    double best = INFINITY;
    for (int t = 0; t < TRIES; t++) {
        const double start = read_clock();
        for (int e = 0; e < epochs; e++) {
            fann_train_epoch(net, data);
        }
        best = fmin(best, (read_clock() - start) / epochs);
    }
    printf("%.6g\n", best);
    fann_destroy_train(data);
    fann_destroy(net);
    return 0;
}
