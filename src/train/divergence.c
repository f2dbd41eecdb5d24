/* Looking for numbers that are not finite. */
#include "train/divergence.h"

#include "base/table.h"
#include "kernel/vector.h"
#include "train/step.h"
#include "train/trainer_phases.h"
#include <math.h>
#include <string.h>

static const char *const columns[] = {
    "epoch",         "step",           "learning_rate",        "loss",
    "gradient_norm", "largest_weight", "largest_preactivation"};
enum { N_COLUMNS = sizeof columns / sizeof columns[0], N_ROWS = NNT_TRAIL_STEPS + 1 };

bool nnt_divergence_create(nnt_table *trail) {
    return nnt_table_create(trail, columns, N_COLUMNS, N_ROWS);
}

/* ---- looking at what a pass left ------------------------------------------------- */

/* Index of the first of n values that is not finite, entered with its place; n when all
 * are. */
static size_t
look(size_t n, const real *values, size_t layer, const char *quantity, nnt_divergence *found) {
    const size_t at = nnt_vector_find_not_finite(n, values);
    if (at < n) {
        found->layer = layer;
        found->quantity = quantity;
        found->value = (double)values[at];
    }
    return at;
}

static size_t find_row(const nnt_trainer *trainer, const nnt_batch *batch, size_t i) {
    const nnt_batch_rows *rows = &batch->rows;
    const size_t row = rows->rows ? rows->rows[i] : rows->first + i;
    return nnt_view_row(&trainer->train_view, row) + 1;
}

/* values (batch rows, width): a number for each row and unit. */
static bool look_at_signals(const nnt_trainer *trainer,
                            const nnt_batch *batch,
                            const real *values,
                            size_t layer,
                            const char *quantity,
                            nnt_divergence *found) {
    const size_t width = trainer->network->layers[layer].units;
    const size_t at = look(batch->n * width, values, layer + 1, quantity, found);
    if (at == batch->n * width) {
        return false;
    }
    found->unit = at % width + 1;
    found->row = find_row(trainer, batch, at / width);
    return true;
}

static bool
look_at_inputs(const nnt_trainer *trainer, const nnt_batch *batch, nnt_divergence *found) {
    const size_t d = trainer->network->n_inputs;
    const size_t at = look(batch->n * d, batch->x, 1, "input", found);
    if (at == batch->n * d) {
        return false;
    }
    found->input = at % d + 1;
    found->row = find_row(trainer, batch, at / d);
    return true;
}

static bool
look_at_forward(const nnt_trainer *trainer, const nnt_batch *batch, nnt_divergence *found) {
    if (look_at_inputs(trainer, batch, found)) {
        return true;
    }
    const size_t n_layers = trainer->network->n_layers;
    for (size_t l = 0; l < n_layers; l++) {
        const nnt_layer_pass *pass = &trainer->workspace.layers[l];
        if (look_at_signals(trainer, batch, pass->z, l, "pre-activation", found) ||
            (l + 1 < n_layers &&
             look_at_signals(trainer, batch, pass->a, l, "activation", found))) {
            return true;
        }
    }
    return false;
}

/* The first row whose own loss is not finite; none when only their sum is not. */
static void
look_at_loss(const nnt_trainer *trainer, const nnt_batch *batch, nnt_divergence *found) {
    const size_t k = trainer->network->n_outputs;
    const real *z = trainer->workspace.layers[trainer->network->n_layers - 1].z;
    *found = (nnt_divergence){.quantity = "loss", .value = (double)INFINITY};
    for (size_t i = 0; i < batch->n; i++) {
        nnt_truth truth = batch->truth;
        truth.labels = truth.labels ? truth.labels + i : NULL;
        truth.targets = truth.targets ? truth.targets + i * k : NULL;
        truth.weights = truth.weights ? truth.weights + i : NULL;
        const double loss =
            trainer->loss->evaluate(1, k, trainer->loss_option, z + i * k, &truth, 1, NULL);
        if (!isfinite(loss)) {
            found->value = loss;
            found->row = find_row(trainer, batch, i);
            return;
        }
    }
}

/* One layer of a block laid out like the parameters. */
static bool look_at_block(const nnt_network *network,
                          const real *block,
                          size_t layer,
                          const char *const *quantities,
                          nnt_divergence *found) {
    const nnt_layer *it = &network->layers[layer];
    const size_t n = it->inputs * it->units;
    size_t at = look(n, block + it->weight_at, layer + 1, quantities[0], found);
    if (at < n) {
        found->input = at / it->units + 1;
        found->unit = at % it->units + 1;
        return true;
    }
    at = look(it->units, block + it->bias_at, layer + 1, quantities[1], found);
    if (at < it->units) {
        found->unit = at + 1;
        return true;
    }
    return look(it->n_learned, block + it->learned_at, layer + 1, quantities[2], found) <
           it->n_learned;
}

static bool look_at_parameters(const nnt_trainer *trainer, nnt_divergence *found) {
    static const char *const quantities[] = {"weight", "bias", "learned slope"};
    for (size_t l = 0; l < trainer->network->n_layers; l++) {
        if (look_at_block(trainer->network, trainer->network->parameters, l, quantities, found)) {
            return true;
        }
    }
    return false;
}

static bool
look_at_backward(const nnt_trainer *trainer, const nnt_batch *batch, nnt_divergence *found) {
    static const char *const quantities[] = {"gradient", "bias gradient", "slope gradient"};
    for (size_t l = trainer->network->n_layers; l-- > 0;) {
        const nnt_layer_pass *pass = &trainer->workspace.layers[l];
        if (look_at_signals(trainer, batch, pass->delta, l, "error", found) ||
            look_at_block(trainer->network, trainer->gradient, l, quantities, found)) {
            return true;
        }
    }
    return false;
}

/* ---- taking steps once more ------------------------------------------------------- */

/* Passes over what is not a number. Without fmax, on whose loop gcc 12 for arm64 fails. */
static double find_largest(size_t n, const real *values, double largest) {
    for (size_t i = 0; i < n; i++) {
        const double size = fabs((double)values[i]);
        largest = size > largest ? size : largest;
    }
    return largest;
}

/* A new row; the first one leaves when the table is full. */
static double *append(nnt_table *trail) {
    if (trail->n_rows == trail->capacity) {
        trail->n_rows--;
        memmove(trail->cells, trail->cells + trail->n_columns,
                trail->n_rows * trail->n_columns * sizeof *trail->cells);
    }
    return nnt_table_append(trail);
}

static void
record(nnt_trainer *trainer, const nnt_batch *batch, double learning_rate, bool is_finite) {
    const nnt_network *network = trainer->network;
    double *cell = append(&trainer->trail);
    double largest = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        largest = find_largest(batch->n * network->layers[l].units, trainer->workspace.layers[l].z,
                               largest);
    }
    *cell++ = (double)trainer->epoch;
    *cell++ = (double)(trainer->outcome.steps + 1);
    *cell++ = learning_rate;
    *cell++ = is_finite ? trainer->tallies[NNT_TRAIN].loss / batch->weight : (double)NAN;
    *cell++ = is_finite ? sqrt(nnt_vector_sum_squares(network->block_length, trainer->gradient))
                        : (double)NAN;
    *cell++ = find_largest(network->block_length, network->parameters, 0);
    *cell = largest;
}

/* Whether the step of the batch from row `first` of the epoch comes upon such a number. */
static bool retake_step(nnt_trainer *trainer, size_t first, nnt_divergence *found) {
    const nnt_batch batch = nnt_trainer_gather(trainer, first);
    const double learning_rate = nnt_step_learning_rate(trainer, trainer->epoch, first);
    nnt_tally_reset(&trainer->tallies[NNT_TRAIN]);
    const bool is_finite = nnt_step_find_gradient(trainer, &batch);
    record(trainer, &batch, learning_rate, is_finite);
    if (look_at_forward(trainer, &batch, found)) {
        return true;
    }
    if (!is_finite) {
        look_at_loss(trainer, &batch, found);
        return true;
    }
    if (look_at_backward(trainer, &batch, found)) {
        return true;
    }
    nnt_step_apply(trainer, learning_rate);
    return look_at_parameters(trainer, found);
}

/* From the snapshot that was restored to the step in which training ended. */
static bool retake_steps(nnt_trainer *trainer, uint64_t last, nnt_divergence *found) {
    for (;; trainer->epoch++) {
        const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
        nnt_snapshots_recall_schedule(trainer);
        if (nnt_trainer_shuffles(trainer)) {
            nnt_trainer_order_rows(trainer, trainer->epoch);
        }
        for (size_t first = 0; first < n_rows; first += trainer->spec.batch_size) {
            const uint64_t step = trainer->outcome.steps + 1;
            if (step > last + 1) {
                return false;
            }
            if (retake_step(trainer, first, found)) {
                found->epoch = trainer->epoch;
                found->step = step;
                return true;
            }
        }
    }
}

void nnt_divergence_trace(nnt_trainer *trainer) {
    const nnt_outcome outcome = trainer->outcome;
    const nnt_schedule_memory watched = trainer->watched;
    const double learning_rate = trainer->learning_rate;
    const size_t epoch = trainer->epoch;
    nnt_divergence found = {.epoch = 0};
    trainer->trail.n_rows = 0;
    const bool takes_steps = trainer->optimizer->step != NULL;
    const bool is_found = takes_steps && nnt_snapshots_restore(trainer) &&
                          retake_steps(trainer, outcome.steps, &found);
    trainer->outcome = outcome;
    trainer->outcome.divergence = found;
    trainer->watched = watched;
    trainer->learning_rate = learning_rate;
    trainer->epoch = epoch;
    if (!is_found) {
        trainer->trail.n_rows = 0;
        nnt_divergence_scan(trainer);
    }
}

void nnt_divergence_scan(nnt_trainer *trainer) {
    const nnt_network *network = trainer->network;
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    nnt_divergence *found = &trainer->outcome.divergence;
    const size_t at_once = trainer->workspace.capacity;
    *found = (nnt_divergence){.quantity = "loss", .value = (double)INFINITY};
    bool is_found = look_at_parameters(trainer, found);
    for (size_t first = 0; first < feed->n_rows && !is_found; first += at_once) {
        const size_t left = feed->n_rows - first;
        const nnt_batch batch =
            nnt_feed_range(feed, first, left < at_once ? left : at_once, &trainer->room);
        nnt_forward(network, batch.n, batch.x, &trainer->workspace);
        is_found = look_at_forward(trainer, &batch, found);
        if (!is_found) {
            look_at_loss(trainer, &batch, found);
            is_found = found->row > 0;
        }
    }
    found->epoch = trainer->epoch;
    found->step = trainer->outcome.steps;
}
