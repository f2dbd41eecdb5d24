/* The training loop: epochs, batches, metrics, and when to stop. */
#ifndef NNT_TRAIN_TRAINER_H
#define NNT_TRAIN_TRAINER_H

#include "base/state.h"
#include "base/table.h"
#include "nn/network.h"
#include "nn/propagate.h"
#include "nn/workspace.h"
#include "optim/optimizer.h"
#include "schedule/schedule.h"
#include "train/feed.h"
#include "train/moves.h"
#include "train/observer.h"
#include "train/outcome.h"
#include "train/snapshots.h"
#include "train/solving.h"
#include "train/stopping.h"
#include "train/tally.h"
#include "train/training_spec.h"

/* Rows of one evaluation pass. A constant, so that sums do not depend on the
 * batch size. */
enum { NNT_EVALUATION_ROWS = 256 };

/* All that training needs, allocated before the first step; nothing is allocated
 * after it. */
typedef struct nnt_trainer {
    nnt_training_spec spec;
    nnt_network *network; /* borrowed; its parameters are trained in place */
    const nnt_loss *loss;
    real loss_option[NNT_MAX_OPTIONS];
    const nnt_optimizer *optimizer;
    double optimizer_option[NNT_MAX_OPTIONS];
    const nnt_schedule *schedule;
    nnt_schedule_memory watched; /* of the schedule */
    nnt_feed feeds[NNT_N_PARTS]; /* n_rows == 0: absent */
    nnt_view train_view;         /* borrowed: where the training rows are from */
    real *class_weights;         /* (n_outputs) of the loss, or NULL: all 1 */
    nnt_workspace workspace;
    nnt_dropout dropout;
    nnt_moves moves;
    nnt_batch_room room;
    nnt_tally tallies[NNT_N_PARTS];
    uint32_t *order; /* (training rows) their order in this epoch */
    real *gradient;
    real *state[NNT_MAX_STATE];
    nnt_solving solving;
    real *before;      /* parameters before the last step, then the update */
    real *epoch_start; /* parameters after the last whole epoch */
    real *best;        /* parameters of the best epoch */
    nnt_snapshots snapshots;
    nnt_table metrics;
    nnt_table trail; /* steps that led to a number that is not finite (train/divergence.h) */
    nnt_stopping stopping;
    nnt_observer observer; /* observe NULL: nobody measures */
    nnt_listener listener;
    nnt_outcome outcome;
    double learning_rate; /* of the last step */
    double deadline;      /* by the listener's clock, of spec.time_limit */
    bool is_logged;       /* the observer has seen the present step */
    bool is_started;      /* epoch 0 has been measured */
    size_t epoch;         /* the one that is being trained, from 1 */
    size_t next_row;      /* rows of it that are done */
} nnt_trainer;

#define nnt_trainer_create NNT_CORE(nnt_trainer_create)
#define nnt_trainer_clear NNT_CORE(nnt_trainer_clear)
#define nnt_trainer_share NNT_CORE(nnt_trainer_share)
#define nnt_trainer_run NNT_CORE(nnt_trainer_run)
#define nnt_trainer_visit NNT_CORE(nnt_trainer_visit)
#define nnt_trainer_is_consistent NNT_CORE(nnt_trainer_is_consistent)
#define nnt_trainer_score NNT_CORE(nnt_trainer_score)
#define nnt_trainer_compute_gradient NNT_CORE(nnt_trainer_compute_gradient)

/* `network` and the problem's data must outlive the trainer. */
NNT_MUST_CHECK nnt_status nnt_trainer_create(const nnt_training_spec *spec,
                                             const nnt_problem *problem,
                                             nnt_network *network,
                                             nnt_trainer *trainer,
                                             nnt_error *error);
void nnt_trainer_clear(nnt_trainer *trainer);

/* Lets the threads of a pool, which must outlive the trainer's work, share its steps and
 * passes, to the same bits; NULL: the caller's alone again. */
void nnt_trainer_share(nnt_trainer *trainer, nnt_pool *pool);

/* Shows everything that lives across steps but the parameters. */
void nnt_trainer_visit(nnt_trainer *trainer, nnt_state *state);

/* After a visit that restored: whether the counters agree with each other, with
 * the data and with the spec. */
bool nnt_trainer_is_consistent(const nnt_trainer *trainer);

/* Trains from the present parameters, or from the state that was restored, to the
 * end of the spec, an early stop, a target, an interrupt, or a loss that is not
 * finite. After a divergence the
 * parameters are those after the last whole epoch; after early stopping with
 * restore_best those of the best. */
void nnt_trainer_run(nnt_trainer *trainer, const nnt_listener *listener, nnt_outcome *outcome);

/* Loss and metrics of one part with the present parameters. */
nnt_scores nnt_trainer_score(nnt_trainer *trainer, nnt_part part);

/* Gradient of the mean loss over all training rows into trainer->gradient;
 * returns that loss. */
double nnt_trainer_compute_gradient(nnt_trainer *trainer);

#endif
