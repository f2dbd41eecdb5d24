/* A team: several trainings of one shape whose steps are taken at once, one training
 * in each lane of a vector (kernel/lanes.h). Each has a trainer of its own, which
 * keeps its metrics, measures, and decides when to stop; the team takes the steps in
 * its place and hands it its parameters after every epoch. Every number is the one
 * that the training would give alone. */
#ifndef NNT_TRAIN_TEAM_H
#define NNT_TRAIN_TEAM_H

#include "kernel/lanes.h"
#include "train/trainer.h"

/* A layer as the team sees it; every number with its lanes. */
typedef struct nnt_team_layer {
    size_t weight_at, bias_at; /* in a block of the team, without gaps between parts */
    real *z, *a, *delta;       /* (batch_size, units) */
    real *slope;               /* likewise; NULL unless nnt_layer_has_slope */
} nnt_team_layer;

/* A batch of each lane. */
typedef struct nnt_team_batch {
    size_t n;         /* rows */
    real *x;          /* (batch_size, n_features) */
    uint32_t *labels; /* (batch_size), or NULL */
    real *targets;    /* (batch_size, n_outputs), or NULL */
} nnt_team_batch;

/* Sums over an epoch, as nnt_tally has them. */
typedef struct nnt_team_tally {
    size_t n_rows;
    double loss[NNT_TEAM_LANES];
    uint32_t n_correct[NNT_TEAM_LANES];
    double *square_errors; /* (n_outputs), with lanes; NULL in a classification */
    double *target_scale;  /* likewise */
} nnt_team_tally;

typedef struct nnt_team {
    size_t n; /* lanes in use: the first ones */
    nnt_trainer *trainers[NNT_TEAM_LANES];
    bool is_active[NNT_TEAM_LANES]; /* false when it has stopped: its lane runs on unheard */
    size_t n_active;
    nnt_outcome *outcomes;      /* borrowed while it runs */
    const nnt_network *network; /* of the first trainer, for the shape */
    nnt_team_layer *layers;
    size_t block_length; /* numbers in a block, lanes included */
    real *parameters, *gradient;
    real *before; /* parameters before the last step of the epoch; NULL: nobody measures */
    real *state[NNT_MAX_STATE];
    nnt_team_batch batch;
    nnt_team_tally tally;
    uint64_t steps, rows_trained; /* of each training that goes on */
    double learning_rate;         /* of the last step */
    real *block;
    double *sums;
} nnt_team;

#define nnt_team_suits NNT_CORE(nnt_team_suits)
#define nnt_team_fits NNT_CORE(nnt_team_fits)
#define nnt_team_create NNT_CORE(nnt_team_create)
#define nnt_team_clear NNT_CORE(nnt_team_clear)
#define nnt_team_run NNT_CORE(nnt_team_run)
#define nnt_team_get_block NNT_CORE(nnt_team_get_block)
#define nnt_team_order_rows NNT_CORE(nnt_team_order_rows)
#define nnt_team_find_gradient NNT_CORE(nnt_team_find_gradient)
#define nnt_team_apply NNT_CORE(nnt_team_apply)

/* Whether a training can be in a team, since it asks for nothing that lanes lack, and
 * a team of n is faster than one after the other. */
bool nnt_team_suits(const nnt_trainer *trainer, size_t n);
/* Whether two that suit can be in the same team: all but seed, weights and data are equal. */
bool nnt_team_fits(const nnt_trainer *trainer, const nnt_trainer *other);

/* `trainers` (n <= NNT_TEAM_LANES) suit, fit each other, and must outlive the team. */
NNT_MUST_CHECK nnt_status nnt_team_create(nnt_trainer *const *trainers,
                                          size_t n,
                                          nnt_team *team,
                                          nnt_error *error);
void nnt_team_clear(nnt_team *team);

/* nnt_trainer_run for all of them: listeners and outcomes (n). */
void nnt_team_run(nnt_team *team, const nnt_listener *listeners, nnt_outcome *outcomes);

/* A lane's numbers of a block of the team, laid out like the network's parameters. */
void nnt_team_get_block(const nnt_team *team, size_t lane, const real *block, real *to);

/* nnt_trainer_order_rows for every lane. */
void nnt_team_order_rows(nnt_team *team, size_t epoch);

/* Forward, loss and backward over team->batch: the gradient of each lane's mean loss
 * and its sums in the tally.
 *   loss  (NNT_TEAM_LANES) out: of each lane's batch; where it is not finite, the
 *         lane's tally and gradient are of no use */
void nnt_team_find_gradient(nnt_team *team, double *loss);

/* Penalties, clipping and the optimizer's step. */
void nnt_team_apply(nnt_team *team, double learning_rate);

#endif
