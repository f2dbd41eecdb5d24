/* The orders of an epoch's rows, drawn for all lanes at once. */
#include "train/team.h"

#include "base/philox.h"
#include "base/rng.h"
#include "base/wide.h"
#include "train/trainer_phases.h"
#include <string.h>

enum { L = NNT_TEAM_LANES, BLOCKS = 32, DRAWS = 2 * BLOCKS };

/* The stream of each lane; they differ in the key alone. */
typedef struct streams {
    uint32_t counter[4];
    uint32_t key[2][L];
} streams;

/* Blocks of each lane: word w of block b of lane l is words[b][w][l]. */
typedef struct blocks {
    uint32_t words[BLOCKS][4][L];
} blocks;

static void draw_block(streams *from, uint32_t words[4][L]) {
    uint32_t key[2][L];
    memcpy(key, from->key, sizeof key);
    for (size_t w = 0; w < 4; w++) {
        NNT_FOR_LANES(l) {
            words[w][l] = from->counter[w];
        }
    }
    for (int round = 0; round < NNT_PHILOX_ROUNDS; round++) {
        NNT_FOR_LANES(l) {
            nnt_philox_round(&words[0][l], &words[1][l], &words[2][l], &words[3][l], key[0][l],
                             key[1][l]);
            key[0][l] += NNT_PHILOX_STEP_0;
            key[1][l] += NNT_PHILOX_STEP_1;
        }
    }
    from->counter[0]++;
    from->counter[1] += from->counter[0] == 0;
}

/* n steps of nnt_rng_shuffle of the first `last` rows. False where a draw may have to be
 * drawn again, which hardly ever happens. */
static bool
swap_rows(const blocks *drawn, size_t lane, size_t n, size_t last, uint32_t *restrict order) {
    bool is_done = true;
    for (size_t i = 0; i < n; i++, last--) {
        const uint32_t(*word)[L] = &drawn->words[i / 2][2 * (i % 2)];
        const uint64_t draw = (uint64_t)word[1][lane] << 32 | word[0][lane];
        const nnt_wide product = nnt_wide_multiply(draw, last);
        const size_t place = (size_t)nnt_wide_high(product);
        const uint32_t row = order[place];
        order[place] = order[last - 1];
        order[last - 1] = row;
        is_done = is_done && nnt_wide_low(product) >= last;
    }
    return is_done;
}

static streams start_streams(const nnt_team *team, size_t epoch) {
    streams all = {0};
    for (size_t lane = 0; lane < team->n; lane++) {
        const nnt_rng rng = nnt_trainer_order_stream(team->trainers[lane], epoch);
        memcpy(all.counter, rng.counter, sizeof all.counter);
        all.key[0][lane] = rng.key[0];
        all.key[1][lane] = rng.key[1];
    }
    return all;
}

void nnt_team_order_rows(nnt_team *team, size_t epoch) {
    const size_t n_rows = team->trainers[0]->feeds[NNT_TRAIN].n_rows;
    streams all = start_streams(team, epoch);
    blocks drawn;
    bool is_done[L];
    memset(is_done, true, sizeof is_done);
    for (size_t lane = 0; lane < team->n; lane++) {
        nnt_trainer_number_rows(team->trainers[lane]);
    }
    for (size_t last = n_rows, n; last > 1; last -= n) {
        n = last - 1 < DRAWS ? last - 1 : DRAWS;
        for (size_t b = 0; b < BLOCKS; b++) {
            draw_block(&all, drawn.words[b]);
        }
        for (size_t lane = 0; lane < team->n; lane++) {
            uint32_t *order = team->trainers[lane]->order;
            is_done[lane] = swap_rows(&drawn, lane, n, last, order) && is_done[lane];
        }
    }
    for (size_t lane = 0; lane < team->n; lane++) {
        if (!is_done[lane]) {
            nnt_trainer_order_rows(team->trainers[lane], epoch);
        }
    }
}
