/* From a run to the evidence that the rules ask for. */
#include "experiment/run_diagnosis.h"

#include "base/memory.h"
#include "diagnosis/diagnose.h"
#include "experiment/engines.h"
#include "experiment/run_born_dead.h"
#include "experiment/run_what_if.h"
#include <math.h>
#include <string.h>

/* Halved until the slopes at so much of 0.1, on both sides, are close to that at 0. */
static const double LEAST_REACH = 1.0 / 1024;
static const double NEAR = 0.1, CLOSE = 0.25;

static double find_reach(const nnt_engine *engine, const nnt_choice *activation) {
    size_t index = 0;
    while (strcmp(engine->activation_row(index)->name, activation->name) != 0) {
        index++;
    }
    for (double reach = 1; reach >= LEAST_REACH; reach /= 2) {
        const double z[3] = {0, NEAR * reach, -NEAR * reach};
        double a[3], slope[3];
        engine->activation_evaluate(index, activation->values, 3, z, a, slope);
        const double bend = fmax(fabs(slope[1] - slope[0]), fabs(slope[2] - slope[0]));
        if (bend <= CLOSE * fabs(slope[0])) {
            return reach;
        }
    }
    return 0;
}

static nnt_layer_evidence describe_layer(const nnt_engine *engine, const nnt_layer_spec *spec) {
    const nnt_activation_traits *traits = nnt_engine_find_traits(spec->activation.name);
    return (nnt_layer_evidence){.units = spec->units,
                                .activation = spec->activation.name,
                                .straight_to = find_reach(engine, &spec->activation),
                                .is_homogeneous = traits->is_homogeneous};
}

/* Mean over standard deviation of one feature, as the network sees it. */
static double find_offset(const nnt_problem *problem, size_t feature) {
    const nnt_view *train = &problem->parts[NNT_TRAIN];
    const double offset = problem->features->offset[feature];
    const double scale = problem->features->scale[feature];
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < train->n_rows; i++) {
        const size_t row = nnt_view_row(train, i);
        const double x = (nnt_dataset_feature(train->dataset, row, feature) - offset) / scale;
        sum += x;
        squares += x * x;
    }
    const double mean = sum / (double)train->n_rows;
    const double variance = squares / (double)train->n_rows - mean * mean;
    return variance > 0 ? fabs(mean) / sqrt(variance) : 0;
}

/* The largest over features; images are left out, whose pixels are never centred. */
static double find_largest_offset(const nnt_problem *problem) {
    const nnt_dataset *data = problem->parts[NNT_TRAIN].dataset;
    double largest = 0;
    if (data->storage == NNT_STORAGE_U8) {
        return (double)NAN;
    }
    for (size_t c = 0; c < data->n_features; c++) {
        largest = fmax(largest, find_offset(problem, c));
    }
    return largest;
}

static size_t find_optimizer(const nnt_engine *engine, const char *name) {
    size_t index = 0;
    while (strcmp(engine->optimizer_row(index)->name, name) != 0) {
        index++;
    }
    return index;
}

/* Whether an option of the optimizer is there and not 0. */
static bool is_set(const nnt_engine *engine, const nnt_choice *optimizer, const char *option) {
    const nnt_row *row = engine->optimizer_row(find_optimizer(engine, optimizer->name));
    const size_t at = nnt_option_find(row->options, option);
    return at != SIZE_MAX && optimizer->values[at].number != 0;
}

/* Steps that go on where the gradient is 0. */
static bool has_momentum(const nnt_engine *engine, const nnt_choice *optimizer) {
    return is_set(engine, optimizer, "momentum") || is_set(engine, optimizer, "beta1") ||
           is_set(engine, optimizer, "weight_decay");
}

/* A linear network keeps its gradients and learns nothing more: no remedy. */
static size_t drop_linear(nnt_what_if *rows, size_t n_rows) {
    size_t n_kept = 0;
    for (size_t i = 0; i < n_rows; i++) {
        if (strcmp(rows[i].activation, "linear") != 0) {
            rows[n_kept++] = rows[i];
        }
    }
    return n_kept;
}

static bool is_born_dead(const nnt_verdict *verdicts, size_t n_verdicts) {
    for (size_t i = 0; i < n_verdicts; i++) {
        if (strcmp(verdicts[i].rule, "born_dead_network") == 0) {
            return true;
        }
    }
    return false;
}

/* Once more, now that remedies are asked for: with what theory predicts of them. */
static nnt_status diagnose_with_remedies(const nnt_run_record *record,
                                         nnt_evidence *evidence,
                                         nnt_verdict **verdicts,
                                         size_t *n_verdicts,
                                         nnt_error *error) {
    nnt_what_if *rows = NULL;
    nnt_status status = nnt_run_what_if(record->network, record->problem, record->engine,
                                        NNT_WHAT_IF_FEW, &rows, &evidence->n_what_ifs, error);
    if (!status && is_born_dead(*verdicts, *n_verdicts)) {
        status = nnt_run_born_dead(record->network, record->problem, record->engine,
                                   &evidence->born_dead, &evidence->born_dead_wider, error);
    }
    if (status) {
        nnt_free(rows);
        return status;
    }
    nnt_free(*verdicts);
    evidence->what_ifs = rows;
    evidence->n_what_ifs = drop_linear(rows, evidence->n_what_ifs);
    status = nnt_diagnose(evidence, verdicts, n_verdicts, error);
    nnt_free(rows);
    return status;
}

nnt_status nnt_run_diagnose(const nnt_run_record *record,
                            nnt_verdict **verdicts,
                            size_t *n_verdicts,
                            nnt_error *error) {
    const nnt_training_spec *training = &record->plan->training;
    const nnt_network_spec *network = record->network;
    const size_t n_rows = record->problem->parts[NNT_TRAIN].n_rows;
    const bool is_full = training->batch_size == 0 || training->batch_size > n_rows;
    nnt_layer_evidence *layers = nnt_allocate(network->n_layers, sizeof *layers);
    if (!layers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the diagnosis");
    }
    for (size_t l = 0; l < network->n_layers; l++) {
        layers[l] = describe_layer(record->engine, &network->layers[l]);
    }
    nnt_evidence evidence = {
        .history = record->history,
        .theory = record->theory,
        .n_layers = network->n_layers,
        .layers = layers,
        .is_regression = training->task == NNT_TASK_REGRESSION,
        .n_classes = record->problem->parts[NNT_TRAIN].dataset->n_outputs,
        .n_train_rows = n_rows,
        .batch_size = is_full ? n_rows : training->batch_size,
        .learning_rate = training->optimizer.values[0].number,
        .optimizer = training->optimizer.name,
        .finds_lengths = record->engine->optimizer_solver(
                             find_optimizer(record->engine, training->optimizer.name)) != NULL,
        .has_momentum = has_momentum(record->engine, &training->optimizer),
        .initializer = network->layers[0].init.name,
        .input_offset = find_largest_offset(record->problem),
        .born_dead = (double)NAN,
        .born_dead_wider = (double)NAN,
        .kept_epoch = record->outcome->best_epoch,
        .steps = record->outcome->steps,
        .stop = record->outcome->stop,
        .divergence = record->outcome->divergence,
    };
    nnt_status status = nnt_diagnose(&evidence, verdicts, n_verdicts, error);
    if (!status && *n_verdicts > 0 && (*verdicts)[0].severity > NNT_NOTE) {
        status = diagnose_with_remedies(record, &evidence, verdicts, n_verdicts, error);
    }
    nnt_free(layers);
    return status;
}
