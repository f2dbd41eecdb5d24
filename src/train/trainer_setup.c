/* Everything that training needs, made before it starts and given back after it. */
#include "base/memory.h"
#include "train/class_weights.h"
#include "train/divergence.h"
#include "train/trainer.h"

#include <string.h>

/* The metrics table's columns by task; the validation's come last, so that a run
 * without validation uses the first part. */
static const char *const classification_columns[] = {"epoch",
                                                     "step",
                                                     "learning_rate",
                                                     "train_loss",
                                                     "train_accuracy",
                                                     "validation_loss",
                                                     "validation_accuracy"};
static const char *const regression_columns[] = {
    "epoch",        "step",     "learning_rate",   "train_loss",
    "train_rmse",   "train_r2", "validation_loss", "validation_rmse",
    "validation_r2"};

static nnt_status create_metrics(nnt_trainer *trainer, nnt_error *error) {
    const bool is_regression = trainer->spec.task == NNT_TASK_REGRESSION;
    const bool validates = trainer->feeds[NNT_VALIDATION].n_rows > 0;
    const char *const *names = is_regression ? regression_columns : classification_columns;
    const size_t per_part = is_regression ? 3 : 2;
    const size_t n_columns = 3 + per_part + (validates ? per_part : 0);
    size_t n_rows = 0;
    if (!nnt_size_add(trainer->spec.epochs, 1, &n_rows) ||
        !nnt_table_create(&trainer->metrics, names, n_columns, n_rows) ||
        !nnt_divergence_create(&trainer->trail)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the metrics of %zu epochs",
                             trainer->spec.epochs);
    }
    const char *watched = trainer->schedule->watch ? trainer->spec.schedule.values[0].text : NULL;
    return !watched || nnt_table_column(&trainer->metrics, watched) != SIZE_MAX
               ? NNT_OK
               : nnt_error_set(error, NNT_ERR_CONFIG, "there is no metric \"%s\" in this run",
                               watched);
}

static nnt_status find_rows(const nnt_training_spec *spec, nnt_trainer *trainer, nnt_error *error) {
    trainer->loss = nnt_loss_find(spec->loss.name);
    trainer->optimizer = nnt_optimizer_find(spec->optimizer.name);
    trainer->schedule = nnt_schedule_find(spec->schedule.name);
    if (!trainer->loss || !trainer->optimizer || !trainer->schedule) {
        return nnt_error_set(error, NNT_ERR_CONFIG, "unknown %s \"%s\"",
                             !trainer->loss        ? "loss"
                             : !trainer->optimizer ? "optimizer"
                                                   : "schedule",
                             !trainer->loss        ? spec->loss.name
                             : !trainer->optimizer ? spec->optimizer.name
                                                   : spec->schedule.name);
    }
    for (size_t i = 0; i < NNT_MAX_OPTIONS; i++) {
        trainer->loss_option[i] = (real)spec->loss.values[i].number;
        trainer->optimizer_option[i] = spec->optimizer.values[i].number;
    }
    trainer->watched.factor = 1;
    return NNT_OK;
}

/* Makes all parts count classes as the loss says, and sees that every part counts. */
static nnt_status weigh_rows(const nnt_problem *problem, nnt_trainer *trainer, nnt_error *error) {
    static const char *const names[NNT_N_PARTS] = {"training", "validation", "test"};
    const int option = trainer->loss->class_weight_option;
    if (option != NNT_NO_OPTION) {
        const nnt_status status = nnt_class_weights_create(
            &trainer->spec.loss.values[option], problem->parts[NNT_TRAIN].dataset,
            &trainer->feeds[NNT_TRAIN], &trainer->class_weights, error);
        if (status) {
            return status;
        }
    }
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        nnt_feed *feed = &trainer->feeds[p];
        if (feed->n_rows > 0) {
            nnt_feed_weigh_classes(trainer->class_weights, feed);
        }
        if (feed->n_rows > 0 && !(feed->weight > 0)) {
            return nnt_error_set(error, NNT_ERR_DATA, "the weights of all %zu %s rows are 0",
                                 feed->n_rows, names[p]);
        }
    }
    return NNT_OK;
}

static nnt_status create_feeds(const nnt_problem *problem, nnt_trainer *trainer, nnt_error *error) {
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        if (problem->parts[p].n_rows == 0) {
            continue;
        }
        nnt_status status = nnt_feed_create(&problem->parts[p], problem->features, problem->targets,
                                            &trainer->feeds[p], error);
        if (!status) {
            status = nnt_tally_create(&trainer->feeds[p], &trainer->tallies[p], error);
        }
        if (status) {
            return status;
        }
    }
    return weigh_rows(problem, trainer, error);
}

/* The vectors laid out like the parameters. */
static nnt_status create_blocks(nnt_trainer *trainer, nnt_error *error) {
    real **blocks[] = {&trainer->gradient, &trainer->before, &trainer->epoch_start, &trainer->best};
    bool is_complete = true;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        *blocks[i] = nnt_network_block(trainer->network);
        is_complete = is_complete && *blocks[i];
    }
    for (size_t i = 0; i < trainer->optimizer->n_state; i++) {
        trainer->state[i] = nnt_network_block(trainer->network);
        is_complete = is_complete && trainer->state[i];
    }
    trainer->order = nnt_allocate(trainer->feeds[NNT_TRAIN].n_rows, sizeof *trainer->order);
    is_complete =
        nnt_snapshots_create(trainer->network, trainer->optimizer->n_state, &trainer->snapshots) &&
        is_complete;
    if (!is_complete || !trainer->order) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to train %zu parameters on %zu rows",
                             trainer->network->n_parameters, trainer->feeds[NNT_TRAIN].n_rows);
    }
    return NNT_OK;
}

nnt_status nnt_trainer_create(const nnt_training_spec *spec,
                              const nnt_problem *problem,
                              nnt_network *network,
                              nnt_trainer *trainer,
                              nnt_error *error) {
    *trainer =
        (nnt_trainer){.spec = *spec, .network = network, .train_view = problem->parts[NNT_TRAIN]};
    const size_t n_rows = problem->parts[NNT_TRAIN].n_rows;
    nnt_status status = find_rows(spec, trainer, error);
    if (status) {
        return status;
    }
    const bool solves = trainer->optimizer->solver != NULL;
    const bool is_full = solves || spec->batch_size == 0 || spec->batch_size > n_rows;
    const size_t batch = is_full ? n_rows : spec->batch_size;
    const size_t at_once = solves ? 1 : batch; /* who solves goes over the rows as scores do */
    const size_t capacity = at_once > NNT_EVALUATION_ROWS ? at_once : NNT_EVALUATION_ROWS;
    trainer->spec.batch_size = batch;
    if (!status) {
        status = create_feeds(problem, trainer, error);
    }
    if (!status) {
        status = create_blocks(trainer, error);
    }
    if (!status) {
        status = nnt_workspace_create(network, capacity, &trainer->workspace, error);
    }
    if (!status) {
        status = nnt_dropout_create(network, capacity, &trainer->dropout, error);
    }
    if (!status) {
        status = nnt_moves_create(network, &trainer->moves, error);
    }
    if (!status) {
        status = nnt_batch_room_create(&trainer->feeds[NNT_TRAIN], capacity, &trainer->room, error);
    }
    if (!status) {
        status = nnt_solving_create(trainer, error);
    }
    if (!status) {
        status = create_metrics(trainer, error);
    }
    if (!status) {
        status = nnt_stopping_start(&trainer->spec, &trainer->metrics, &trainer->stopping, error);
    }
    if (status) {
        nnt_trainer_clear(trainer);
    }
    return status;
}

void nnt_trainer_clear(nnt_trainer *trainer) {
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        nnt_feed_clear(&trainer->feeds[p]);
        nnt_tally_clear(&trainer->tallies[p]);
    }
    for (size_t i = 0; i < NNT_MAX_STATE; i++) {
        nnt_free(trainer->state[i]);
    }
    nnt_solving_clear(trainer);
    nnt_workspace_clear(&trainer->workspace);
    nnt_dropout_clear(&trainer->dropout);
    nnt_moves_clear(&trainer->moves);
    nnt_batch_room_clear(&trainer->room);
    nnt_snapshots_clear(&trainer->snapshots);
    nnt_table_clear(&trainer->metrics);
    nnt_table_clear(&trainer->trail);
    nnt_free(trainer->class_weights);
    nnt_free(trainer->order);
    nnt_free(trainer->gradient);
    nnt_free(trainer->before);
    nnt_free(trainer->epoch_start);
    nnt_free(trainer->best);
    *trainer = (nnt_trainer){0};
}

void nnt_trainer_share(nnt_trainer *trainer, nnt_pool *pool) {
    trainer->workspace.pool = pool;
    trainer->dropout.pool = pool;
    trainer->moves.pool = pool;
    trainer->room.pool = pool;
}

/* Adds up one part in passes of NNT_EVALUATION_ROWS; with a gradient block to fill,
 * also the gradient of the mean loss, pass by pass. */
static double pass_over(nnt_trainer *trainer, nnt_part part, real *gradient) {
    const nnt_feed *feed = &trainer->feeds[part];
    nnt_tally *tally = &trainer->tallies[part];
    nnt_network *network = trainer->network;
    const nnt_layer_pass *top = &trainer->workspace.layers[network->n_layers - 1];
    const real factor = 1 / (real)feed->weight;
    nnt_tally_reset(tally);
    for (size_t first = 0; first < feed->n_rows; first += NNT_EVALUATION_ROWS) {
        const size_t left = feed->n_rows - first;
        const size_t n = left < NNT_EVALUATION_ROWS ? left : NNT_EVALUATION_ROWS;
        const nnt_batch batch = nnt_feed_range(feed, first, n, &trainer->room);
        nnt_forward(network, n, batch.x, &trainer->workspace);
        const double loss =
            trainer->loss->evaluate(n, network->n_outputs, trainer->loss_option, top->z,
                                    &batch.truth, factor, gradient ? top->delta : NULL);
        nnt_tally_add(tally, feed, &batch, top->z, loss);
        if (gradient) {
            nnt_backward(network, n, batch.x, &trainer->workspace, trainer->before);
            for (size_t i = 0; i < network->block_length; i++) {
                gradient[i] += trainer->before[i];
            }
        }
    }
    return tally->loss / feed->weight;
}

nnt_scores nnt_trainer_score(nnt_trainer *trainer, nnt_part part) {
    if (trainer->feeds[part].n_rows == 0) {
        return (nnt_scores){0};
    }
    pass_over(trainer, part, NULL);
    return nnt_tally_scores(&trainer->tallies[part], &trainer->feeds[part]);
}

double nnt_trainer_compute_gradient(nnt_trainer *trainer) {
    memset(trainer->gradient, 0, trainer->network->block_length * sizeof(real));
    return pass_over(trainer, NNT_TRAIN, trainer->gradient);
}
