/* The sizes of all that a session allocates, in one place and before any of it. */
#include "engine/session_need.h"

#include "base/memory.h"
#include "instruments/instrument.h"
#include "instruments/spectrum.h"
#include "train/trainer.h"

/* Vectors laid out like the parameters. */
enum {
    TRAINING_BLOCKS = 5, /* parameters, gradient, before, epoch_start, best */
    SNAPSHOTS = 2,
    PANEL_BLOCKS = 3,    /* gradient, initial, and the ledger's */
    SHARPNESS_BLOCKS = 4 /* at level full: a direction, and what is found along it */
};

/* What the layers add up to. */
typedef struct layer_sums {
    size_t parameters;
    size_t units;
    size_t dropped; /* units with dropout */
    size_t sloped;  /* units whose slopes are found with their values */
    size_t widest;
    size_t seen; /* inputs of the hidden layers behind the first */
} layer_sums;

static void add(size_t *bytes, size_t n, size_t size) {
    *bytes = nnt_size_plus(*bytes, nnt_size_times(n, size));
}

/* As nnt_layer_has_slope, before there is a network. */
static bool has_slope(const nnt_network_spec *network, size_t layer) {
    const nnt_activation *activation = nnt_activation_find(network->layers[layer].activation.name);
    return layer + 1 < network->n_layers && activation && nnt_activation_gives_slope(activation);
}

static layer_sums sum_layers(const nnt_network_spec *network) {
    layer_sums sums = {.parameters = nnt_network_spec_count(network)};
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers; l++) {
        const nnt_layer_spec *layer = &network->layers[l];
        sums.units = nnt_size_plus(sums.units, layer->units);
        sums.dropped = nnt_size_plus(sums.dropped, layer->dropout > 0 ? layer->units : 0);
        sums.sloped = nnt_size_plus(sums.sloped, has_slope(network, l) ? layer->units : 0);
        sums.widest = layer->units > sums.widest ? layer->units : sums.widest;
        if (l > 0 && l + 1 < network->n_layers) {
            sums.seen = nnt_size_plus(sums.seen, inputs);
        }
        inputs = layer->units;
    }
    return sums;
}

/* What feeds keep of the rows. Bytes are read where they are. */
static void add_feeds(const nnt_problem *problem, nnt_memory_need *need) {
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        const nnt_view *view = &problem->parts[p];
        const nnt_dataset *set = view->dataset;
        if (view->n_rows == 0) {
            continue;
        }
        const size_t n_features = set->storage == NNT_STORAGE_F64 ? set->n_features : 0;
        const size_t n_reals =
            n_features + (set->targets ? set->n_outputs : 0) + (set->weights ? 1 : 0);
        add(&need->data, nnt_size_times(view->n_rows, n_reals), sizeof(real));
        add(&need->data, set->labels ? view->n_rows : 0, sizeof(uint32_t));
    }
    add(&need->data, problem->parts[NNT_TRAIN].n_rows, sizeof(uint32_t)); /* their order */
}

static void add_optimizer(const nnt_training_spec *training,
                          const layer_sums *sums,
                          size_t n_errors,
                          nnt_memory_need *need) {
    const nnt_optimizer *optimizer = nnt_optimizer_find(training->optimizer.name);
    add(&need->optimizer, nnt_size_times(optimizer->n_state, 1 + SNAPSHOTS),
        nnt_size_times(sums->parameters, sizeof(real)));
    if (optimizer->solver) {
        double option[NNT_MAX_OPTIONS];
        for (size_t i = 0; i < NNT_MAX_OPTIONS; i++) {
            option[i] = training->optimizer.values[i].number;
        }
        add(&need->optimizer, optimizer->solver->measure(option, sums->parameters, n_errors),
            sizeof(double));
        add(&need->optimizer, nnt_size_times(3, sums->parameters), sizeof(double));
    }
}

/* Rows that the workspace holds, as the trainer has them. */
static size_t find_capacity(const nnt_training_spec *training, size_t n_rows) {
    const bool solves = nnt_optimizer_find(training->optimizer.name)->solver != NULL;
    const bool is_full = training->batch_size == 0 || training->batch_size > n_rows;
    const size_t batch = solves ? 1 : is_full ? n_rows : training->batch_size;
    return batch > NNT_EVALUATION_ROWS ? batch : NNT_EVALUATION_ROWS;
}

/* Of the hidden layer that needs most. */
static size_t find_spectrum_room(const nnt_network_spec *network, size_t n_probe) {
    size_t most = 0;
    for (size_t l = 0; l + 1 < network->n_layers; l++) {
        const size_t needed = nnt_spectrum_room(n_probe, network->layers[l].units);
        most = needed > most ? needed : most;
    }
    return most;
}

static void add_panel(const nnt_network_spec *network,
                      const nnt_training_spec *training,
                      const nnt_instrument_spec *spec,
                      const layer_sums *sums,
                      size_t n_rows,
                      size_t *bytes) {
    const size_t n_probe = n_rows < spec->probe_rows ? n_rows : spec->probe_rows;
    const size_t n_moments = nnt_session_count_moments(training, spec, n_rows);
    size_t a_row = nnt_size_plus(network->n_inputs, nnt_size_times(3, sums->units));
    size_t n_columns = 0;
    for (size_t i = 0; i < nnt_instrument_count(); i++) {
        for (size_t s = 0; nnt_instrument_get(i)->series[s].name; s++) {
            n_columns++;
        }
    }
    a_row = nnt_size_plus(a_row, sums->sloped);
    a_row = nnt_size_plus(a_row, nnt_size_plus(sums->widest, sums->seen));
    if (spec->level == NNT_LEVEL_FULL) {
        a_row = nnt_size_plus(a_row, sums->units); /* nn/kink_sides.h, at most */
        add(bytes, nnt_size_times(SHARPNESS_BLOCKS, sums->parameters), sizeof(real));
    }
    add(bytes, nnt_size_times(PANEL_BLOCKS, sums->parameters), sizeof(real));
    add(bytes, nnt_size_times(n_probe, a_row), sizeof(real));
    if (spec->level == NNT_LEVEL_FULL) {
        add(bytes, find_spectrum_room(network, n_probe), sizeof(double));
    }
    add(bytes, nnt_size_times(nnt_size_times(n_moments, network->n_layers), n_columns),
        sizeof(double));
}

size_t nnt_session_count_moments(const nnt_training_spec *training,
                                 const nnt_instrument_spec *instruments,
                                 size_t n_rows) {
    size_t steps = training->epochs;
    if (instruments->per_step) {
        const size_t batch = training->batch_size ? training->batch_size : n_rows;
        steps *= n_rows / batch + 1;
    }
    return steps / instruments->every + 2;
}

void nnt_session_need(const nnt_network_spec *network,
                      const nnt_training_spec *training,
                      const nnt_instrument_spec *instruments,
                      const nnt_problem *problem,
                      nnt_memory_need *need) {
    const layer_sums sums = sum_layers(network);
    const size_t n_rows = problem->parts[NNT_TRAIN].n_rows;
    const size_t n_outputs = network->layers[network->n_layers - 1].units;
    size_t a_row = nnt_size_plus(network->n_inputs, nnt_size_times(3, sums.units));
    a_row = nnt_size_plus(a_row, nnt_size_times(2, sums.dropped));
    a_row = nnt_size_plus(a_row, sums.sloped);
    add_feeds(problem, need);
    add(&need->parameters, nnt_size_times(TRAINING_BLOCKS + SNAPSHOTS, sums.parameters),
        sizeof(real));
    add_optimizer(training, &sums, nnt_size_times(n_rows, n_outputs), need);
    add(&need->workspace, nnt_size_times(find_capacity(training, n_rows), a_row), sizeof(real));
    if (instruments->level != NNT_LEVEL_OFF) {
        add_panel(network, training, instruments, &sums, n_rows, &need->instruments);
    }
}
