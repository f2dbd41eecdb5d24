/* Copying what steps depend on, and putting it back. */
#include "train/snapshots.h"

#include "base/memory.h"
#include "train/trainer.h"
#include <string.h>

enum { N_ITEMS = 2 };

bool nnt_snapshots_create(const nnt_network *network, size_t n_state, nnt_snapshots *snapshots) {
    *snapshots = (nnt_snapshots){.latest = 0};
    bool is_complete = true;
    for (size_t i = 0; i < N_ITEMS; i++) {
        nnt_snapshot *item = &snapshots->items[i];
        item->parameters = nnt_network_block(network);
        is_complete = is_complete && item->parameters;
        for (size_t s = 0; s < n_state; s++) {
            item->state[s] = nnt_network_block(network);
            is_complete = is_complete && item->state[s];
        }
    }
    return is_complete;
}

void nnt_snapshots_clear(nnt_snapshots *snapshots) {
    for (size_t i = 0; i < N_ITEMS; i++) {
        nnt_free(snapshots->items[i].parameters);
        for (size_t s = 0; s < NNT_MAX_STATE; s++) {
            nnt_free(snapshots->items[i].state[s]);
        }
    }
    *snapshots = (nnt_snapshots){.latest = 0};
}

void nnt_snapshots_visit(nnt_snapshots *snapshots,
                         const nnt_network *network,
                         size_t most_epochs,
                         nnt_state *state) {
    const size_t n = network->block_length;
    nnt_state_enter(state, "snapshots");
    nnt_state_size(state, "latest", &snapshots->latest, N_ITEMS - 1);
    nnt_state_values(state, "watched", NNT_STATE_F64, snapshots->watched, NNT_SNAPSHOT_EPOCHS);
    for (size_t i = 0; i < N_ITEMS; i++) {
        nnt_snapshot *item = &snapshots->items[i];
        nnt_state_enter_number(state, i);
        nnt_state_size(state, "epoch", &item->epoch, most_epochs + 1);
        nnt_state_u64(state, "steps", &item->steps);
        nnt_state_values(state, "parameters", NNT_STATE_REAL, item->parameters, n);
        for (size_t s = 0; s < NNT_MAX_STATE && item->state[s]; s++) {
            nnt_state_enter_number(state, s);
            nnt_state_values(state, "vector", NNT_STATE_REAL, item->state[s], n);
            nnt_state_leave(state);
        }
        nnt_state_leave(state);
    }
    nnt_state_leave(state);
}

bool nnt_snapshots_are_due(const nnt_snapshots *snapshots, uint64_t steps) {
    const nnt_snapshot *latest = &snapshots->items[snapshots->latest];
    return latest->epoch == 0 || steps >= latest->steps + NNT_SNAPSHOT_STEPS;
}

static void take(nnt_trainer *trainer) {
    nnt_snapshots *snapshots = &trainer->snapshots;
    const size_t length = trainer->network->block_length * sizeof(real);
    snapshots->latest = (snapshots->latest + 1) % N_ITEMS;
    nnt_snapshot *item = &snapshots->items[snapshots->latest];
    item->epoch = trainer->epoch;
    item->steps = trainer->outcome.steps;
    memcpy(item->parameters, trainer->network->parameters, length);
    for (size_t s = 0; s < NNT_MAX_STATE && item->state[s]; s++) {
        memcpy(item->state[s], trainer->state[s], length);
    }
}

void nnt_snapshots_begin_epoch(nnt_trainer *trainer) {
    nnt_snapshots *snapshots = &trainer->snapshots;
    snapshots->watched[trainer->epoch % NNT_SNAPSHOT_EPOCHS] = trainer->watched.factor;
    if (nnt_snapshots_are_due(snapshots, trainer->outcome.steps)) {
        take(trainer);
    }
}

/* The step in which something went wrong may be among those that were taken. */
static const nnt_snapshot *choose(const nnt_snapshots *snapshots, uint64_t steps) {
    const nnt_snapshot *latest = &snapshots->items[snapshots->latest];
    const nnt_snapshot *older = &snapshots->items[(snapshots->latest + 1) % N_ITEMS];
    return older->epoch > 0 && steps <= latest->steps + NNT_TRAIL_STEPS ? older : latest;
}

bool nnt_snapshots_restore(nnt_trainer *trainer) {
    const nnt_snapshot *item = choose(&trainer->snapshots, trainer->outcome.steps);
    const size_t length = trainer->network->block_length * sizeof(real);
    if (item->epoch == 0) {
        return false;
    }
    trainer->epoch = item->epoch;
    trainer->outcome.steps = item->steps;
    memcpy(trainer->network->parameters, item->parameters, length);
    for (size_t s = 0; s < NNT_MAX_STATE && item->state[s]; s++) {
        memcpy(trainer->state[s], item->state[s], length);
    }
    return true;
}

void nnt_snapshots_recall_schedule(nnt_trainer *trainer) {
    trainer->watched.factor = trainer->snapshots.watched[trainer->epoch % NNT_SNAPSHOT_EPOCHS];
}
