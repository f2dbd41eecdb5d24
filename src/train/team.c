/* The training loop of a team. */
#include "train/team.h"

#include "train/divergence.h"
#include "train/step.h"
#include "train/trainer_phases.h"
#include <math.h>
#include <string.h>

enum { L = NNT_TEAM_LANES };

/* ---- handing over to the trainers ------------------------------------------------ */

/* Where the training of a lane stands, as its trainer would know it after a step. */
static void hand_over_counts(const nnt_team *team, size_t lane) {
    nnt_trainer *trainer = team->trainers[lane];
    trainer->outcome.steps = team->steps;
    trainer->outcome.rows_trained = team->rows_trained;
    trainer->learning_rate = team->learning_rate;
    trainer->is_logged = false;
}

static void hand_over_parameters(const nnt_team *team, size_t lane) {
    nnt_team_get_block(team, lane, team->parameters, team->trainers[lane]->network->parameters);
}

static void hand_over_state(const nnt_team *team, size_t lane) {
    const nnt_trainer *trainer = team->trainers[lane];
    for (size_t i = 0; i < trainer->optimizer->n_state; i++) {
        nnt_team_get_block(team, lane, team->state[i], trainer->state[i]);
    }
}

static void hand_over_tally(const nnt_team *team, size_t lane) {
    nnt_tally *tally = &team->trainers[lane]->tallies[NNT_TRAIN];
    tally->n_rows = team->tally.n_rows;
    tally->weight = (double)team->tally.n_rows;
    tally->correct = team->tally.n_correct[lane];
    tally->loss = team->tally.loss[lane];
    tally->loss_weight = (double)team->tally.n_rows;
    for (size_t j = 0; j < tally->n_outputs; j++) {
        tally->square_errors[j] = team->tally.square_errors[j * L + lane];
    }
}

static void end_lane(nnt_team *team, size_t lane, nnt_stop stop) {
    team->is_active[lane] = false;
    team->n_active--;
    nnt_trainer_end(team->trainers[lane], stop, &team->outcomes[lane]);
}

/* Has the state kept, if that is asked for; ends the lane unless it is to go on. */
static void settle_lane(nnt_team *team, size_t lane, nnt_stop stop) {
    nnt_trainer *trainer = team->trainers[lane];
    if (nnt_trainer_save_is_due(trainer, stop)) {
        hand_over_state(team, lane);
    }
    stop = nnt_trainer_save(trainer, stop);
    if (stop != NNT_STOP_COMPLETED || trainer->epoch > trainer->spec.epochs) {
        end_lane(team, lane, stop);
    }
}

/* The first that goes on; there is one. */
static const nnt_trainer *find_active(const nnt_team *team) {
    size_t lane = 0;
    while (!team->is_active[lane]) {
        lane++;
    }
    return team->trainers[lane];
}

/* ---- one epoch ---------------------------------------------------------------------- */

/* Rows of a lane's d numbers each, those of `order` from `first` on; NULL: of the data. */
static void gather_numbers(
    size_t n, size_t d, const uint32_t *order, size_t first, const real *numbers, real *lane) {
    for (size_t i = 0; i < n; i++) {
        const real *row = numbers + (order ? order[first + i] : first + i) * d;
        for (size_t c = 0; c < d; c++) {
            lane[(i * d + c) * L] = row[c];
        }
    }
}

static void gather_labels(
    size_t n, const uint32_t *order, size_t first, const uint32_t *labels, uint32_t *lane) {
    for (size_t i = 0; i < n; i++) {
        lane[i * L] = labels[order ? order[first + i] : first + i];
    }
}

static void gather_lane(nnt_team *team, size_t lane, size_t first) {
    const nnt_trainer *trainer = team->trainers[lane];
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const uint32_t *order = nnt_trainer_shuffles(trainer) ? trainer->order : NULL;
    const nnt_team_batch *batch = &team->batch;
    gather_numbers(batch->n, feed->n_features, order, first, feed->features, batch->x + lane);
    if (feed->labels) {
        gather_labels(batch->n, order, first, feed->labels, batch->labels + lane);
    }
    if (feed->targets) {
        gather_numbers(batch->n, feed->n_outputs, order, first, feed->targets,
                       batch->targets + lane);
    }
}

/* The batch of n rows from `first` on, in each lane's own order. All rows in the
 * order of the data are gathered once. */
static void gather(nnt_team *team, size_t first, size_t n) {
    const nnt_trainer *active = find_active(team);
    const bool is_whole = n == active->feeds[NNT_TRAIN].n_rows;
    team->batch.n = n;
    if (is_whole && team->steps > 0) {
        return;
    }
    for (size_t lane = 0; lane < team->n; lane++) {
        if (team->is_active[lane]) {
            gather_lane(team, lane, first);
        }
    }
}

static void begin_epoch(nnt_team *team, size_t epoch) {
    nnt_team_tally *tally = &team->tally;
    tally->n_rows = 0;
    memset(tally->loss, 0, sizeof tally->loss);
    memset(tally->n_correct, 0, sizeof tally->n_correct);
    for (size_t j = 0; tally->square_errors && j < team->network->n_outputs * L; j++) {
        tally->square_errors[j] = 0;
    }
    if (nnt_trainer_shuffles(team->trainers[0])) {
        nnt_team_order_rows(team, epoch);
    }
}

/* Ends the lanes whose loss over the batch is not finite. */
static void end_diverged(nnt_team *team, const double *loss) {
    for (size_t lane = 0; lane < team->n; lane++) {
        nnt_trainer *trainer = team->trainers[lane];
        if (team->is_active[lane] && !isfinite(loss[lane])) {
            hand_over_counts(team, lane);
            hand_over_parameters(team, lane);
            nnt_divergence_trace(trainer);
            end_lane(team, lane, NNT_STOP_DIVERGED);
        }
    }
}

/* In the middle of an epoch; what is left of it can be made up for. */
static void end_interrupted(nnt_team *team, size_t next_row) {
    for (size_t lane = 0; lane < team->n; lane++) {
        if (team->is_active[lane]) {
            team->trainers[lane]->next_row = next_row;
            hand_over_counts(team, lane);
            hand_over_tally(team, lane);
            hand_over_parameters(team, lane);
            settle_lane(team, lane, NNT_STOP_INTERRUPTED);
        }
    }
}

static void announce_steps(const nnt_team *team) {
    for (size_t lane = 0; lane < team->n; lane++) {
        if (team->is_active[lane]) {
            hand_over_counts(team, lane);
            nnt_trainer_announce(team->trainers[lane], NNT_PROGRESS_STEP);
        }
    }
}

/* The step of the gathered batch. */
static void take_step(nnt_team *team, size_t epoch, size_t first) {
    const size_t next_row = first + team->batch.n;
    const bool ends_epoch = next_row == team->trainers[0]->feeds[NNT_TRAIN].n_rows;
    double loss[L];
    nnt_team_find_gradient(team, loss);
    end_diverged(team, loss);
    if (team->n_active == 0) {
        return;
    }
    if (team->before && ends_epoch) {
        memcpy(team->before, team->parameters, team->block_length * sizeof(real));
    }
    team->learning_rate = nnt_step_learning_rate(find_active(team), epoch, first);
    nnt_team_apply(team, team->learning_rate);
    team->rows_trained += team->batch.n;
    if (!ends_epoch && nnt_trainer_is_interrupted(find_active(team))) {
        end_interrupted(team, next_row);
    } else if (team->steps % NNT_STEPS_PER_NEWS == 0) {
        announce_steps(team);
    }
}

static void finish_epoch(nnt_team *team, size_t epoch) {
    for (size_t lane = 0; lane < team->n; lane++) {
        nnt_trainer *trainer = team->trainers[lane];
        if (!team->is_active[lane]) {
            continue;
        }
        hand_over_counts(team, lane);
        hand_over_tally(team, lane);
        hand_over_parameters(team, lane);
        if (team->before) {
            nnt_team_get_block(team, lane, team->before, trainer->before);
        }
        if (nnt_snapshots_are_due(&trainer->snapshots, team->steps)) {
            hand_over_state(team, lane);
        }
        nnt_stop stop = nnt_trainer_finish_epoch(trainer, epoch);
        if (stop == NNT_STOP_COMPLETED && trainer->epoch <= trainer->spec.epochs &&
            nnt_trainer_is_interrupted(trainer)) {
            stop = NNT_STOP_INTERRUPTED;
        }
        settle_lane(team, lane, stop);
    }
}

static void run_epoch(nnt_team *team, size_t epoch) {
    const nnt_trainer *trainer = team->trainers[0];
    const size_t n_rows = trainer->feeds[NNT_TRAIN].n_rows;
    const size_t batch_size = trainer->spec.batch_size;
    begin_epoch(team, epoch);
    for (size_t first = 0; first < n_rows && team->n_active > 0; first += batch_size) {
        const size_t left = n_rows - first;
        gather(team, first, left < batch_size ? left : batch_size);
        take_step(team, epoch, first);
    }
    finish_epoch(team, epoch);
}

void nnt_team_run(nnt_team *team, const nnt_listener *listeners, nnt_outcome *outcomes) {
    const size_t epochs = team->trainers[0]->spec.epochs;
    team->outcomes = outcomes;
    team->n_active = team->n;
    for (size_t lane = 0; lane < team->n; lane++) {
        const nnt_stop stop = nnt_trainer_start(team->trainers[lane], &listeners[lane]);
        team->is_active[lane] = true;
        if (stop != NNT_STOP_COMPLETED || epochs == 0) {
            end_lane(team, lane, stop);
        }
    }
    for (size_t epoch = 1; epoch <= epochs && team->n_active > 0; epoch++) {
        run_epoch(team, epoch);
    }
}
