/* The gradient of single parameters from values of the loss alone. */
#include "train/gradient_check.h"

#include "base/memory.h"
#include "base/rng.h"
#include "nn/propagate.h"
#include "train/step.h"
#include <math.h>
#include <string.h>

/* Step of the differences, in units of a parameter of size 1. Two steps, one half of the
 * other, cancel the error in the step's square (Richardson 1911): what is left of it, about
 * step^4, and the rounding of the loss over the step, are both far below what is allowed. */
static const double STEP = 1e-4;

typedef struct checking {
    nnt_trainer *trainer;
    nnt_batch batch;
    double l1, decay;
    unsigned char *regions; /* of every pre-activation at the far end of the step */
} checking;

/* ---- the loss ------------------------------------------------------------------- */

static double find_loss(const checking *it) {
    nnt_trainer *trainer = it->trainer;
    const nnt_network *network = trainer->network;
    const real *z = trainer->workspace.layers[network->n_layers - 1].z;
    nnt_forward(network, it->batch.n, it->batch.x, &trainer->workspace);
    const double sum = trainer->loss->evaluate(it->batch.n, network->n_outputs,
                                               trainer->loss_option, z, &it->batch.truth, 0, NULL);
    return it->batch.weight > 0 ? sum / it->batch.weight : 0;
}

/* What a parameter adds to the objective by itself. */
static double penalize(const checking *it, real parameter, bool is_weight) {
    const double w = (double)parameter;
    return (is_weight ? it->l1 * fabs(w) : 0) + it->decay / 2 * w * w;
}

/* ---- kinks ---------------------------------------------------------------------- */

static unsigned char find_region(const nnt_activation_traits *traits, double z) {
    unsigned char region = 0;
    for (size_t k = 0; k < traits->n_kinks; k++) {
        region = (unsigned char)(region + (z > traits->kinks[k]));
    }
    return region;
}

/* On which side of the loss's bends an error is; 0 for a loss that has none. */
static unsigned char find_error_region(const nnt_trainer *trainer, double error) {
    if (!trainer->loss->find_bend) {
        return 0;
    }
    const double bend = trainer->loss->find_bend(trainer->loss_option);
    return (unsigned char)((error > bend) + (error > -bend));
}

/* The region of every hidden pre-activation and every output's error after a pass.
 * With `is_second`, compares them with those that are there: false if one differs. */
static bool visit_regions(const checking *it, bool is_second) {
    const nnt_trainer *trainer = it->trainer;
    const nnt_network *network = trainer->network;
    unsigned char *region = it->regions;
    bool is_same = true;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const real *z = trainer->workspace.layers[l].z;
        const bool is_output = l + 1 == network->n_layers;
        const real *target = is_output ? it->batch.truth.targets : NULL;
        for (size_t i = 0; i < it->batch.n * layer->units; i++, region++) {
            const unsigned char now =
                target      ? find_error_region(trainer, (double)z[i] - (double)target[i])
                : is_output ? 0
                            : find_region(&layer->activation->traits, (double)z[i]);
            is_same = is_same && (!is_second || now == *region);
            *region = now;
        }
    }
    return is_same;
}

/* ---- one entry ------------------------------------------------------------------ */

typedef struct difference {
    double slope;
    bool has_kink;
} difference;

/* (F(w + step) - F(w - step)) over what the step came to after rounding. */
static double
take_difference(const checking *it, real *parameter, real step, bool is_weight, bool *is_same) {
    const real kept = *parameter;
    *parameter = kept + step;
    const double width_up = (double)*parameter;
    double up = find_loss(it);
    visit_regions(it, false);
    const double penalty_up = penalize(it, *parameter, is_weight);
    *parameter = kept - step;
    const double width = width_up - (double)*parameter;
    const double down = find_loss(it);
    *is_same = visit_regions(it, true);
    const double penalty_down = penalize(it, *parameter, is_weight);
    *parameter = kept;
    return ((up - down) + (penalty_up - penalty_down)) / width;
}

static difference differentiate(const checking *it, real *parameter, bool is_weight) {
    const double size = fabs((double)*parameter);
    const real step = (real)(STEP * (size > 1 ? size : 1));
    difference found = {.has_kink = is_weight && it->l1 > 0 && size <= (double)step};
    bool is_same = true;
    const double wide = take_difference(it, parameter, step, is_weight, &is_same);
    const double narrow = take_difference(it, parameter, step / 2, is_weight, &(bool){false});
    found.has_kink = found.has_kink || !is_same;
    found.slope = (4 * narrow - wide) / 3;
    return found;
}

/* ---- a layer -------------------------------------------------------------------- */

/* An entry of a layer by its number: weights, then biases, then what the activation
 * learns. */
typedef struct entry {
    const char *part;
    size_t at; /* in a block */
    size_t unit, input;
} entry;

static entry find_entry(const nnt_layer *layer, size_t number) {
    const size_t n_weights = layer->inputs * layer->units;
    if (number < n_weights) {
        return (entry){"weight", layer->weight_at + number, number % layer->units,
                       number / layer->units};
    }
    number -= n_weights;
    if (number < layer->units) {
        return (entry){"bias", layer->bias_at + number, number, 0};
    }
    number -= layer->units;
    return (entry){"activation.weight", layer->learned_at + number, number, 0};
}

static void
check_entry(const checking *it, const entry *at, double loss, nnt_gradcheck_layer *layer) {
    const bool is_weight = strcmp(at->part, "weight") == 0;
    const difference found =
        differentiate(it, it->trainer->network->parameters + at->at, is_weight);
    layer->n_checked++;
    layer->n_kinks += found.has_kink;
    if (found.has_kink) {
        return;
    }
    const double analytic = (double)it->trainer->gradient[at->at];
    const double allowed =
        NNT_GRADCHECK_ABSOLUTE * (loss > 1 ? loss : 1) + NNT_GRADCHECK_RELATIVE * fabs(found.slope);
    const double excess = fabs(analytic - found.slope) / allowed;
    const bool fails = !(excess <= 1); /* a NaN fails */
    layer->n_failed += fails;
    if (!layer->part || !(excess <= layer->excess)) {
        layer->excess = excess;
        layer->part = at->part;
        layer->unit = at->unit;
        layer->input = at->input;
        layer->analytic = analytic;
        layer->numeric = found.slope;
    }
}

/* The numbers 0 … n-1, the first ones drawn with the seed; NULL when memory is out. */
static uint32_t *draw_numbers(uint64_t seed, uint32_t index, size_t n, size_t most) {
    uint32_t *numbers = n <= UINT32_MAX ? nnt_allocate(n, sizeof *numbers) : NULL;
    for (size_t i = 0; numbers && i < n; i++) {
        numbers[i] = (uint32_t)i;
    }
    if (numbers && n > most) {
        nnt_rng rng = nnt_rng_stream(seed, "gradcheck", index);
        nnt_rng_shuffle(&rng, numbers, n);
    }
    return numbers;
}

static bool check_layer(
    const checking *it, size_t index, size_t most, double loss, nnt_gradcheck_layer *result) {
    const nnt_layer *layer = &it->trainer->network->layers[index];
    const size_t n = layer->inputs * layer->units + layer->units + layer->n_learned;
    uint32_t *numbers = draw_numbers(it->trainer->spec.seed, (uint32_t)index + 1, n, most);
    *result = (nnt_gradcheck_layer){.n_parameters = n};
    for (size_t i = 0; numbers && i < n && i < most; i++) {
        const entry at = find_entry(layer, numbers[i]);
        check_entry(it, &at, loss, result);
    }
    nnt_free(numbers);
    return numbers != NULL;
}

/* ---- all ------------------------------------------------------------------------ */

/* The gradient that a step would follow, clipping aside. */
static void find_gradient(const checking *it) {
    nnt_trainer *trainer = it->trainer;
    const nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    nnt_forward(network, it->batch.n, it->batch.x, &trainer->workspace);
    trainer->loss->evaluate(it->batch.n, network->n_outputs, trainer->loss_option, top->z,
                            &it->batch.truth, nnt_batch_factor(&it->batch), top->delta);
    nnt_backward(network, it->batch.n, it->batch.x, &trainer->workspace, trainer->gradient);
    nnt_step_add_penalties(trainer);
    for (size_t i = 0; i < network->block_length; i++) {
        trainer->gradient[i] += (real)it->decay * network->parameters[i];
    }
}

static size_t count_units(const nnt_network *network) {
    size_t n = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        n += network->layers[l].units;
    }
    return n;
}

nnt_status nnt_gradient_check(nnt_trainer *trainer,
                              size_t most_entries,
                              size_t *n_rows,
                              double *loss,
                              nnt_gradcheck_layer *layers,
                              nnt_error *error) {
    const nnt_feed *feed = &trainer->feeds[NNT_TRAIN];
    checking it = {
        .trainer = trainer, .l1 = trainer->spec.l1, .decay = nnt_step_weight_decay(trainer)};
    *n_rows = *n_rows < feed->n_rows ? *n_rows : feed->n_rows;
    uint32_t *rows = draw_numbers(trainer->spec.seed, 0, feed->n_rows, *n_rows);
    it.regions = nnt_allocate(*n_rows * count_units(trainer->network), 1);
    bool is_complete = rows && it.regions;
    if (is_complete) {
        it.batch = nnt_feed_gather(feed, *n_rows, rows, &trainer->room);
        nnt_dropout_draw(trainer->network, trainer->spec.seed, 1, &it.batch.rows,
                         &trainer->dropout);
        trainer->workspace.dropout = &trainer->dropout;
        *loss = find_loss(&it);
        find_gradient(&it);
    }
    for (size_t l = 0; is_complete && l < trainer->network->n_layers; l++) {
        is_complete = check_layer(&it, l, most_entries, *loss, &layers[l]);
    }
    trainer->workspace.dropout = NULL;
    nnt_free(rows);
    nnt_free(it.regions);
    return is_complete ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "no memory to check the gradient");
}
