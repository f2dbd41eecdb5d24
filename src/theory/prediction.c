/* The prediction of theory.h: forward through the kernel, back through the slopes. */
#include "theory/prediction.h"

#include "base/exact_math.h"
#include "base/memory.h"
#include "theory/forward_pass.h"
#include "theory/theory_check.h"
#include <math.h>

static const double merged_correlation = 0.99;

static nnt_theory_row make_unknown_row(void) {
    const double unknown = (double)NAN;
    return (nnt_theory_row){.preactivation_rms = (double)INFINITY,
                            .delta_norm = unknown,
                            .delta_norm_low = unknown,
                            .delta_norm_high = unknown,
                            .gradient_norm = unknown,
                            .slope_factor = unknown,
                            .weight_factor = unknown,
                            .chi = unknown,
                            .correlation = unknown,
                            .dead_fraction = unknown};
}

static nnt_status create_prediction(const nnt_theory_network *network,
                                    size_t n_rows,
                                    nnt_theory_prediction *prediction,
                                    nnt_error *error) {
    const size_t n_hidden = network->n_layers - 1;
    *prediction = (nnt_theory_prediction){.n_rows = n_rows, .n_hidden = n_hidden};
    prediction->layers = nnt_allocate(n_hidden, sizeof *prediction->layers);
    if (!prediction->layers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for theory's %zu hidden layers",
                             n_hidden);
    }
    for (size_t l = 0; l < n_hidden; l++) {
        prediction->layers[l] = make_unknown_row();
    }
    return NNT_OK;
}

/* chi and its parts: how |delta| changes from layer l+1 to l, with slopes that are the
 * rows' mean. */
static void fill_factors(const nnt_theory_network *network,
                         const nnt_forward_pass *pass,
                         const nnt_theory_prediction *prediction) {
    for (size_t l = 0; l < pass->n_finite; l++) {
        const nnt_theory_layer *next = &network->layers[l + 1];
        nnt_theory_row *row = &prediction->layers[l];
        double sum = 0;
        for (size_t i = 0; i < pass->n; i++) {
            sum += pass->slope_square[l * pass->n + i];
        }
        row->slope_factor = sqrt(sum / (double)pass->n);
        row->weight_factor = sqrt((double)next->inputs) * next->weight_deviation;
        row->chi = row->slope_factor * row->slope_factor * row->weight_factor * row->weight_factor;
    }
}

/* Sums over the rows of |delta|^2, and of |delta|^2 |a[l-1]|^2. */
typedef struct squares {
    double delta, gradient;
} squares;

static squares find_squares(const nnt_forward_pass *pass, size_t l, const double *delta_square) {
    squares sum = {0};
    for (size_t i = 0; i < pass->n; i++) {
        sum.delta += delta_square[i];
        sum.gradient += delta_square[i] * pass->input_square[l * pass->n + i];
    }
    return sum;
}

static double find_ratio(double square, double of) {
    return of > 0 ? sqrt(square / of) : (double)NAN;
}

/* From the last hidden layer to the first: every row has its own product of slopes.
 * The loss sends every row the same |delta| through the output layer. */
static void fill_deltas(const nnt_forward_pass *pass,
                        const nnt_theory_prediction *prediction,
                        double *delta_square) {
    const size_t n = pass->n, last = pass->n_hidden - 1;
    squares at_last = {0};
    for (size_t l = pass->n_hidden; l-- > 0;) {
        nnt_theory_row *row = &prediction->layers[l];
        const double gain = l == last ? 1 : row->weight_factor * row->weight_factor;
        for (size_t i = 0; i < n; i++) {
            const double after = l == last ? 1 : delta_square[i];
            delta_square[i] = after * gain * pass->slope_square[l * n + i];
        }
        const squares here = find_squares(pass, l, delta_square);
        at_last = l == last ? here : at_last;
        const nnt_band band = nnt_band_find(pass->noise, l, last);
        row->delta_norm = find_ratio(here.delta, at_last.delta);
        row->gradient_norm = find_ratio(here.gradient, at_last.gradient);
        row->delta_norm_low = row->delta_norm * nnt_exact_exp(band.median - 2 * band.deviation);
        row->delta_norm_high = row->delta_norm * nnt_exact_exp(band.median + 2 * band.deviation);
    }
}

/* One row alone has nothing to merge with. */
static size_t find_merged_layer(const nnt_forward_pass *pass,
                                const nnt_theory_prediction *prediction) {
    for (size_t l = 0; l < pass->n_finite && pass->n > 1; l++) {
        if (prediction->layers[l].correlation > merged_correlation) {
            return l + 1;
        }
    }
    return 0;
}

static nnt_status fill_prediction(const nnt_theory_network *network,
                                  const nnt_forward_pass *pass,
                                  nnt_theory_prediction *prediction,
                                  nnt_error *error) {
    double *delta_square = nnt_allocate(pass->n, sizeof *delta_square);
    if (!delta_square) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu rows", pass->n);
    }
    fill_factors(network, pass, prediction);
    if (pass->n_hidden > 0 && pass->n_finite == pass->n_hidden) {
        fill_deltas(pass, prediction, delta_square);
    }
    prediction->merged_layer = find_merged_layer(pass, prediction);
    nnt_free(delta_square);
    return NNT_OK;
}

nnt_status nnt_prediction_find(const nnt_theory_network *network,
                               const nnt_theory_data *data,
                               size_t n_rows,
                               size_t first_dead,
                               nnt_theory_prediction *prediction,
                               nnt_error *error) {
    nnt_forward_pass pass = {0};
    nnt_status status = create_prediction(network, n_rows, prediction, error);
    if (status == NNT_OK) {
        status = nnt_forward_pass_run(network, data, first_dead, prediction, &pass, error);
    }
    if (status == NNT_OK) {
        status = fill_prediction(network, &pass, prediction, error);
    }
    if (status != NNT_OK) {
        nnt_theory_prediction_clear(prediction);
    }
    nnt_forward_pass_clear(&pass);
    return status;
}

nnt_status nnt_theory_predict(const nnt_theory_network *network,
                              const nnt_theory_data *data,
                              size_t most_rows,
                              nnt_theory_prediction *prediction,
                              nnt_error *error) {
    *prediction = (nnt_theory_prediction){0};
    const nnt_status status = nnt_theory_check(network, data, error);
    if (status != NNT_OK) {
        return status;
    }
    const size_t n_rows = nnt_theory_choose_rows(data->n_rows, most_rows);
    return nnt_prediction_find(network, data, n_rows, 0, prediction, error);
}

void nnt_theory_prediction_clear(nnt_theory_prediction *prediction) {
    nnt_free(prediction->layers);
    *prediction = (nnt_theory_prediction){0};
}
