/* What a trainer keeps from one step to the next. */
#include "train/trainer.h"

/* Cells that later readers take for indices and counts. */
static bool metrics_are_consistent(const nnt_trainer *trainer) {
    const nnt_table *metrics = &trainer->metrics;
    const double steps = (double)trainer->outcome.steps;
    for (size_t row = 0; row < metrics->n_rows; row++) {
        const double *cell = metrics->cells + row * metrics->n_columns;
        if (cell[0] != (double)row || !(cell[1] >= 0 && cell[1] <= steps)) {
            return false;
        }
    }
    return metrics->n_rows == trainer->epoch;
}

/* Snapshots are of starts of epochs that there were. */
static bool snapshots_are_consistent(const nnt_trainer *trainer, uint64_t batches) {
    const nnt_snapshots *snapshots = &trainer->snapshots;
    for (size_t i = 0; i < sizeof snapshots->items / sizeof snapshots->items[0]; i++) {
        const nnt_snapshot *item = &snapshots->items[i];
        if (item->epoch > trainer->epoch ||
            (item->epoch > 0 && item->steps != (item->epoch - 1) * batches)) {
            return false;
        }
    }
    return true;
}

bool nnt_trainer_is_consistent(const nnt_trainer *trainer) {
    const nnt_outcome *outcome = &trainer->outcome;
    const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
    const size_t batch = trainer->spec.batch_size;
    const size_t next_row = trainer->next_row;
    if (!trainer->is_started || trainer->epoch == 0 || outcome->epochs != trainer->epoch - 1 ||
        next_row % batch != 0 || next_row >= n_rows ||
        (next_row > 0 && trainer->epoch > trainer->spec.epochs)) {
        return false;
    }
    const uint64_t batches = n_rows / batch + (n_rows % batch != 0);
    return snapshots_are_consistent(trainer, batches) &&
           outcome->steps == outcome->epochs * batches + next_row / batch &&
           outcome->rows_trained == (uint64_t)outcome->epochs * n_rows + next_row &&
           (next_row == 0 || trainer->tallies[NNT_TRAIN].n_rows == next_row) &&
           trainer->stopping.best_epoch < trainer->epoch && metrics_are_consistent(trainer);
}

/* Of the ways to stop, those that a restored trainer would not find again; the
 * others are kept as "go on". */
static void visit_stop(nnt_stop *stop, nnt_state *state) {
    const bool is_verdict =
        *stop == NNT_STOP_EARLY_STOPPED || *stop == NNT_STOP_REACHED || *stop == NNT_STOP_CONVERGED;
    const size_t shown = is_verdict ? (size_t)*stop : (size_t)NNT_STOP_COMPLETED;
    size_t kept = shown;
    nnt_state_size(state, "stop", &kept, NNT_STOP_CONVERGED);
    if (kept != shown) {
        *stop = (nnt_stop)kept;
    }
}

static void visit_counters(nnt_trainer *trainer, nnt_state *state) {
    nnt_outcome *outcome = &trainer->outcome;
    nnt_state_flag(state, "is_started", &trainer->is_started);
    nnt_state_size(state, "epoch", &trainer->epoch, trainer->spec.epochs + 1);
    nnt_state_size(state, "next_row", &trainer->next_row, trainer->feeds[NNT_TRAIN].n_rows);
    nnt_state_size(state, "epochs", &outcome->epochs, trainer->spec.epochs);
    nnt_state_u64(state, "steps", &outcome->steps);
    nnt_state_u64(state, "rows_trained", &outcome->rows_trained);
    visit_stop(&outcome->stop, state);
    nnt_state_number(state, "learning_rate", &trainer->learning_rate);
    nnt_state_flag(state, "is_logged", &trainer->is_logged);
}

static void visit_blocks(nnt_trainer *trainer, nnt_state *state) {
    const size_t n = trainer->network->block_length;
    nnt_state_values(state, "epoch_start", NNT_STATE_REAL, trainer->epoch_start, n);
    nnt_state_values(state, "best", NNT_STATE_REAL, trainer->best, n);
    if (trainer->observer.observe) {
        nnt_state_values(state, "before", NNT_STATE_REAL, trainer->before, n);
    }
    nnt_state_enter(state, "optimizer");
    for (size_t i = 0; i < trainer->optimizer->n_state; i++) {
        nnt_state_enter_number(state, i);
        nnt_state_values(state, "vector", NNT_STATE_REAL, trainer->state[i], n);
        nnt_state_leave(state);
    }
    if (trainer->solving.solver) {
        trainer->optimizer->solver->visit(trainer->solving.solver, state);
    }
    nnt_state_leave(state);
}

/* Only a schedule that watches has something to remember. */
static void visit_schedule(nnt_trainer *trainer, nnt_state *state) {
    nnt_schedule_memory *watched = &trainer->watched;
    if (trainer->schedule->watch) {
        nnt_state_enter(state, "schedule");
        nnt_state_flag(state, "has_best", &watched->has_best);
        nnt_state_number(state, "best", &watched->best);
        nnt_state_number(state, "factor", &watched->factor);
        nnt_state_size(state, "waited", &watched->waited, SIZE_MAX);
        nnt_state_leave(state);
    }
}

void nnt_trainer_visit(nnt_trainer *trainer, nnt_state *state) {
    nnt_state_enter(state, "trainer");
    visit_counters(trainer, state);
    visit_schedule(trainer, state);
    visit_blocks(trainer, state);
    nnt_snapshots_visit(&trainer->snapshots, trainer->network, trainer->spec.epochs, state);
    nnt_state_table(state, "metrics", &trainer->metrics);
    nnt_state_enter(state, "stopping");
    nnt_stopping_visit(&trainer->stopping, state);
    nnt_state_leave(state);
    nnt_state_enter(state, "tally");
    nnt_tally_visit(&trainer->tallies[NNT_TRAIN], trainer->feeds[NNT_TRAIN].n_rows, state);
    nnt_state_leave(state);
    nnt_state_leave(state);
}
