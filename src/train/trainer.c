/* The training loop. */
#include "train/trainer.h"

#include "kernel/vector.h"
#include "train/divergence.h"
#include "train/step.h"
#include "train/trainer_phases.h"
#include <math.h>
#include <string.h>

static void copy_block(const nnt_trainer *trainer, real *to, const real *from) {
    memcpy(to, from, trainer->network->block_length * sizeof *to);
}

/* ---- announcing --------------------------------------------------------------- */

void nnt_trainer_announce(nnt_trainer *trainer, nnt_progress_event event) {
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
        .history = trainer->listener.history,
    };
    trainer->listener.on_progress(trainer->listener.context, &progress);
}

bool nnt_trainer_is_interrupted(const nnt_trainer *trainer) {
    return trainer->listener.interrupt &&
           __atomic_load_n(trainer->listener.interrupt, __ATOMIC_RELAXED);
}

nnt_stop nnt_trainer_find_break(const nnt_trainer *trainer) {
    if (nnt_trainer_is_interrupted(trainer)) {
        return NNT_STOP_INTERRUPTED;
    }
    const bool is_late =
        trainer->spec.time_limit > 0 && trainer->listener.clock() >= trainer->deadline;
    return is_late ? NNT_STOP_TIME_LIMIT : NNT_STOP_COMPLETED;
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
                               .rate = nnt_step_stable_rate(trainer),
                               .epoch = epoch,
                               .step = trainer->outcome.steps};
    trainer->observer.observe(trainer->observer.context, &moment);
    trainer->is_logged = true;
}

/* ---- one epoch ---------------------------------------------------------------- */

bool nnt_trainer_shuffles(const nnt_trainer *trainer) {
    return trainer->spec.shuffle && trainer->spec.batch_size < trainer->feeds[NNT_TRAIN].n_rows;
}

void nnt_trainer_number_rows(nnt_trainer *trainer) {
    const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
    for (size_t i = 0; i < n_rows; i++) {
        trainer->order[i] = (uint32_t)i;
    }
}

nnt_rng nnt_trainer_order_stream(const nnt_trainer *trainer, size_t epoch) {
    return nnt_rng_stream(trainer->spec.seed, "shuffle", (uint32_t)epoch);
}

void nnt_trainer_order_rows(nnt_trainer *trainer, size_t epoch) {
    nnt_rng rng = nnt_trainer_order_stream(trainer, epoch);
    nnt_trainer_number_rows(trainer);
    nnt_rng_shuffle(&rng, trainer->order, trainer->feeds[NNT_TRAIN].n_rows);
}

nnt_batch nnt_trainer_gather(nnt_trainer *trainer, size_t first) {
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const size_t left = feed->n_rows - first;
    const size_t n = left < trainer->spec.batch_size ? left : trainer->spec.batch_size;
    return nnt_trainer_shuffles(trainer)
               ? nnt_feed_gather(feed, n, trainer->order + first, &trainer->room)
               : nnt_feed_range(feed, first, n, &trainer->room);
}

static bool observer_is_due(const nnt_trainer *trainer, size_t epoch, bool ends_epoch) {
    const nnt_observer *observer = &trainer->observer;
    if (!observer->observe) {
        return false;
    }
    return observer->per_step ? trainer->outcome.steps % observer->every == 0
                              : ends_epoch && epoch % observer->every == 0;
}

/* After a step of n rows: those who look, who interrupt and who listen. The last
 * step of an epoch is interrupted when the epoch is complete. */
static nnt_stop end_step(nnt_trainer *trainer, size_t n) {
    trainer->outcome.rows_trained += n;
    trainer->next_row += n;
    const bool ends_epoch = trainer->next_row == trainer->feeds[NNT_TRAIN].n_rows;
    if (!ends_epoch && observer_is_due(trainer, trainer->epoch, false)) {
        show_observer(trainer, trainer->epoch);
    }
    const nnt_stop stop = ends_epoch ? NNT_STOP_COMPLETED : nnt_trainer_find_break(trainer);
    if (stop) {
        return stop;
    }
    if (trainer->outcome.steps % NNT_STEPS_PER_NEWS == 0) {
        nnt_trainer_announce(trainer, NNT_PROGRESS_STEP);
    }
    return NNT_STOP_COMPLETED;
}

/* The whole epoch of an optimizer that drives itself. Its scores are those of the end:
 * of the many looks on the way none is better than another. */
static nnt_stop run_iteration(nnt_trainer *trainer) {
    double step_length = nnt_step_learning_rate(trainer, trainer->epoch, 0);
    if (!nnt_solving_iterate(trainer, &step_length)) {
        nnt_divergence_scan(trainer);
        return NNT_STOP_DIVERGED;
    }
    trainer->learning_rate = step_length;
    trainer->outcome.steps++;
    trainer->outcome.rows_trained += trainer->feeds[NNT_TRAIN].n_rows;
    trainer->is_logged = false;
    nnt_trainer_score(trainer, NNT_TRAIN);
    return NNT_STOP_COMPLETED;
}

/* What is left of a pass over the training rows. COMPLETED to go on. */
static nnt_stop run_epoch(nnt_trainer *trainer) {
    const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
    const bool is_measured = trainer->observer.observe != NULL;
    if (nnt_trainer_shuffles(trainer)) {
        nnt_trainer_order_rows(trainer, trainer->epoch);
    }
    if (trainer->next_row == 0) {
        nnt_tally_reset(&trainer->tallies[NNT_TRAIN]);
    }
    while (trainer->next_row < n_rows) {
        const size_t first = trainer->next_row;
        const nnt_batch batch = nnt_trainer_gather(trainer, first);
        if (!nnt_step_find_gradient(trainer, &batch)) {
            nnt_divergence_trace(trainer);
            return NNT_STOP_DIVERGED;
        }
        if (is_measured && (first + batch.n == n_rows || trainer->observer.per_step)) {
            copy_block(trainer, trainer->before, trainer->network->parameters);
        }
        nnt_step_apply(trainer, nnt_step_learning_rate(trainer, trainer->epoch, first));
        const nnt_stop stop = end_step(trainer, batch.n);
        if (stop) {
            return stop;
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

/* An optimizer that takes no steps has none that could be taken again. */
static void keep_snapshot(nnt_trainer *trainer) {
    if (trainer->optimizer->step) {
        nnt_snapshots_begin_epoch(trainer);
    }
}

/* ---- the run ------------------------------------------------------------------ */

/* Measures the network as it was initialised. */
nnt_stop nnt_trainer_start(nnt_trainer *trainer, const nnt_listener *listener) {
    trainer->listener = *listener;
    trainer->outcome = (nnt_outcome){.stop = NNT_STOP_COMPLETED};
    trainer->is_started = true;
    trainer->epoch = 1;
    trainer->learning_rate = nnt_step_learning_rate(trainer, 1, 0);
    const nnt_scores scores = nnt_trainer_score(trainer, NNT_TRAIN);
    append_metrics(trainer, 0, &scores);
    copy_block(trainer, trainer->epoch_start, trainer->network->parameters);
    keep_snapshot(trainer);
    if (trainer->observer.observe) {
        show_observer(trainer, 0);
    }
    bool is_best = false;
    const nnt_stop stop = nnt_stopping_observe(&trainer->stopping, &trainer->metrics, &is_best);
    copy_block(trainer, trainer->best, trainer->network->parameters);
    nnt_trainer_announce(trainer, NNT_PROGRESS_START);
    if (!isfinite(scores.loss)) {
        nnt_divergence_scan(trainer);
        trainer->outcome.divergence.epoch = 0;
        return NNT_STOP_DIVERGED;
    }
    return stop;
}

/* Shows the schedule the metric that it watches, after an epoch. */
static void show_schedule(nnt_trainer *trainer) {
    const nnt_value *options = trainer->spec.schedule.values;
    const nnt_table *metrics = &trainer->metrics;
    if (trainer->schedule->watch) {
        const double *row = metrics->cells + (metrics->n_rows - 1) * metrics->n_columns;
        const nnt_sight sight = {.value = row[nnt_table_column(metrics, options[0].text)],
                                 .is_to_rise = nnt_metric_is_to_rise(options[0].text),
                                 .learning_rate = trainer->optimizer_option[NNT_LEARNING_RATE]};
        trainer->schedule->watch(options, &sight, &trainer->watched);
    }
}

/* Completes an epoch that went well: metrics, measurements, the decision to stop. */
nnt_stop nnt_trainer_finish_epoch(nnt_trainer *trainer, size_t epoch) {
    if (!nnt_vector_all_finite(trainer->network->block_length, trainer->network->parameters)) {
        nnt_divergence_trace(trainer);
        return NNT_STOP_DIVERGED;
    }
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const nnt_scores scores = nnt_tally_scores(&trainer->tallies[NNT_TRAIN], feed);
    append_metrics(trainer, epoch, &scores);
    show_schedule(trainer);
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
    trainer->epoch = epoch + 1;
    trainer->next_row = 0;
    keep_snapshot(trainer);
    nnt_trainer_announce(trainer, NNT_PROGRESS_EPOCH);
    return stop;
}

/* Whether there is something to keep: after some epochs, at the end, and when
 * somebody wants to go on another time. */
bool nnt_trainer_save_is_due(const nnt_trainer *trainer, nnt_stop stop) {
    const size_t every = trainer->listener.save_every;
    if (!trainer->listener.save || stop == NNT_STOP_DIVERGED) {
        return false;
    }
    if (stop == NNT_STOP_INTERRUPTED || stop == NNT_STOP_TIME_LIMIT) {
        return true;
    }
    const size_t epoch = trainer->outcome.epochs;
    return every > 0 && (epoch % every == 0 || epoch == trainer->spec.epochs || stop);
}

nnt_stop nnt_trainer_save(nnt_trainer *trainer, nnt_stop stop) {
    trainer->outcome.stop = stop;
    const bool is_kept = !nnt_trainer_save_is_due(trainer, stop) ||
                         trainer->listener.save(trainer->listener.save_context);
    return is_kept ? stop : NNT_STOP_INTERRUPTED;
}

/* One epoch from where it stands, and what comes behind it. */
static nnt_stop advance(nnt_trainer *trainer) {
    nnt_stop stop = trainer->solving.solver ? run_iteration(trainer) : run_epoch(trainer);
    if (stop == NNT_STOP_COMPLETED) {
        stop = nnt_trainer_finish_epoch(trainer, trainer->epoch);
    }
    if (stop == NNT_STOP_COMPLETED && trainer->solving.has_converged) {
        stop = NNT_STOP_CONVERGED;
    }
    if (stop == NNT_STOP_COMPLETED && trainer->epoch <= trainer->spec.epochs) {
        stop = nnt_trainer_find_break(trainer);
    }
    return nnt_trainer_save(trainer, stop);
}

/* Decides which parameters the run leaves behind. */
static void keep_parameters(nnt_trainer *trainer) {
    nnt_outcome *outcome = &trainer->outcome;
    outcome->best_epoch = outcome->epochs;
    if (outcome->stop == NNT_STOP_DIVERGED) {
        copy_block(trainer, trainer->network->parameters, trainer->epoch_start);
        return;
    }
    const bool goes_on =
        outcome->stop == NNT_STOP_INTERRUPTED || outcome->stop == NNT_STOP_TIME_LIMIT;
    if (trainer->observer.observe && !trainer->is_logged && !goes_on) {
        show_observer(trainer, outcome->epochs);
    }
    if (trainer->spec.early_stopping.on && trainer->spec.early_stopping.restore_best) {
        copy_block(trainer, trainer->network->parameters, trainer->best);
        outcome->best_epoch = trainer->stopping.best_epoch;
    }
}

void nnt_trainer_end(nnt_trainer *trainer, nnt_stop stop, nnt_outcome *outcome) {
    trainer->outcome.stop = stop;
    keep_parameters(trainer);
    nnt_trainer_announce(trainer, NNT_PROGRESS_STOP);
    *outcome = trainer->outcome;
}

void nnt_trainer_run(nnt_trainer *trainer, const nnt_listener *listener, nnt_outcome *outcome) {
    nnt_stop stop = trainer->outcome.stop;
    if (trainer->spec.time_limit > 0) {
        trainer->deadline = listener->clock() + trainer->spec.time_limit;
    }
    if (trainer->is_started) {
        trainer->listener = *listener;
        trainer->outcome.rows_before = trainer->outcome.rows_trained;
        nnt_trainer_announce(trainer, NNT_PROGRESS_START);
    } else {
        stop = nnt_trainer_start(trainer, listener);
    }
    while (stop == NNT_STOP_COMPLETED && trainer->epoch <= trainer->spec.epochs) {
        stop = advance(trainer);
    }
    nnt_trainer_end(trainer, stop, outcome);
}
