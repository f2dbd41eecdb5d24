/* Which trainings can share a team, and the memory of one. */
#include "train/team.h"

#include "base/memory.h"
#include <string.h>

enum { L = NNT_TEAM_LANES };

/* ---- who may be in a team -------------------------------------------------------- */

/* What lanes can do: they have no weights of rows and classes, no activations that
 * learn, no dropout, no layers that move in their own ways and no limit on norms, no
 * optimizers that drive themselves, no schedules that watch and no clock; and a training that was carried on stands where no other does. */
static bool is_supported(const nnt_trainer *trainer) {
    const bool looks_at_steps = trainer->observer.observe && trainer->observer.per_step;
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    for (size_t l = 0; l < trainer->network->n_layers; l++) {
        const nnt_layer *layer = &trainer->network->layers[l];
        if (layer->n_learned > 0 || layer->dropout > 0 || layer->is_frozen ||
            layer->learning_rate_factor != 1) {
            return false;
        }
    }
    return feed->features && !feed->weights && !feed->class_weights && !looks_at_steps &&
           !trainer->is_started && trainer->spec.max_norm == 0 && !trainer->optimizer->solver &&
           !trainer->schedule->watch && trainer->spec.time_limit == 0;
}

/* The share of the lanes that must be in use for a team to be faster: `least` for the
 * smallest networks, and more by 1 per so many parameters, since a step of a team costs
 * the same for one lane as for all, and alone a wide layer fills the vectors by itself.
 * Measured with 2-8-2, 4-8-8-3, 2-16-16-3, 2-24-24-3, 13-32-16-2 and 2-32-32-3: of 16
 * lanes of float that is 5, 5, 6, 8, 10 and 12 with vectors of 64 bytes, and 6, 7, 9, 12,
 * 15 and 17 with 32. */
static bool pays(const nnt_trainer *trainer, size_t n) {
    const bool is_wide = NNT_VECTOR_BYTES == 64;
    const bool is_float = NNT_REAL_BITS == 32;
    const double least = is_wide ? (is_float ? 0.30 : 0.33) : (is_float ? 0.38 : 0.50);
    const double parameters = is_wide ? (is_float ? 2600 : 2000) : (is_float ? 1800 : 1200);
    const double share = (double)n / L;
    return NNT_VECTOR_BYTES >= 32 &&
           share > least + (double)trainer->network->n_parameters / parameters;
}

bool nnt_team_suits(const nnt_trainer *trainer, size_t n) {
    return is_supported(trainer) && pays(trainer, n);
}

static bool is_same_layer(const nnt_layer *a, const nnt_layer *b) {
    return a->inputs == b->inputs && a->units == b->units && a->activation == b->activation &&
           memcmp(a->option, b->option, sizeof a->option) == 0;
}

static bool is_same_network(const nnt_network *a, const nnt_network *b) {
    bool is_same = a->n_layers == b->n_layers && a->n_inputs == b->n_inputs;
    for (size_t l = 0; l < a->n_layers && is_same; l++) {
        is_same = is_same_layer(&a->layers[l], &b->layers[l]);
    }
    return is_same;
}

static bool is_same_schedule(const nnt_training_spec *a, const nnt_training_spec *b) {
    bool is_same = a->warmup_epochs == b->warmup_epochs;
    for (size_t i = 0; i < NNT_MAX_OPTIONS && is_same; i++) {
        is_same = a->schedule.values[i].kind == b->schedule.values[i].kind &&
                  a->schedule.values[i].number == b->schedule.values[i].number;
    }
    return is_same;
}

/* What the steps depend on; when to stop is each trainer's own affair. */
static bool is_same_training(const nnt_trainer *a, const nnt_trainer *b) {
    return a->loss == b->loss && a->optimizer == b->optimizer && a->schedule == b->schedule &&
           memcmp(a->loss_option, b->loss_option, sizeof a->loss_option) == 0 &&
           memcmp(a->optimizer_option, b->optimizer_option, sizeof a->optimizer_option) == 0 &&
           is_same_schedule(&a->spec, &b->spec) && a->spec.epochs == b->spec.epochs &&
           a->spec.batch_size == b->spec.batch_size && a->spec.shuffle == b->spec.shuffle &&
           a->spec.clip_norm == b->spec.clip_norm && a->spec.l1 == b->spec.l1;
}

bool nnt_team_fits(const nnt_trainer *trainer, const nnt_trainer *other) {
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    const nnt_feed *others = &other->feeds[NNT_TRAIN];
    return is_same_network(trainer->network, other->network) && is_same_training(trainer, other) &&
           !trainer->is_started && !other->is_started && feed->n_rows == others->n_rows &&
           !feed->labels == !others->labels &&
           !trainer->observer.observe == !other->observer.observe;
}

/* ---- memory ------------------------------------------------------------------------ */

/* Parts of one block, taken in turn. The first round, without a block, measures. */
typedef struct carver {
    real *block;
    size_t used;
} carver;

static real *carve(carver *from, size_t length) {
    real *part = from->block ? from->block + from->used : NULL;
    from->used += length * L;
    return part;
}

static void place_layers(nnt_team *team, carver *from, size_t rows) {
    size_t at = 0;
    for (size_t l = 0; l < team->network->n_layers; l++) {
        const nnt_layer *layer = &team->network->layers[l];
        team->layers[l].weight_at = at;
        at += layer->inputs * layer->units * L;
        team->layers[l].bias_at = at;
        at += layer->units * L;
        team->layers[l].z = carve(from, rows * layer->units);
        team->layers[l].a = carve(from, rows * layer->units);
        team->layers[l].delta = carve(from, rows * layer->units);
        team->layers[l].slope =
            nnt_layer_has_slope(team->network, l) ? carve(from, rows * layer->units) : NULL;
    }
    team->block_length = at;
}

static void place(nnt_team *team, carver *from) {
    const nnt_trainer *first = team->trainers[0];
    const nnt_feed *feed = &first->feeds[NNT_TRAIN];
    const size_t rows = first->spec.batch_size;
    const size_t n_parameters = team->network->n_parameters;
    place_layers(team, from, rows);
    team->parameters = carve(from, n_parameters);
    team->gradient = carve(from, n_parameters);
    team->before = first->observer.observe ? carve(from, n_parameters) : NULL;
    for (size_t i = 0; i < first->optimizer->n_state; i++) {
        team->state[i] = carve(from, n_parameters);
    }
    team->batch.x = carve(from, rows * feed->n_features);
    team->batch.targets = feed->targets ? carve(from, rows * feed->n_outputs) : NULL;
}

static bool allocate(nnt_team *team) {
    const nnt_feed *feed = &team->trainers[0]->feeds[NNT_TRAIN];
    const size_t rows = team->trainers[0]->spec.batch_size;
    const size_t sums = feed->targets ? feed->n_outputs * L : 0;
    carver measured = {0};
    team->layers = nnt_allocate(team->network->n_layers, sizeof *team->layers);
    if (!team->layers) {
        return false;
    }
    place(team, &measured);
    team->block = nnt_allocate(measured.used, sizeof(real));
    team->sums = nnt_allocate(2 * sums, sizeof(double));
    team->batch.labels = feed->labels ? nnt_allocate(rows * L, sizeof(uint32_t)) : NULL;
    if (!team->block || !team->sums || (feed->labels && !team->batch.labels)) {
        return false;
    }
    place(team, &(carver){.block = team->block});
    team->tally.square_errors = sums ? team->sums : NULL;
    team->tally.target_scale = sums ? team->sums + sums : NULL;
    return true;
}

/* ---- life ---------------------------------------------------------------------------- */

static void put_block(const nnt_team *team, size_t lane, const real *from, real *block) {
    for (size_t l = 0; l < team->network->n_layers; l++) {
        const nnt_layer *layer = &team->network->layers[l];
        const nnt_team_layer *own = &team->layers[l];
        nnt_lanes_put(layer->inputs * layer->units, lane, from + layer->weight_at,
                      block + own->weight_at);
        nnt_lanes_put(layer->units, lane, from + layer->bias_at, block + own->bias_at);
    }
}

void nnt_team_get_block(const nnt_team *team, size_t lane, const real *block, real *to) {
    for (size_t l = 0; l < team->network->n_layers; l++) {
        const nnt_layer *layer = &team->network->layers[l];
        const nnt_team_layer *own = &team->layers[l];
        nnt_lanes_get(layer->inputs * layer->units, lane, block + own->weight_at,
                      to + layer->weight_at);
        nnt_lanes_get(layer->units, lane, block + own->bias_at, to + layer->bias_at);
    }
}

static void fill_lane(nnt_team *team, size_t lane) {
    const nnt_trainer *trainer = team->trainers[lane];
    put_block(team, lane, trainer->network->parameters, team->parameters);
    for (size_t i = 0; i < trainer->optimizer->n_state; i++) {
        put_block(team, lane, trainer->state[i], team->state[i]);
    }
    for (size_t j = 0; team->tally.target_scale && j < team->network->n_outputs; j++) {
        team->tally.target_scale[j * L + lane] = trainer->feeds[NNT_TRAIN].target_scale[j];
    }
}

nnt_status
nnt_team_create(nnt_trainer *const *trainers, size_t n, nnt_team *team, nnt_error *error) {
    *team = (nnt_team){.n = n, .network = trainers[0]->network};
    memcpy(team->trainers, trainers, n * sizeof(nnt_trainer *));
    if (!allocate(team)) {
        nnt_team_clear(team);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu trainings at once", n);
    }
    for (size_t lane = 0; lane < n; lane++) {
        fill_lane(team, lane);
    }
    return NNT_OK;
}

void nnt_team_clear(nnt_team *team) {
    nnt_free(team->layers);
    nnt_free(team->block);
    nnt_free(team->sums);
    nnt_free(team->batch.labels);
    *team = (nnt_team){0};
}
