/* The training loop. */
#include "train/trainer.h"

#include "base/rng.h"
#include "kernel/vector.h"
#include <math.h>
#include <string.h>

/* Steps between two announcements inside an epoch. */
enum { STEPS_PER_NEWS = 32 };

static void copy_block(const nnt_trainer *trainer, real *to, const real *from) {
    memcpy(to, from, trainer->network->block_length * sizeof *to);
}

/* ---- announcing --------------------------------------------------------------- */

static void announce(nnt_trainer *trainer, nnt_progress_event event) {
    if (!trainer->listener.on_progress) {
        return;
    }
    const nnt_table *metrics = &trainer->metrics;
    const double *row = metrics->cells + (metrics->n_rows - 1) * metrics->n_columns;
    const bool is_regression = trainer->spec.task == NNT_TASK_REGRESSION;
    const bool validates = trainer->feeds[NNT_VALIDATION].n_rows > 0;
    const nnt_progress progress = {
        .event = event,
        .epoch = metrics->n_rows - 1,
        .n_epochs = trainer->spec.epochs,
        .step = trainer->outcome.steps,
        .rows_done = trainer->outcome.rows_trained,
        .rows_per_epoch = trainer->feeds[NNT_TRAIN].n_rows,
        .train_loss = row[3],
        .train_metric = row[is_regression ? 5 : 4],
        .validation_loss = validates ? row[is_regression ? 6 : 5] : (double)NAN,
        .validation_metric = validates ? row[is_regression ? 8 : 6] : (double)NAN,
        .metric = is_regression ? "r2" : "accuracy",
    };
    trainer->listener.on_progress(trainer->listener.context, &progress);
}

static bool is_interrupted(const nnt_trainer *trainer) {
    return trainer->listener.interrupt &&
           __atomic_load_n(trainer->listener.interrupt, __ATOMIC_RELAXED);
}

/* `before` holds the parameters before the last step; it becomes the update. */
static void show_observer(nnt_trainer *trainer, size_t epoch) {
    const bool has_update = trainer->outcome.steps > 0;
    if (has_update) {
        real *update = trainer->before;
        const real *now = trainer->network->parameters;
        for (size_t i = 0; i < trainer->network->block_length; i++) {
            update[i] = now[i] - update[i];
        }
    }
    const nnt_moment moment = {.network = trainer->network,
                               .update = has_update ? trainer->before : NULL,
                               .epoch = epoch,
                               .step = trainer->outcome.steps};
    trainer->observer.observe(trainer->observer.context, &moment);
    trainer->is_logged = true;
}

/* ---- one step ----------------------------------------------------------------- */

static double find_learning_rate(const nnt_trainer *trainer, size_t epoch, size_t first) {
    const double rows = (double)trainer->feeds[NNT_TRAIN].n_rows;
    const nnt_position position = {.epoch = (double)(epoch - 1) + (double)first / rows,
                                   .epochs = (double)trainer->spec.epochs};
    double factor = trainer->schedule->factor(trainer->spec.schedule.values, &position);
    if (trainer->spec.warmup_epochs > 0) {
        const double step = (double)trainer->spec.batch_size / rows;
        const double warm = (position.epoch + step) / trainer->spec.warmup_epochs;
        factor *= warm < 1 ? warm : 1;
    }
    return trainer->optimizer_option[NNT_LEARNING_RATE] * factor;
}

/* Adds l1 sign(w) to the gradient of the weights. */
static void add_l1(nnt_trainer *trainer) {
    const real l1 = (real)trainer->spec.l1;
    for (size_t l = 0; l < trainer->network->n_layers; l++) {
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

/* Forward, loss, backward. False when the loss is not finite. */
static bool find_gradient(nnt_trainer *trainer, const nnt_batch *batch) {
    const nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    nnt_forward(network, batch->n, batch->x, &trainer->workspace);
    const double loss =
        trainer->loss->evaluate(batch->n, network->n_outputs, trainer->loss_option, top->z,
                                &batch->truth, 1 / (real)batch->n, top->delta);
    if (!isfinite(loss)) {
        return false;
    }
    nnt_tally_add(&trainer->tallies[NNT_TRAIN], &trainer->feeds[NNT_TRAIN], batch, top->z, loss);
    nnt_backward(network, batch->n, batch->x, &trainer->workspace, trainer->gradient);
    return true;
}

static void apply_gradient(nnt_trainer *trainer, double learning_rate) {
    if (trainer->spec.l1 > 0) {
        add_l1(trainer);
    }
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
                           .state = {trainer->state[0], trainer->state[1]}};
    trainer->optimizer->step(&step);
    trainer->is_logged = false;
}

/* ---- divergence --------------------------------------------------------------- */

/* The first place, from the input upwards, that holds a number which is not
 * finite after a forward pass over n rows. */
static nnt_divergence find_divergence(const nnt_trainer *trainer, size_t epoch, size_t n) {
    const nnt_network *network = trainer->network;
    nnt_divergence found = {.epoch = epoch, .step = trainer->outcome.steps, .quantity = "loss"};
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_layer_pass *pass = &trainer->workspace.layers[l];
        const size_t n_parameters = layer->bias_at + layer->units - layer->weight_at;
        const bool is_hidden = l + 1 < network->n_layers;
        found.layer = l + 1;
        if (!nnt_vector_all_finite(n_parameters, network->parameters + layer->weight_at)) {
            found.quantity = "weight";
            return found;
        }
        if (!nnt_vector_all_finite(n * layer->units, pass->z)) {
            found.quantity = "pre-activation";
            return found;
        }
        if (is_hidden && !nnt_vector_all_finite(n * layer->units, pass->a)) {
            found.quantity = "activation";
            return found;
        }
    }
    found.layer = 0;
    return found;
}

/* ---- one epoch ---------------------------------------------------------------- */

static void order_rows(nnt_trainer *trainer, size_t epoch) {
    const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
    for (size_t i = 0; i < n_rows; i++) {
        trainer->order[i] = (uint32_t)i;
    }
    nnt_rng rng = nnt_rng_stream(trainer->spec.seed, "shuffle", (uint32_t)epoch);
    nnt_rng_shuffle(&rng, trainer->order, n_rows);
}

static bool observer_is_due(const nnt_trainer *trainer, size_t epoch, bool ends_epoch) {
    const nnt_observer *observer = &trainer->observer;
    if (!observer->observe) {
        return false;
    }
    return observer->per_step ? trainer->outcome.steps % observer->every == 0
                              : ends_epoch && epoch % observer->every == 0;
}

/* One pass over the training rows. COMPLETED to go on. */
static nnt_stop run_epoch(nnt_trainer *trainer, size_t epoch) {
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const size_t batch_size = trainer->spec.batch_size;
    const bool shuffles = trainer->spec.shuffle && batch_size < feed->n_rows;
    const bool is_measured = trainer->observer.observe != NULL;
    if (shuffles) {
        order_rows(trainer, epoch);
    }
    nnt_tally_reset(&trainer->tallies[NNT_TRAIN]);
    for (size_t first = 0; first < feed->n_rows; first += batch_size) {
        const size_t left = feed->n_rows - first;
        const size_t n = left < batch_size ? left : batch_size;
        const nnt_batch batch =
            shuffles ? nnt_feed_gather(feed, n, trainer->order + first, &trainer->room)
                     : nnt_feed_range(feed, first, n, &trainer->room);
        if (!find_gradient(trainer, &batch)) {
            trainer->outcome.divergence = find_divergence(trainer, epoch, n);
            return NNT_STOP_DIVERGED;
        }
        const bool ends_epoch = n == left;
        if (is_measured && (ends_epoch || trainer->observer.per_step)) {
            copy_block(trainer, trainer->before, trainer->network->parameters);
        }
        apply_gradient(trainer, find_learning_rate(trainer, epoch, first));
        trainer->outcome.rows_trained += n;
        if (!ends_epoch && observer_is_due(trainer, epoch, false)) {
            show_observer(trainer, epoch);
        }
        if (is_interrupted(trainer)) {
            return NNT_STOP_INTERRUPTED;
        }
        if (trainer->outcome.steps % STEPS_PER_NEWS == 0) {
            announce(trainer, NNT_PROGRESS_STEP);
        }
    }
    return NNT_STOP_COMPLETED;
}

static double *put_scores(double *cell, const nnt_trainer *trainer, const nnt_scores *scores) {
    *cell++ = scores->loss;
    if (trainer->spec.task == NNT_TASK_REGRESSION) {
        *cell++ = scores->rmse;
        *cell++ = scores->r2;
    } else {
        *cell++ = scores->accuracy;
    }
    return cell;
}

static void append_metrics(nnt_trainer *trainer, size_t epoch, const nnt_scores *train) {
    double *cell = nnt_table_append(&trainer->metrics);
    *cell++ = (double)epoch;
    *cell++ = (double)trainer->outcome.steps;
    *cell++ = trainer->learning_rate;
    cell = put_scores(cell, trainer, train);
    if (trainer->feeds[NNT_VALIDATION].n_rows > 0) {
        const nnt_scores validation = nnt_trainer_score(trainer, NNT_VALIDATION);
        put_scores(cell, trainer, &validation);
    }
}

/* ---- the run ------------------------------------------------------------------ */

/* Measures the network as it was initialised. */
static nnt_stop start(nnt_trainer *trainer) {
    trainer->learning_rate = find_learning_rate(trainer, 1, 0);
    const nnt_scores scores = nnt_trainer_score(trainer, NNT_TRAIN);
    append_metrics(trainer, 0, &scores);
    copy_block(trainer, trainer->epoch_start, trainer->network->parameters);
    if (trainer->observer.observe) {
        show_observer(trainer, 0);
    }
    bool is_best = false;
    nnt_stop stop = nnt_stopping_observe(&trainer->stopping, &trainer->metrics, &is_best);
    copy_block(trainer, trainer->best, trainer->network->parameters);
    announce(trainer, NNT_PROGRESS_START);
    if (!isfinite(scores.loss)) {
        trainer->outcome.divergence = find_divergence(trainer, 0, 1);
        return NNT_STOP_DIVERGED;
    }
    return stop;
}

/* Completes an epoch that went well: metrics, measurements, the decision to stop. */
static nnt_stop finish_epoch(nnt_trainer *trainer, size_t epoch) {
    if (!nnt_vector_all_finite(trainer->network->block_length, trainer->network->parameters)) {
        trainer->outcome.divergence = find_divergence(trainer, epoch, 0);
        return NNT_STOP_DIVERGED;
    }
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const nnt_scores scores = nnt_tally_scores(&trainer->tallies[NNT_TRAIN], feed);
    append_metrics(trainer, epoch, &scores);
    trainer->outcome.epochs = epoch;
    if (observer_is_due(trainer, epoch, true)) {
        show_observer(trainer, epoch);
    }
    bool is_best = false;
    nnt_stop stop = nnt_stopping_observe(&trainer->stopping, &trainer->metrics, &is_best);
    if (is_best) {
        copy_block(trainer, trainer->best, trainer->network->parameters);
    }
    copy_block(trainer, trainer->epoch_start, trainer->network->parameters);
    announce(trainer, NNT_PROGRESS_EPOCH);
    return stop;
}

/* Decides which parameters the run leaves behind. */
static void keep_parameters(nnt_trainer *trainer) {
    nnt_outcome *outcome = &trainer->outcome;
    outcome->best_epoch = outcome->epochs;
    if (outcome->stop == NNT_STOP_DIVERGED) {
        copy_block(trainer, trainer->network->parameters, trainer->epoch_start);
        return;
    }
    if (trainer->observer.observe && !trainer->is_logged && outcome->stop != NNT_STOP_INTERRUPTED) {
        show_observer(trainer, outcome->epochs);
    }
    if (trainer->spec.early_stopping.on && trainer->spec.early_stopping.restore_best) {
        copy_block(trainer, trainer->network->parameters, trainer->best);
        outcome->best_epoch = trainer->stopping.best_epoch;
    }
}

void nnt_trainer_run(nnt_trainer *trainer, const nnt_listener *listener, nnt_outcome *outcome) {
    trainer->listener = *listener;
    trainer->outcome = (nnt_outcome){.stop = NNT_STOP_COMPLETED};
    nnt_stop stop = start(trainer);
    for (size_t epoch = 1; epoch <= trainer->spec.epochs && stop == NNT_STOP_COMPLETED; epoch++) {
        stop = run_epoch(trainer, epoch);
        if (stop == NNT_STOP_COMPLETED) {
            stop = finish_epoch(trainer, epoch);
        }
        if (stop == NNT_STOP_COMPLETED && is_interrupted(trainer)) {
            stop = NNT_STOP_INTERRUPTED;
        }
    }
    trainer->outcome.stop = stop;
    keep_parameters(trainer);
    announce(trainer, NNT_PROGRESS_STOP);
    *outcome = trainer->outcome;
}
