/* Samples of a trained network for the pictures of its report. */
#ifndef NNT_EXPERIMENT_RUN_SAMPLES_H
#define NNT_EXPERIMENT_RUN_SAMPLES_H

#include "engine/engine.h"
#include "output/model_layer.h"
#include "output/report_samples.h"

/* What is to be sampled; all borrowed. */
typedef struct nnt_sampled_run {
    const nnt_engine *engine;
    const nnt_network_spec *network;
    const nnt_training_spec *training;
    const nnt_problem *problem;
    const nnt_model_layer *layers; /* (n_layers) what was trained */
    nnt_pool *pool;                /* threads that help; NULL: none */
} nnt_sampled_run;

/* Samples with the memory that they borrow from. Start with all fields zero. */
typedef struct nnt_run_samples {
    nnt_report_samples face;
    struct nnt_samples_memory *memory;
} nnt_run_samples;

/* On failure *samples can still be cleared. */
NNT_MUST_CHECK nnt_status nnt_run_samples_take(const nnt_sampled_run *run,
                                               nnt_run_samples *samples,
                                               nnt_error *error);
void nnt_run_samples_clear(nnt_run_samples *samples);

/* An activation from z = -5 to 5; `values` has room for NNT_CURVE_POINTS three
 * times, for z, f(z) and f'(z), which the curve borrows. */
enum { NNT_CURVE_POINTS = 201 };
nnt_activation_curve
nnt_activation_curve_take(const nnt_engine *engine, const nnt_choice *activation, double *values);

#endif
