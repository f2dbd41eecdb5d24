/* The loss over all training rows as a function of the free parameters. */
#include "train/solving.h"

#include "base/memory.h"
#include "train/step.h"
#include <float.h>
#include <string.h>

/* ---- free parameters and blocks --------------------------------------------------- */

static size_t list_part(size_t at, size_t length, size_t *places) {
    for (size_t i = 0; places && i < length; i++) {
        places[i] = at + i;
    }
    return length;
}

/* Where the free parameters are in a block: places (n), or NULL to count them. */
static size_t list_places(const nnt_network *network, size_t *places) {
    size_t n = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *it = &network->layers[l];
        if (!it->is_frozen) {
            n += list_part(it->weight_at, it->inputs * it->units, places ? places + n : NULL);
            n += list_part(it->bias_at, it->units, places ? places + n : NULL);
            n += list_part(it->learned_at, it->n_learned, places ? places + n : NULL);
        }
    }
    return n;
}

static void pack(const nnt_trainer *trainer, const real *block, double *x) {
    const nnt_solving *it = &trainer->solving;
    for (size_t i = 0; i < it->n; i++) {
        x[i] = (double)block[it->places[i]];
    }
}

static void unpack(const nnt_trainer *trainer, const double *x, real *block) {
    const nnt_solving *it = &trainer->solving;
    for (size_t i = 0; i < it->n; i++) {
        block[it->places[i]] = (real)x[i];
    }
}

/* ---- the objective ---------------------------------------------------------------- */

static void locate(void *context, double *x) {
    const nnt_trainer *trainer = context;
    pack(trainer, trainer->network->parameters, x);
}

static void go(void *context, const double *x) {
    const nnt_trainer *trainer = context;
    unpack(trainer, x, trainer->network->parameters);
}

/* decay/2 |x|^2 at the present parameters, and its gradient. */
static double add_decay(const nnt_trainer *trainer, double *gradient) {
    const double decay = nnt_step_weight_decay(trainer);
    double *x = trainer->solving.slopes;
    double sum = 0;
    if (decay == 0) {
        return 0;
    }
    pack(trainer, trainer->network->parameters, x);
    for (size_t i = 0; i < trainer->solving.n; i++) {
        sum += x[i] * x[i];
        if (gradient) {
            gradient[i] += decay * x[i];
        }
    }
    return decay / 2 * sum;
}

static double evaluate(void *context, const double *x, double *gradient) {
    nnt_trainer *trainer = context;
    double loss = 0;
    go(context, x);
    if (gradient) {
        loss = nnt_trainer_compute_gradient(trainer);
        pack(trainer, trainer->gradient, gradient);
    } else {
        loss = nnt_trainer_score(trainer, NNT_TRAIN).loss;
    }
    return loss + add_decay(trainer, gradient);
}

/* Derivatives of one output of a batch of one row, after its forward pass. */
static void find_slopes(nnt_trainer *trainer, const nnt_batch *batch, size_t output) {
    const nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    memset(top->delta, 0, network->n_outputs * sizeof *top->delta);
    top->delta[output] = 1;
    nnt_backward(network, 1, batch->x, &trainer->workspace, trainer->gradient);
    pack(trainer, trainer->gradient, trainer->solving.slopes);
}

/* The loss is the weighted mean over rows of the mean over outputs. A row after the
 * other, an output after the other: each needs a way back of its own. */
static void visit_errors(void *context, bool with_slopes, nnt_error_visitor *visit, void *visitor) {
    nnt_trainer *trainer = context;
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    const size_t k = network->n_outputs;
    for (size_t row = 0; row < feed->n_rows; row++) {
        const nnt_batch batch = nnt_feed_range(feed, row, 1, &trainer->room);
        const double weight = batch.weight / (feed->weight * (double)k);
        nnt_forward(network, 1, batch.x, &trainer->workspace);
        for (size_t j = 0; weight > 0 && j < k; j++) {
            const double error = (double)top->z[j] - (double)batch.truth.targets[j];
            if (with_slopes) {
                find_slopes(trainer, &batch, j);
            }
            visit(visitor, weight, error, with_slopes ? trainer->solving.slopes : NULL);
        }
    }
}

/* ---- life --------------------------------------------------------------------------- */

static nnt_status check(const nnt_trainer *trainer, size_t n, nnt_error *error) {
    const nnt_solver *solver = trainer->optimizer->solver;
    const char *name = trainer->optimizer->row.name;
    if (solver->needs_squares && !trainer->loss->is_square) {
        return nnt_error_set(error, NNT_ERR_CONFIG,
                             "training.optimizer: \"%s\" works with the loss mse, not %s", name,
                             trainer->loss->row.name);
    }
    if (n == 0) {
        return nnt_error_set(
            error, NNT_ERR_CONFIG,
            "training.optimizer: \"%s\" has nothing to move: all layers are frozen", name);
    }
    if (solver->most_parameters > 0 && n > solver->most_parameters) {
        return nnt_error_set(error, NNT_ERR_CONFIG,
                             "training.optimizer: \"%s\" solves a linear system of all parameters "
                             "in every step and takes at most %zu of them; the network has %zu. "
                             "\"lbfgs\" has no such limit",
                             name, solver->most_parameters, n);
    }
    return NNT_OK;
}

static size_t count_errors(const nnt_trainer *trainer) {
    return trainer->feeds[NNT_TRAIN].n_rows * trainer->network->n_outputs;
}

nnt_status nnt_solving_create(nnt_trainer *trainer, nnt_error *error) {
    const nnt_solver *solver = trainer->optimizer->solver;
    nnt_solving *it = &trainer->solving;
    if (!solver) {
        return NNT_OK;
    }
    it->n = list_places(trainer->network, NULL);
    const nnt_status status = check(trainer, it->n, error);
    if (status) {
        return status;
    }
    it->places = nnt_allocate(it->n, sizeof *it->places);
    it->start = nnt_allocate(it->n, sizeof *it->start);
    it->slopes = nnt_allocate(it->n, sizeof *it->slopes);
    if (it->places && it->start && it->slopes) {
        list_places(trainer->network, it->places);
        it->solver = solver->create(trainer->optimizer_option, it->n, count_errors(trainer));
    }
    return it->solver ? NNT_OK
                      : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %s with %zu parameters",
                                      trainer->optimizer->row.name, it->n);
}

void nnt_solving_clear(nnt_trainer *trainer) {
    nnt_solving *it = &trainer->solving;
    if (it->solver) {
        trainer->optimizer->solver->free(it->solver);
    }
    nnt_free(it->places);
    nnt_free(it->start);
    nnt_free(it->slopes);
    *it = (nnt_solving){0};
}

bool nnt_solving_iterate(nnt_trainer *trainer, double *step_length) {
    nnt_solving *it = &trainer->solving;
    const nnt_objective objective = {
        .n = it->n,
        .decay = nnt_step_weight_decay(trainer),
        .n_errors = count_errors(trainer),
        .rounding = 4 * (NNT_REAL_BITS == 32 ? (double)FLT_EPSILON : DBL_EPSILON),
        .context = trainer,
        .locate = locate,
        .evaluate = evaluate,
        .go = go,
        .visit_errors = visit_errors};
    locate(trainer, it->start);
    const nnt_solver_end end =
        trainer->optimizer->solver->iterate(it->solver, &objective, step_length);
    memcpy(trainer->before, trainer->network->parameters,
           trainer->network->block_length * sizeof(real));
    unpack(trainer, it->start, trainer->before);
    it->has_converged = end == NNT_SOLVER_CONVERGED;
    return end != NNT_SOLVER_NOT_FINITE;
}
