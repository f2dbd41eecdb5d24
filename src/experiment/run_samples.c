/* Asking a trained network for what the pictures of its report show. */
#include "experiment/run_samples.h"

#include "base/memory.h"
#include "experiment/run_confusion.h"
#include <math.h>
#include <string.h>

enum {
    PLANE_POINTS = 101, /* on each axis; less for a large network */
    COARSE_POINTS = 48,
    LARGE_NETWORK = 20000, /* weights */
    LINE_POINTS = 241,
    MOST_CURVES = 4,   /* activations that are shown */
    MOST_CLASSES = 20, /* of a confusion matrix */
};
static const double MARGIN = 0.08;   /* of the range of the data, on each side */
static const double CURVE_REACH = 5; /* |z| */

struct nnt_samples_memory {
    double *axes, *points, *answers; /* of the grid */
    size_t *counts;
    nnt_activation_curve curves[MOST_CURVES];
    double *curve_values;
};

static nnt_status refuse_memory(nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the pictures of the report");
}

/* ---- the trained weights in a network that predicts ----------------------------- */

static nnt_status
create_predictor(const nnt_sampled_run *run, nnt_session **session, nnt_error *error) {
    const nnt_status status = run->engine->create_predictor(run->network, run->training->task,
                                                            &run->training->loss, session, error);
    for (size_t l = 0; l < run->network->n_layers && !status; l++) {
        const nnt_model_layer *layer = &run->layers[l];
        run->engine->set_parameters(*session, l, layer->weight, layer->bias, layer->learned);
    }
    if (!status) {
        run->engine->share(*session, run->pool);
    }
    return status;
}

/* ---- the grid ------------------------------------------------------------------- */

static size_t count_weights(const nnt_network_spec *network) {
    size_t inputs = network->n_inputs;
    size_t n = 0;
    for (size_t l = 0; l < network->n_layers; l++) {
        n += inputs * network->layers[l].units;
        inputs = network->layers[l].units;
    }
    return n;
}

/* Points of an axis; 0 where the report draws no grid. */
static size_t choose_points(const nnt_sampled_run *run) {
    const size_t n_inputs = run->network->n_inputs;
    if (run->training->task == NNT_TASK_REGRESSION) {
        return n_inputs == 1 ? LINE_POINTS : 0;
    }
    if (n_inputs != 2) {
        return 0;
    }
    return count_weights(run->network) > LARGE_NETWORK ? COARSE_POINTS : PLANE_POINTS;
}

/* Values of one input from a little below the least to a little above the greatest
 * of the training rows. */
static void fill_axis(const nnt_view *rows, size_t input, size_t n_points, double *axis) {
    double low = (double)INFINITY;
    double high = -(double)INFINITY;
    for (size_t i = 0; i < rows->n_rows; i++) {
        const double value = nnt_dataset_feature(rows->dataset, nnt_view_row(rows, i), input);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    const double margin = high > low ? MARGIN * (high - low) : 1;
    for (size_t i = 0; i < n_points; i++) {
        const double share = (double)i / (double)(n_points - 1);
        axis[i] = (low - margin) * (1 - share) + (high + margin) * share;
    }
}

static void fill_points(const nnt_answer_grid *grid, size_t n_inputs, double *points) {
    if (n_inputs == 1) {
        memcpy(points, grid->axes[0], grid->n_points * sizeof *points);
        return;
    }
    for (size_t row = 0; row < grid->n_points; row++) {
        for (size_t column = 0; column < grid->n_points; column++) {
            *points++ = grid->axes[0][column];
            *points++ = grid->axes[1][row];
        }
    }
}

static nnt_status take_grid(const nnt_predictor *predictor,
                            size_t n_axis,
                            nnt_run_samples *samples,
                            nnt_error *error) {
    struct nnt_samples_memory *memory = samples->memory;
    const nnt_problem *problem = predictor->problem;
    const nnt_dataset *data = problem->parts[NNT_TRAIN].dataset;
    const size_t n_inputs = data->n_features;
    const size_t n = n_inputs == 2 ? n_axis * n_axis : n_axis;
    memory->axes = nnt_allocate(n_inputs * n_axis, sizeof *memory->axes);
    memory->points = nnt_allocate(n * n_inputs, sizeof *memory->points);
    memory->answers = nnt_allocate(n * data->n_outputs, sizeof *memory->answers);
    if (!memory->axes || !memory->points || !memory->answers) {
        return refuse_memory(error);
    }
    nnt_answer_grid *grid = &samples->face.grid;
    *grid = (nnt_answer_grid){.n_points = n_axis, .answers = memory->answers};
    for (size_t input = 0; input < n_inputs; input++) {
        fill_axis(&problem->parts[NNT_TRAIN], input, n_axis, memory->axes + input * n_axis);
        grid->axes[input] = memory->axes + input * n_axis;
    }
    fill_points(grid, n_inputs, memory->points);
    predictor->engine->predict(predictor->session, n, memory->points, problem->features,
                               data->task == NNT_TASK_REGRESSION ? problem->targets : NULL,
                               memory->answers);
    return NNT_OK;
}

/* ---- activations ---------------------------------------------------------------- */

static size_t find_activation(const nnt_engine *engine, const char *name) {
    size_t index = 0;
    while (strcmp(engine->activation_row(index)->name, name) != 0) {
        index++; /* the name has been checked */
    }
    return index;
}

nnt_activation_curve
nnt_activation_curve_take(const nnt_engine *engine, const nnt_choice *activation, double *values) {
    double *z = values;
    double *value = z + NNT_CURVE_POINTS;
    double *slope = value + NNT_CURVE_POINTS;
    for (size_t i = 0; i < NNT_CURVE_POINTS; i++) {
        z[i] = CURVE_REACH * (2 * (double)i / (NNT_CURVE_POINTS - 1) - 1);
    }
    engine->activation_evaluate(find_activation(engine, activation->name), activation->values,
                                NNT_CURVE_POINTS, z, value, slope);
    return (nnt_activation_curve){activation->name, NNT_CURVE_POINTS, z, value, slope};
}

static bool has_curve(const nnt_report_samples *samples, const char *name) {
    for (size_t i = 0; i < samples->n_curves; i++) {
        if (strcmp(samples->curves[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* One for each name among the hidden layers, with the options of its first layer. */
static nnt_status
take_curves(const nnt_sampled_run *run, nnt_run_samples *samples, nnt_error *error) {
    struct nnt_samples_memory *memory = samples->memory;
    const size_t room = 3 * (size_t)NNT_CURVE_POINTS;
    memory->curve_values = nnt_allocate(MOST_CURVES * room, sizeof *memory->curve_values);
    if (!memory->curve_values) {
        return refuse_memory(error);
    }
    samples->face.curves = memory->curves;
    for (size_t l = 0; l + 1 < run->network->n_layers; l++) {
        const nnt_choice *activation = &run->network->layers[l].activation;
        const size_t n = samples->face.n_curves;
        if (n < MOST_CURVES && !has_curve(&samples->face, activation->name)) {
            memory->curves[n] =
                nnt_activation_curve_take(run->engine, activation, memory->curve_values + n * room);
            samples->face.n_curves++;
        }
    }
    return NNT_OK;
}

/* ---- all of it ------------------------------------------------------------------ */

static nnt_status
take_answers(const nnt_sampled_run *run, nnt_run_samples *samples, nnt_error *error) {
    const nnt_dataset *data = run->problem->parts[NNT_TRAIN].dataset;
    const size_t n_axis = choose_points(run);
    const bool has_confusion = data->labels && data->n_outputs <= MOST_CLASSES;
    nnt_predictor predictor = {.engine = run->engine, .problem = run->problem};
    nnt_status status = NNT_OK;
    if (n_axis == 0 && !has_confusion) {
        return NNT_OK;
    }
    status = create_predictor(run, &predictor.session, error);
    if (!status && n_axis > 0) {
        status = take_grid(&predictor, n_axis, samples, error);
    }
    if (!status && has_confusion) {
        size_t *counts = nnt_allocate(data->n_outputs * data->n_outputs, sizeof *counts);
        samples->memory->counts = counts;
        status = counts
                     ? nnt_run_confusion_count(&predictor, counts, &samples->face.confusion, error)
                     : refuse_memory(error);
    }
    run->engine->free(predictor.session);
    return status;
}

nnt_status
nnt_run_samples_take(const nnt_sampled_run *run, nnt_run_samples *samples, nnt_error *error) {
    *samples = (nnt_run_samples){.memory = nnt_allocate(1, sizeof *samples->memory)};
    if (!samples->memory) {
        return refuse_memory(error);
    }
    samples->face.rows = run->problem->parts[NNT_TRAIN];
    const nnt_status status = take_curves(run, samples, error);
    return status ? status : take_answers(run, samples, error);
}

void nnt_run_samples_clear(nnt_run_samples *samples) {
    if (samples->memory) {
        nnt_free(samples->memory->axes);
        nnt_free(samples->memory->points);
        nnt_free(samples->memory->answers);
        nnt_free(samples->memory->counts);
        nnt_free(samples->memory->curve_values);
        nnt_free(samples->memory);
    }
    *samples = (nnt_run_samples){0};
}
