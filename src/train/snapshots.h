/* Where a training stood at the start of two of its epochs, so that its last steps can
 * be taken once more when something went wrong in them. That costs a copy of all that
 * steps depend on, once in an epoch at most, and nothing at each step. */
#ifndef NNT_TRAIN_SNAPSHOTS_H
#define NNT_TRAIN_SNAPSHOTS_H

#include "base/state.h"
#include "kernel/real.h"
#include "nn/network.h"
#include "optim/optimizer.h"

struct nnt_trainer;

/* Steps that are wanted before the present one, steps from one snapshot to the next at
 * least, and more epochs than a snapshot that is asked for can lie back: those of both. */
enum { NNT_TRAIL_STEPS = 5, NNT_SNAPSHOT_STEPS = 64, NNT_SNAPSHOT_EPOCHS = 128 };

typedef struct nnt_snapshot {
    size_t epoch;   /* the one that began, from 1; 0: none was taken */
    uint64_t steps; /* before it */
    real *parameters;
    real *state[NNT_MAX_STATE];
} nnt_snapshot;

typedef struct nnt_snapshots {
    nnt_snapshot items[2];
    size_t latest;                       /* which of them */
    double watched[NNT_SNAPSHOT_EPOCHS]; /* factor of the schedule's memory in the last epochs, at
                                            their number modulo this */
} nnt_snapshots;

#define nnt_snapshots_create NNT_CORE(nnt_snapshots_create)
#define nnt_snapshots_clear NNT_CORE(nnt_snapshots_clear)
#define nnt_snapshots_visit NNT_CORE(nnt_snapshots_visit)
#define nnt_snapshots_are_due NNT_CORE(nnt_snapshots_are_due)
#define nnt_snapshots_begin_epoch NNT_CORE(nnt_snapshots_begin_epoch)
#define nnt_snapshots_restore NNT_CORE(nnt_snapshots_restore)
#define nnt_snapshots_recall_schedule NNT_CORE(nnt_snapshots_recall_schedule)

/* False when memory is out. */
bool nnt_snapshots_create(const nnt_network *network, size_t n_state, nnt_snapshots *snapshots);
void nnt_snapshots_clear(nnt_snapshots *snapshots);

/* Shows everything that lives from one step to the next.
 *   most_epochs  that training has */
void nnt_snapshots_visit(nnt_snapshots *snapshots,
                         const nnt_network *network,
                         size_t most_epochs,
                         nnt_state *state);

/* Whether enough steps were taken since the latest one. */
bool nnt_snapshots_are_due(const nnt_snapshots *snapshots, uint64_t steps);

/* At the start of trainer->epoch: notes what the schedule remembers and, if a snapshot is
 * due, keeps the trainer as it stands in place of the older one. */
void nnt_snapshots_begin_epoch(struct nnt_trainer *trainer);

/* Puts the trainer back to the latest snapshot that has NNT_TRAIL_STEPS behind it, or
 * to the earliest there is. False when there is none. */
bool nnt_snapshots_restore(struct nnt_trainer *trainer);

/* After that, at the start of trainer->epoch: what the schedule remembered. */
void nnt_snapshots_recall_schedule(struct nnt_trainer *trainer);

#endif
