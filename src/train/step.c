/* One step of training. */
#include "train/step.h"

#include "kernel/vector.h"
#include "nn/propagate.h"
#include <math.h>

double nnt_step_learning_rate(const nnt_trainer *trainer, size_t epoch, size_t first) {
    if (trainer->schedule->is_constant && !(trainer->spec.warmup_epochs > 0)) {
        return trainer->optimizer_option[NNT_LEARNING_RATE];
    }
    const double rows = (double)trainer->feeds[NNT_TRAIN].n_rows;
    const double epochs = (double)trainer->spec.epochs;
    const double batches = ceil(rows / (double)trainer->spec.batch_size);
    const nnt_position position = {.epoch = (double)(epoch - 1) + (double)first / rows,
                                   .epochs = epochs,
                                   .step = (double)(epoch - 1) * batches +
                                           (double)(first / trainer->spec.batch_size),
                                   .steps = epochs * batches,
                                   .watched = trainer->watched.factor};
    double factor = trainer->schedule->factor(trainer->spec.schedule.values, &position);
    if (trainer->spec.warmup_epochs > 0) {
        const double step = (double)trainer->spec.batch_size / rows;
        const double warm = (position.epoch + step) / trainer->spec.warmup_epochs;
        factor *= warm < 1 ? warm : 1;
    }
    return trainer->optimizer_option[NNT_LEARNING_RATE] * factor;
}

double nnt_step_weight_decay(const nnt_trainer *trainer) {
    const nnt_optimizer *optimizer = trainer->optimizer;
    return optimizer->couples_decay
               ? trainer->optimizer_option[nnt_option_find(optimizer->row.options, "weight_decay")]
               : 0;
}

/* l1 sign(w), of the weights alone. */
void nnt_step_add_penalties(nnt_trainer *trainer) {
    const real l1 = (real)trainer->spec.l1;
    for (size_t l = 0; l1 > 0 && l < trainer->network->n_layers; l++) {
        const nnt_layer *layer = &trainer->network->layers[l];
        const real *w = trainer->network->parameters + layer->weight_at;
        real *g = trainer->gradient + layer->weight_at;
        for (size_t i = 0; i < layer->inputs * layer->units; i++) {
            g[i] += w[i] > 0 ? l1 : w[i] < 0 ? -l1 : 0;
        }
    }
}

/* Shortens a gradient whose norm exceeds clip_norm to that norm, keeping its
 * direction (Pascanu, Mikolov and Bengio 2013). */
static void clip_gradient(nnt_trainer *trainer) {
    const size_t n = trainer->network->block_length;
    const double norm = sqrt(nnt_vector_sum_squares(n, trainer->gradient));
    if (norm > trainer->spec.clip_norm) {
        nnt_vector_scale(n, (real)(trainer->spec.clip_norm / norm), trainer->gradient);
    }
}

/* Forward, loss and backward; false when the loss is not finite. */
static bool pass_batch(nnt_trainer *trainer, const nnt_batch *batch) {
    const nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    nnt_forward(network, batch->n, batch->x, &trainer->workspace);
    const double loss =
        trainer->loss->evaluate(batch->n, network->n_outputs, trainer->loss_option, top->z,
                                &batch->truth, nnt_batch_factor(batch), top->delta);
    if (!isfinite(loss)) {
        return false;
    }
    nnt_tally_add(&trainer->tallies[NNT_TRAIN], &trainer->feeds[NNT_TRAIN], batch, top->z, loss);
    nnt_backward(network, batch->n, batch->x, &trainer->workspace, trainer->gradient);
    return true;
}

bool nnt_step_find_gradient(nnt_trainer *trainer, const nnt_batch *batch) {
    nnt_dropout_draw(trainer->network, trainer->spec.seed, trainer->epoch, &batch->rows,
                     &trainer->dropout);
    trainer->workspace.dropout = trainer->dropout.layers ? &trainer->dropout : NULL;
    const bool is_finite = pass_batch(trainer, batch);
    trainer->workspace.dropout = NULL;
    return is_finite;
}

void nnt_step_apply(nnt_trainer *trainer, double learning_rate) {
    nnt_step_add_penalties(trainer);
    nnt_moves_forget_frozen(&trainer->moves, trainer->network, trainer->gradient);
    if (trainer->spec.clip_norm > 0) {
        clip_gradient(trainer);
    }
    trainer->learning_rate = learning_rate;
    const nnt_step step = {.n = trainer->network->block_length,
                           .option = trainer->optimizer_option,
                           .learning_rate = learning_rate,
                           .count = ++trainer->outcome.steps,
                           .gradient = trainer->gradient,
                           .parameters = trainer->network->parameters,
                           .state = {trainer->state[0], trainer->state[1], trainer->state[2]}};
    nnt_moves_take(&trainer->moves, trainer->optimizer, &step);
    if (trainer->spec.max_norm > 0) {
        nnt_moves_limit_norms(&trainer->moves, trainer->spec.max_norm, trainer->network);
    }
    trainer->is_logged = false;
}

/* An option of the optimizer; 0 when it has none of this name. */
static double find_option(const nnt_trainer *trainer, const char *name) {
    const size_t at = nnt_option_find(trainer->optimizer->row.options, name);
    return at != SIZE_MAX ? trainer->optimizer_option[at] : 0;
}

/* Options of optimizers that move a parameter without a gradient, unless they are 0. */
static const char *const moving[] = {"momentum", "beta1", "weight_decay"};

bool nnt_step_rests(const nnt_trainer *trainer) {
    for (size_t i = 0; i < sizeof moving / sizeof moving[0]; i++) {
        if (find_option(trainer, moving[i]) != 0) {
            return false;
        }
    }
    return !(trainer->spec.l1 > 0) && !(trainer->spec.max_norm > 0) &&
           trainer->network->layers[0].n_learned == 0;
}

double nnt_step_stable_rate(const nnt_trainer *trainer) {
    if (!trainer->optimizer->follows_gradient || trainer->spec.clip_norm > 0) {
        return 0;
    }
    const double momentum = find_option(trainer, "momentum");
    const double reach = find_option(trainer, "nesterov") != 0 ? 1 + 2 * momentum : 1;
    return trainer->learning_rate * reach / (1 + momentum);
}
