/* Moments, noise, correlation and dead units, layer by layer. */
#include "theory/forward_pass.h"

#include "base/memory.h"
#include "theory/dead_units.h"
#include <math.h>

/* The first layer's units are drawn from their own law, on more rows than others,
 * unless there are many inputs: then z is normal by the central limit theorem. */
enum { FIRST_LAYER_ROWS = 512, FIRST_LAYER_INPUTS = 32 };

typedef struct walk {
    const nnt_theory_network *network;
    const nnt_theory_data *data;
    nnt_row_kernel kernel;
    nnt_dead_units units;
} walk;

static nnt_status allocate(size_t n_hidden, size_t n, nnt_forward_pass *pass, nnt_error *error) {
    size_t n_values = 0;
    *pass = (nnt_forward_pass){.n_hidden = n_hidden, .n = n};
    if (nnt_size_multiply(n_hidden, n, &n_values)) {
        pass->slope_square = nnt_allocate(n_values, sizeof(double));
        pass->input_square = nnt_allocate(n_values, sizeof(double));
        pass->noise = nnt_allocate(n_hidden, sizeof *pass->noise);
    }
    if (!pass->slope_square || !pass->input_square || !pass->noise) {
        nnt_forward_pass_clear(pass);
        return nnt_error_set(error, NNT_ERR_MEMORY,
                             "no memory for theory's %zu hidden layers of %zu rows", n_hidden, n);
    }
    return NNT_OK;
}

void nnt_forward_pass_clear(nnt_forward_pass *pass) {
    nnt_free(pass->slope_square);
    nnt_free(pass->input_square);
    nnt_free(pass->noise);
    *pass = (nnt_forward_pass){0};
}

static void add_noise(nnt_layer_noise *sum, nnt_layer_noise part, double weight) {
    sum->units += weight * part.units;
    sum->backward += weight * part.backward;
    sum->forward += weight * part.forward;
    sum->mixed += weight * part.mixed;
    sum->carry += weight * part.carry;
    sum->slope_growth += weight * part.slope_growth;
}

/* What the layer's moments say of its noise and of the way back. */
static void keep_moments(const walk *it, size_t l, nnt_forward_pass *pass) {
    const nnt_theory_layer *next = &it->network->layers[l + 1];
    const double units = (double)next->inputs;
    const double gain = units * next->weight_deviation * next->weight_deviation;
    const double bias_variance = next->bias_deviation * next->bias_deviation;
    for (size_t i = 0; i < pass->n; i++) {
        const nnt_theory_moments *moments = &it->kernel.moments[i];
        const double forward = gain * moments->square;
        const double share = forward > 0 ? forward / (forward + bias_variance) : 0;
        pass->slope_square[l * pass->n + i] = moments->slope_square;
        pass->input_square[l * pass->n + i] = it->kernel.input_square[i];
        add_noise(&pass->noise[l], nnt_layer_noise_find(moments, units, share),
                  1 / (double)pass->n);
    }
}

static nnt_status find_dead(walk *it, size_t l, nnt_theory_row *row, nnt_error *error) {
    const nnt_theory_layer *layer = &it->network->layers[l];
    const size_t n = it->data->n_rows;
    if (l == 0 && layer->inputs <= FIRST_LAYER_INPUTS) {
        return nnt_first_dead_share(layer, it->data, n < FIRST_LAYER_ROWS ? n : FIRST_LAYER_ROWS,
                                    &row->dead_fraction, error);
    }
    return nnt_dead_units_share(&it->units, &it->kernel, &layer->function, n, &row->dead_fraction,
                                error);
}

static nnt_status walk_layers(walk *it,
                              size_t first_dead,
                              const nnt_theory_prediction *prediction,
                              nnt_forward_pass *pass,
                              nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t l = 0; l < pass->n_hidden && status == NNT_OK; l++) {
        if (!nnt_row_kernel_is_finite(&it->kernel)) {
            break;
        }
        nnt_theory_row *row = &prediction->layers[l];
        row->preactivation_rms = sqrt(nnt_row_kernel_square(&it->kernel));
        row->correlation = nnt_row_kernel_correlation(&it->kernel);
        if (l + 1 < pass->n_hidden) {
            nnt_row_kernel_look(&it->kernel, &it->network->layers[l].function);
        } else {
            nnt_row_kernel_look_last(&it->kernel, &it->network->layers[l].function);
        }
        keep_moments(it, l, pass);
        if (l >= first_dead) {
            status = find_dead(it, l, row, error);
        }
        if (l + 1 < pass->n_hidden) {
            nnt_row_kernel_advance(&it->kernel, &it->network->layers[l + 1]);
        }
        pass->n_finite = l + 1;
    }
    return status;
}

nnt_status nnt_forward_pass_run(const nnt_theory_network *network,
                                const nnt_theory_data *data,
                                size_t first_dead,
                                const nnt_theory_prediction *prediction,
                                nnt_forward_pass *pass,
                                nnt_error *error) {
    const size_t n = prediction->n_rows;
    walk it = {.network = network, .data = data};
    nnt_status status = allocate(prediction->n_hidden, n, pass, error);
    if (status == NNT_OK) {
        status = nnt_row_kernel_create(&network->layers[0], data, n, &it.kernel, error);
    }
    if (status == NNT_OK) {
        status = nnt_dead_units_create(n, &it.units, error);
    }
    if (status == NNT_OK) {
        status = walk_layers(&it, first_dead, prediction, pass, error);
    }
    if (status != NNT_OK) {
        nnt_forward_pass_clear(pass);
    }
    nnt_row_kernel_clear(&it.kernel);
    nnt_dead_units_clear(&it.units);
    return status;
}
