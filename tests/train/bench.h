/* A small network on small data, and the trainer that trains it. */
#ifndef NNT_TESTS_TRAIN_BENCH_H
#define NNT_TESTS_TRAIN_BENCH_H

#include "support/small_network.h"
#include "support/small_problem.h"
#include "train/trainer.h"

enum { TRAIN_ROWS = 30 };

typedef struct bench {
    small_problem problem;
    nnt_network network;
    nnt_trainer trainer;
    nnt_outcome outcome;
} bench;

/* Everything but the trainer, so that weights and data can still be changed. */
static inline void
open_network(nnt_task task, const char *activation, size_t n_validation, bench *it) {
    make_small_problem(task, TRAIN_ROWS, n_validation, &it->problem);
    it->network = small_network(activation, it->problem.data.n_outputs);
    fill_small_network(&it->network, 5);
}

static inline void open_trainer(const nnt_training_spec *spec, bench *it) {
    nnt_error error = {0};
    cr_assert(nnt_trainer_create(spec, &it->problem.problem, &it->network, &it->trainer, &error) ==
                  NNT_OK,
              "%s", error.message);
}

static inline void run_bench(bench *it) {
    const nnt_listener nobody = {0};
    nnt_trainer_run(&it->trainer, &nobody, &it->outcome);
}

static inline void close_bench(bench *it) {
    nnt_trainer_clear(&it->trainer);
    nnt_network_clear(&it->network);
    free_small_problem(&it->problem);
}

#endif
