/* Passes in blocks: a job of the pool for each layer. */
#include "nn/shared_pass.h"

#include "kernel/grid.h"
#include "kernel/matrix.h"
#include "kernel/vector.h"
#include "nn/kink_sides.h"
#include <math.h>

/* A layer while a pass is at it. */
typedef struct layer_job {
    const nnt_network *network;
    const nnt_workspace *workspace;
    size_t layer;
    nnt_dense size;
    const real *input;
    real *gradient;      /* backward only, like the rest */
    nnt_grid of_inputs;  /* blocks of what arrives at the layer below; none below the first */
    nnt_grid of_weights; /* … and of the gradient of the weights */
    bool applies_slopes; /* of the layer below: else the caller has to */
} layer_job;

static layer_job
take_layer(const nnt_network *network, const nnt_workspace *workspace, size_t layer, size_t n) {
    const nnt_layer *it = &network->layers[layer];
    return (layer_job){.network = network,
                       .workspace = workspace,
                       .layer = layer,
                       .size = {n, it->inputs, it->units}};
}

/* ---- pieces of a block ------------------------------------------------------------ */

/* What lies side by side in a block of rows of `width` numbers: a row of it, or all. */
typedef struct strides {
    size_t n_pieces, length, first, step;
} strides;

static strides find_pieces(const nnt_block *block, size_t width) {
    strides it = {.n_pieces = block->n_rows,
                  .length = block->n_columns,
                  .first = block->row * width + block->column,
                  .step = width};
    if (block->n_columns == width) {
        it.n_pieces = 1;
        it.length *= block->n_rows;
    }
    return it;
}

/* ---- forward ---------------------------------------------------------------------- */

static void activate(const layer_job *job, size_t at, size_t n) {
    const nnt_layer *layer = &job->network->layers[job->layer];
    const nnt_layer_pass *pass = &job->workspace->layers[job->layer];
    const nnt_dropout_layer *dropout = nnt_workspace_dropout(job->workspace, job->layer);
    nnt_activation_apply(layer->activation, n, nnt_layer_option(job->network, layer), pass->z + at,
                         pass->a + at, pass->slope ? pass->slope + at : NULL);
    if (job->workspace->sides && job->workspace->sides[job->layer]) {
        nnt_kink_sides_hold(layer, nnt_layer_option(job->network, layer), n,
                            job->workspace->sides[job->layer] + at, pass->z + at, pass->a + at);
    }
    for (size_t i = at; dropout && i < at + n; i++) {
        dropout->kept[i] = pass->a[i] * dropout->mask[i];
    }
}

static void forward_block(void *context, size_t part) {
    const layer_job *job = context;
    const nnt_layer *layer = &job->network->layers[job->layer];
    const nnt_layer_pass *pass = &job->workspace->layers[job->layer];
    const real *parameters = job->network->parameters;
    const nnt_block block = nnt_grid_block(&job->of_weights, part);
    nnt_affine_block(&job->size, &block, job->input, parameters + layer->weight_at,
                     parameters + layer->bias_at, pass->z);
    if (job->layer + 1 < job->network->n_layers) {
        const strides it = find_pieces(&block, layer->units);
        for (size_t i = 0; i < it.n_pieces; i++) {
            activate(job, it.first + i * it.step, it.length);
        }
    }
}

void nnt_shared_forward(const nnt_network *network,
                        size_t n,
                        const real *x,
                        nnt_workspace *workspace) {
    const size_t n_threads = nnt_pool_count(workspace->pool);
    for (size_t l = 0; l < network->n_layers; l++) {
        layer_job job = take_layer(network, workspace, l, n);
        job.input = l > 0 ? nnt_workspace_output(workspace, l - 1) : x;
        job.of_weights = nnt_grid_cut(n, job.size.out, job.size.in, n_threads);
        nnt_pool_run(workspace->pool, job.of_weights.n_blocks, forward_block, &job);
    }
}

/* ---- backward --------------------------------------------------------------------- */

static void find_weight_gradient(const layer_job *job, size_t index) {
    const nnt_layer *layer = &job->network->layers[job->layer];
    const real *delta = job->workspace->layers[job->layer].delta;
    const nnt_block block = nnt_grid_block(&job->of_weights, index);
    nnt_weight_gradient_block(&job->size, &block, job->input, delta,
                              job->gradient + layer->weight_at);
    if (block.row == 0) {
        nnt_bias_gradient_block(&job->size, &block, delta, job->gradient + layer->bias_at);
    }
}

/* Slopes of the layer below act on some of what has arrived there. */
static void apply_slopes(const layer_job *job, size_t at, size_t n) {
    const nnt_layer *below = &job->network->layers[job->layer - 1];
    const nnt_layer_pass *to = &job->workspace->layers[job->layer - 1];
    nnt_activation_apply_slope(below->activation, n, nnt_layer_option(job->network, below),
                               to->z + at, to->a + at, to->slope ? to->slope + at : NULL,
                               to->delta + at);
}

static void find_arriving(const layer_job *job, size_t index) {
    const nnt_layer *layer = &job->network->layers[job->layer];
    const nnt_dropout_layer *dropout = nnt_workspace_dropout(job->workspace, job->layer - 1);
    real *arriving = job->workspace->layers[job->layer - 1].delta;
    const nnt_block block = nnt_grid_block(&job->of_inputs, index);
    const strides it = find_pieces(&block, layer->inputs);
    nnt_input_gradient_block(&job->size, &block, job->workspace->layers[job->layer].delta,
                             job->network->parameters + layer->weight_at, arriving);
    for (size_t p = 0; p < it.n_pieces; p++) {
        const size_t at = it.first + p * it.step;
        for (size_t i = at; dropout && i < at + it.length; i++) {
            arriving[i] *= dropout->mask[i];
        }
        if (job->applies_slopes) {
            apply_slopes(job, at, it.length);
        }
    }
}

/* The layer below waits for what arrives there, so that goes first. */
static void backward_block(void *context, size_t part) {
    const layer_job *job = context;
    if (part < job->of_inputs.n_blocks) {
        find_arriving(job, part);
    } else {
        find_weight_gradient(job, part - job->of_inputs.n_blocks);
    }
}

/* What is summed over all that has arrived is summed before slopes act on it. */
static void sum_arriving(const layer_job *job, double *arriving) {
    const nnt_layer *below = &job->network->layers[job->layer - 1];
    const nnt_layer_pass *to = &job->workspace->layers[job->layer - 1];
    const size_t n = job->size.n * below->units;
    if (arriving) {
        arriving[job->layer - 1] = sqrt(nnt_vector_sum_squares(n, to->delta));
    }
    if (below->n_learned > 0) {
        below->activation->learn(n, nnt_layer_option(job->network, below), to->z, to->delta,
                                 job->gradient + below->learned_at);
    }
    apply_slopes(job, 0, n);
}

void nnt_shared_backward(const nnt_network *network,
                         size_t n,
                         const real *x,
                         nnt_workspace *workspace,
                         real *gradient,
                         double *arriving) {
    const size_t n_threads = nnt_pool_count(workspace->pool);
    if (arriving) {
        arriving[network->n_layers - 1] = 0;
    }
    for (size_t l = network->n_layers; l-- > 0;) {
        layer_job job = take_layer(network, workspace, l, n);
        job.input = l > 0 ? nnt_workspace_output(workspace, l - 1) : x;
        job.gradient = gradient;
        job.of_weights = nnt_grid_cut(job.size.in, job.size.out, n, n_threads);
        if (l > 0) {
            job.of_inputs = nnt_grid_cut(n, job.size.in, job.size.out, n_threads);
            job.applies_slopes = !arriving && network->layers[l - 1].n_learned == 0;
        }
        nnt_pool_run(workspace->pool, job.of_inputs.n_blocks + job.of_weights.n_blocks,
                     backward_block, &job);
        if (l > 0 && !job.applies_slopes) {
            sum_arriving(&job, arriving);
        }
    }
}
