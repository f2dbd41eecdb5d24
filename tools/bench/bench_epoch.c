/* Time of an epoch of the small workloads, without start and files:
 * bench_epoch [WORKLOAD] [seconds per workload]
 *
 * Stretches of some epochs are timed, and the fastest is printed: on a machine that is
 * busy with other things, too, a few of them run undisturbed. */
#include "base/memory.h"
#include "base/rng.h"
#include "train/trainer.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_LAYERS = 22 };

typedef struct workload {
    const char *name;
    nnt_task task;
    size_t rows, batch, inputs, hidden, units, outputs;
    const char *activation;
    size_t stretch; /* epochs */
} workload;

static const workload workloads[] = {
    {"xor", NNT_TASK_CLASSIFICATION, 4, 4, 2, 1, 8, 2, "relu", 500},
    {"spiral", NNT_TASK_CLASSIFICATION, 1500, 32, 2, 2, 32, 3, "relu", 1},
    {"deep", NNT_TASK_CLASSIFICATION, 1500, 32, 2, 20, 32, 3, "tanh", 1},
    {"sine", NNT_TASK_REGRESSION, 1024, 64, 1, 2, 64, 1, "tanh", 1},
};

typedef struct stopwatch {
    size_t stretch;
    double started, best;
    double end; /* by the clock */
    int is_over;
} stopwatch;

static double read_clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void note(void *context, const nnt_progress *progress) {
    stopwatch *watch = context;
    if (progress->event != NNT_PROGRESS_EPOCH || progress->epoch % watch->stretch != 0) {
        return;
    }
    const double now = read_clock();
    if (watch->started > 0) {
        watch->best = fmin(watch->best, (now - watch->started) / (double)watch->stretch);
    }
    watch->is_over = now > watch->end;
    watch->started = read_clock();
}

static void require(nnt_status status, const nnt_error *error) {
    if (status) {
        fprintf(stderr, "bench_epoch: %s\n", error->message);
        exit(1);
    }
}

static nnt_network make_network(const workload *it) {
    nnt_layer_spec layers[MOST_LAYERS] = {0};
    for (size_t l = 0; l <= it->hidden; l++) {
        layers[l].units = l < it->hidden ? it->units : it->outputs;
        layers[l].activation.name = l < it->hidden ? it->activation : "linear";
    }
    const nnt_network_spec spec = {it->inputs, it->hidden + 1, layers};
    nnt_network network;
    nnt_error error;
    require(nnt_network_create(&spec, &network, &error), &error);
    nnt_rng rng = nnt_rng_stream(1, "bench", 0);
    for (size_t l = 0; l < network.n_layers; l++) {
        const nnt_layer *layer = &network.layers[l];
        const double bound = sqrt(3 / (double)layer->inputs);
        for (size_t i = 0; i < layer->inputs * layer->units; i++) {
            network.parameters[layer->weight_at + i] =
                (real)(bound * (2 * nnt_rng_uniform(&rng) - 1));
        }
    }
    return network;
}

static nnt_dataset make_data(const workload *it) {
    nnt_dataset data;
    nnt_error error;
    nnt_rng rng = nnt_rng_stream(2, "bench", 0);
    require(nnt_dataset_create(it->task, NNT_STORAGE_F64, it->rows, it->inputs, it->outputs, &data,
                               &error),
            &error);
    double *x = data.features;
    for (size_t i = 0; i < it->rows * it->inputs; i++) {
        x[i] = 2 * nnt_rng_uniform(&rng) - 1;
    }
    for (size_t i = 0; i < it->rows; i++) {
        if (data.labels) {
            data.labels[i] = (uint32_t)nnt_rng_below(&rng, (uint32_t)it->outputs);
        } else {
            data.targets[i] = sin(3 * x[i]);
        }
    }
    return data;
}

static double time_epoch(const workload *it, double seconds) {
    nnt_error error;
    nnt_scaling features, targets;
    nnt_dataset data = make_data(it);
    nnt_network network = make_network(it);
    require(nnt_scaling_identity(it->inputs, &features, &error), &error);
    require(nnt_scaling_identity(it->outputs, &targets, &error), &error);
    uint32_t *rows = nnt_allocate(it->rows, sizeof *rows);
    for (size_t i = 0; rows && i < it->rows; i++) {
        rows[i] = (uint32_t)i;
    }
    const nnt_problem problem = {.parts = {{&data, rows, it->rows}},
                                 .features = &features,
                                 .targets = it->task == NNT_TASK_REGRESSION ? &targets : NULL};
    nnt_training_spec spec = {
        .task = it->task, .epochs = 2000000, .batch_size = it->batch, .shuffle = true, .seed = 1};
    spec.loss.name = it->task == NNT_TASK_REGRESSION ? "mse" : "cross_entropy";
    spec.optimizer.name = "sgd";
    spec.optimizer.values[0] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = 0.01};
    spec.schedule.name = "constant";
    nnt_trainer trainer;
    require(nnt_trainer_create(&spec, &problem, &network, &trainer, &error), &error);
    stopwatch watch = {.stretch = it->stretch, .best = INFINITY, .end = read_clock() + seconds};
    const nnt_listener listener = {
        .on_progress = note, .context = &watch, .interrupt = &watch.is_over};
    nnt_outcome outcome;
    nnt_trainer_run(&trainer, &listener, &outcome);
    nnt_trainer_clear(&trainer);
    nnt_network_clear(&network);
    nnt_dataset_clear(&data);
    nnt_scaling_clear(&features);
    nnt_scaling_clear(&targets);
    nnt_free(rows);
    return watch.best;
}

int main(int argc, char **argv) {
    const double seconds = argc > 2 ? atof(argv[2]) : 1;
    for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
        const workload *it = &workloads[i];
        if (argc < 2 || strcmp(argv[1], it->name) == 0) {
            printf("%-8s %10.4g us an epoch\n", it->name, 1e6 * time_epoch(it, seconds));
        }
    }
    return 0;
}
