/* What the report shows beyond the files' numbers: samples of the network's
 * answers and of its activations. All borrowed. */
#ifndef NNT_OUTPUT_REPORT_SAMPLES_H
#define NNT_OUTPUT_REPORT_SAMPLES_H

#include "data/dataset.h"

/* An activation and its slope over n points. */
typedef struct nnt_activation_curve {
    const char *name;
    size_t n;
    const double *z, *value, *slope;
} nnt_activation_curve;

/* Answers of a network with one or two inputs over a grid; none when n_points is 0.
 *   axes     (n_points) values of each input, rising, in the data's own units
 *   answers  (n_points ^ n_inputs, n_outputs); the first input changes fastest */
typedef struct nnt_answer_grid {
    size_t n_points;
    const double *axes[2];
    const double *answers;
} nnt_answer_grid;

/* Rows of a part by true and predicted class; none when `counts` is NULL.
 *   counts  (n_outputs, n_outputs): truth, then prediction */
typedef struct nnt_confusion {
    const char *part; /* "validation" */
    size_t n_rows;
    const size_t *counts;
} nnt_confusion;

typedef struct nnt_report_samples {
    nnt_view rows; /* that were trained on */
    nnt_answer_grid grid;
    nnt_confusion confusion;
    const nnt_activation_curve *curves; /* (n_curves) a curve per activation of the hidden layers */
    size_t n_curves;
} nnt_report_samples;

#endif
