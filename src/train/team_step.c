/* One step of a team: forward, loss, backward, and the move, in all lanes. */
#include "train/team.h"

#include "kernel/matrix.h"
#include <math.h>
#include <string.h>

enum { L = NNT_TEAM_LANES };

/* ---- forward and backward, as in nn/propagate.c ------------------------------- */

static void forward(nnt_team *team) {
    const nnt_network *network = team->network;
    const size_t n = team->batch.n;
    const real *input = team->batch.x;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_team_layer *pass = &team->layers[l];
        nnt_lanes_affine(n, layer->inputs, layer->units, input, team->parameters + pass->weight_at,
                         team->parameters + pass->bias_at, pass->z);
        if (l + 1 < network->n_layers) {
            nnt_activation_apply(layer->activation, n * layer->units * L, layer->option, pass->z,
                                 pass->a, pass->slope);
            input = pass->a;
        }
    }
}

static void backward(nnt_team *team) {
    const nnt_network *network = team->network;
    const size_t n = team->batch.n;
    for (size_t l = network->n_layers; l-- > 0;) {
        const nnt_layer *layer = &network->layers[l];
        const nnt_team_layer *pass = &team->layers[l];
        const real *input = l > 0 ? team->layers[l - 1].a : team->batch.x;
        nnt_lanes_weight_gradient(n, layer->inputs, layer->units, input, pass->delta,
                                  team->gradient + pass->weight_at);
        nnt_bias_gradient(n, layer->units * L, pass->delta, team->gradient + pass->bias_at);
        if (l > 0) {
            const nnt_layer *below = layer - 1;
            const nnt_team_layer *to = &team->layers[l - 1];
            nnt_lanes_input_gradient(n, layer->inputs, layer->units, pass->delta,
                                     team->parameters + pass->weight_at, to->delta);
            nnt_activation_apply_slope(below->activation, n * below->units * L, below->option,
                                       to->z, to->a, to->slope, to->delta);
        }
    }
}

/* ---- the loss ------------------------------------------------------------------- */

/* A lane's truth, in the trainer's room for a batch. */
static nnt_truth get_truth(const nnt_team *team, size_t lane) {
    const nnt_team_batch *batch = &team->batch;
    const nnt_batch_room *room = &team->trainers[lane]->room;
    for (size_t i = 0; batch->labels && i < batch->n; i++) {
        room->labels[i] = batch->labels[i * L + lane];
    }
    if (batch->targets) {
        nnt_lanes_get(batch->n * team->network->n_outputs, lane, batch->targets, room->targets);
    }
    return (nnt_truth){.labels = room->labels, .targets = room->targets};
}

/* For a loss that knows no lanes: one after the other, in the trainer's workspace. */
static double evaluate_lane(const nnt_team *team, size_t lane) {
    const nnt_trainer *trainer = team->trainers[lane];
    const size_t top = team->network->n_layers - 1;
    const size_t k = team->network->n_outputs;
    const size_t n = team->batch.n;
    const nnt_layer_pass *own = &trainer->workspace.layers[top];
    const nnt_truth truth = get_truth(team, lane);
    nnt_lanes_get(n * k, lane, team->layers[top].z, own->z);
    const double loss = trainer->loss->evaluate(n, k, trainer->loss_option, own->z, &truth,
                                                1 / (real)n, own->delta);
    nnt_lanes_put(n * k, lane, own->delta, team->layers[top].delta);
    return loss;
}

static void evaluate(nnt_team *team, double *loss) {
    const nnt_trainer *first = team->trainers[0];
    const nnt_team_batch *batch = &team->batch;
    const nnt_team_layer *top = &team->layers[team->network->n_layers - 1];
    if (first->loss->evaluate_lanes) {
        const nnt_lanes_evaluation all = {.n = batch->n,
                                          .k = team->network->n_outputs,
                                          .option = first->loss_option,
                                          .z = top->z,
                                          .labels = batch->labels,
                                          .targets = batch->targets,
                                          .factor = 1 / (real)batch->n,
                                          .delta = top->delta};
        first->loss->evaluate_lanes(&all, loss);
        return;
    }
    for (size_t lane = 0; lane < L; lane++) {
        loss[lane] = lane < team->n && team->is_active[lane] ? evaluate_lane(team, lane) : 0;
    }
}

/* ---- sums for the metrics, as in train/tally.c ---------------------------------- */

/* Rows of each lane whose first largest logit is that of the label. */
static void count_correct(const nnt_team *team, const real *z, uint32_t *n_correct) {
    const size_t k = team->network->n_outputs;
    for (size_t i = 0; i < team->batch.n; i++) {
        const real *row = z + i * k * L;
        const uint32_t *label = team->batch.labels + i * L;
        real highest[L];
        uint32_t best[L] = {0};
        memcpy(highest, row, sizeof highest);
        for (uint32_t j = 1; j < k; j++) {
            NNT_FOR_LANES(lane) {
                const real value = row[j * L + lane];
                best[lane] = value > highest[lane] ? j : best[lane];
                highest[lane] = value > highest[lane] ? value : highest[lane];
            }
        }
        NNT_FOR_LANES(lane) {
            n_correct[lane] += best[lane] == label[lane];
        }
    }
}

static void add_square_errors(const nnt_team *team, const real *z, nnt_team_tally *tally) {
    const size_t width = team->network->n_outputs * L;
    for (size_t i = 0; i < team->batch.n; i++) {
        const real *row = z + i * width;
        const real *target = team->batch.targets + i * width;
        for (size_t e = 0; e < width; e++) {
            const double error = ((double)row[e] - (double)target[e]) * tally->target_scale[e];
            tally->square_errors[e] += error * error;
        }
    }
}

/* A lane whose loss is not finite ends before its tally is looked at. */
static void tally_batch(nnt_team *team, const double *loss) {
    nnt_team_tally *tally = &team->tally;
    const real *z = team->layers[team->network->n_layers - 1].z;
    tally->n_rows += team->batch.n;
    NNT_FOR_LANES(lane) {
        tally->loss[lane] += loss[lane];
    }
    if (team->batch.labels) {
        count_correct(team, z, tally->n_correct);
    } else {
        add_square_errors(team, z, tally);
    }
}

void nnt_team_find_gradient(nnt_team *team, double *loss) {
    forward(team);
    evaluate(team, loss);
    tally_batch(team, loss);
    backward(team);
}

/* ---- the move, as in train/step.c ------------------------------------------------ */

static void add_l1(const nnt_team *team, real l1) {
    for (size_t l = 0; l < team->network->n_layers; l++) {
        const nnt_layer *layer = &team->network->layers[l];
        const real *w = team->parameters + team->layers[l].weight_at;
        real *g = team->gradient + team->layers[l].weight_at;
        for (size_t i = 0; i < layer->inputs * layer->units * L; i++) {
            g[i] += w[i] > 0 ? l1 : w[i] < 0 ? -l1 : 0;
        }
    }
}

/* Chains of nnt_vector_sum_squares: element e of a part of the network's own block,
 * whose parts begin at multiples of their number, enters chain e mod CHAINS. */
enum { CHAINS = 8 };

static void add_squares(size_t length, const real *part, double chains[CHAINS][L]) {
    for (size_t e = 0; e < length; e++) {
        NNT_FOR_LANES(lane) {
            const double value = (double)part[e * L + lane];
            chains[e % CHAINS][lane] += value * value;
        }
    }
}

static void measure_norms(const nnt_team *team, double *norms) {
    double c[CHAINS][L] = {{0}};
    for (size_t l = 0; l < team->network->n_layers; l++) {
        const nnt_layer *layer = &team->network->layers[l];
        add_squares(layer->inputs * layer->units, team->gradient + team->layers[l].weight_at, c);
        add_squares(layer->units, team->gradient + team->layers[l].bias_at, c);
    }
    for (size_t i = 0; i < L; i++) {
        norms[i] = sqrt(((c[0][i] + c[4][i]) + (c[2][i] + c[6][i])) +
                        ((c[1][i] + c[5][i]) + (c[3][i] + c[7][i])));
    }
}

static void clip_gradients(const nnt_team *team, double clip_norm) {
    double norms[L];
    real factor[L];
    measure_norms(team, norms);
    NNT_FOR_LANES(lane) {
        factor[lane] = norms[lane] > clip_norm ? (real)(clip_norm / norms[lane]) : 1;
    }
    for (size_t e = 0; e < team->block_length; e += L) {
        NNT_FOR_LANES(lane) {
            team->gradient[e + lane] *= factor[lane];
        }
    }
}

void nnt_team_apply(nnt_team *team, double learning_rate) {
    const nnt_trainer *first = team->trainers[0];
    if (first->spec.l1 > 0) {
        add_l1(team, (real)first->spec.l1);
    }
    if (first->spec.clip_norm > 0) {
        clip_gradients(team, first->spec.clip_norm);
    }
    const nnt_step step = {.n = team->block_length,
                           .option = first->optimizer_option,
                           .learning_rate = learning_rate,
                           .count = ++team->steps,
                           .gradient = team->gradient,
                           .parameters = team->parameters,
                           .state = {team->state[0], team->state[1], team->state[2]}};
    first->optimizer->step(&step);
}
