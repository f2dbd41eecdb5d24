/* One build of the numeric core behind the table of engine.h. */
#include "engine/engine.h"

#include "base/memory.h"
#include "engine/draw_parameters.h"
#include "engine/session_need.h"
#include "instruments/panel.h"
#include "train/gradient_check.h"
#include "train/step.h"
#include "train/team.h"
#include "train/trainer.h"
#include <math.h>
#include <string.h>

struct nnt_session {
    nnt_network network;
    nnt_trainer trainer; /* unused by a predictor */
    nnt_panel panel;     /* likewise */
    nnt_history history;
    nnt_listener listener; /* who asked for the training */
    /* Predictor only. */
    const nnt_loss *loss;
    nnt_workspace workspace;
    real *inputs; /* (NNT_PREDICTION_ROWS, n_inputs) */
};

/* ---- rows --------------------------------------------------------------------- */

static const nnt_row *get_activation_row(size_t index) {
    return &nnt_activation_get(index)->row;
}

static const nnt_activation_traits *get_activation_traits(size_t index) {
    return &nnt_activation_get(index)->traits;
}

static void evaluate_activation(
    size_t index, const nnt_value *options, size_t n, const double *z, double *a, double *slope) {
    enum { AT_ONCE = 64 };
    const nnt_activation *it = nnt_activation_get(index);
    real option[NNT_MAX_OPTIONS], in[AT_ONCE], out[AT_ONCE], one[AT_ONCE], grad[AT_ONCE];
    for (size_t i = 0; i < NNT_MAX_OPTIONS; i++) {
        option[i] = (real)options[i].number;
    }
    for (size_t i = 0; i < AT_ONCE; i++) {
        one[i] = 1;
    }
    for (size_t first = 0; first < n; first += AT_ONCE) {
        const size_t count = n - first < AT_ONCE ? n - first : AT_ONCE;
        for (size_t i = 0; i < count; i++) {
            in[i] = (real)z[first + i];
        }
        it->forward(count, option, in, out);
        it->backward(count, option, in, out, one, grad);
        for (size_t i = 0; i < count; i++) {
            a[first + i] = (double)out[i];
            slope[first + i] = (double)grad[i];
        }
    }
}

static const nnt_row *get_loss_row(size_t index) {
    return &nnt_loss_get(index)->row;
}

static bool loss_serves(size_t index, nnt_task task) {
    return nnt_loss_get(index)->tasks >> task & 1;
}

static bool loss_is_square(size_t index) {
    return nnt_loss_get(index)->is_square;
}

static const nnt_row *get_optimizer_row(size_t index) {
    return &nnt_optimizer_get(index)->row;
}

static const nnt_solver *get_optimizer_solver(size_t index) {
    return nnt_optimizer_get(index)->solver;
}

/* ---- life --------------------------------------------------------------------- */

static void free_session(nnt_session *session) {
    if (!session) {
        return;
    }
    nnt_panel_clear(&session->panel);
    nnt_trainer_clear(&session->trainer);
    nnt_workspace_clear(&session->workspace);
    nnt_network_clear(&session->network);
    nnt_free(session->inputs);
    nnt_free(session);
}

static nnt_status create_session(const nnt_network_spec *network,
                                 const nnt_training_spec *training,
                                 const nnt_instrument_spec *instruments,
                                 const nnt_problem *problem,
                                 nnt_session **session,
                                 nnt_error *error) {
    nnt_session *made = nnt_allocate(1, sizeof *made);
    if (!made) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a session");
    }
    nnt_status status = nnt_network_create(network, &made->network, error);
    if (!status) {
        status = nnt_parameters_draw(network, training->seed, &made->network, error);
    }
    if (!status) {
        status = nnt_trainer_create(training, problem, &made->network, &made->trainer, error);
    }
    if (!status) {
        const nnt_trainer *trainer = &made->trainer;
        const nnt_panel_subject subject = {.network = &made->network,
                                           .train = &trainer->feeds[NNT_TRAIN],
                                           .loss = trainer->loss,
                                           .loss_option = trainer->loss_option,
                                           .seed = training->seed,
                                           .batch_size = trainer->spec.batch_size,
                                           .rests = nnt_step_rests(trainer)};
        status = nnt_panel_create(
            instruments, &subject,
            nnt_session_count_moments(training, instruments, problem->parts[NNT_TRAIN].n_rows),
            &made->panel, error);
    }
    if (status) {
        free_session(made);
        return status;
    }
    made->loss = made->trainer.loss;
    made->trainer.observer = nnt_panel_observer(&made->panel, instruments);
    *session = made;
    return NNT_OK;
}

static nnt_status create_predictor(const nnt_network_spec *network,
                                   nnt_task task,
                                   const nnt_choice *loss,
                                   nnt_session **session,
                                   nnt_error *error) {
    nnt_session *made = nnt_allocate(1, sizeof *made);
    if (!made) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a session");
    }
    nnt_status status = NNT_OK;
    made->loss = nnt_loss_find(loss->name);
    if (!made->loss || !(made->loss->tasks >> task & 1)) {
        status =
            nnt_error_set(error, NNT_ERR_CONFIG, "loss \"%s\" does not serve the task", loss->name);
        goto cleanup;
    }
    status = nnt_network_create(network, &made->network, error);
    if (status) {
        goto cleanup;
    }
    status = nnt_workspace_create(&made->network, NNT_PREDICTION_ROWS, &made->workspace, error);
    if (status) {
        goto cleanup;
    }
    made->inputs = nnt_allocate(network->n_inputs, NNT_PREDICTION_ROWS * sizeof(real));
    if (!made->inputs) {
        status =
            nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu inputs", network->n_inputs);
    }
cleanup:
    if (status) {
        free_session(made);
        return status;
    }
    *session = made;
    return NNT_OK;
}

static void share(nnt_session *session, nnt_pool *pool) {
    nnt_trainer_share(&session->trainer, pool);
    nnt_panel_share(&session->panel, pool);
    session->workspace.pool = pool;
}

/* ---- parameters and gradients --------------------------------------------------- */

static void get_parameters(
    const nnt_session *session, size_t layer, double *weight, double *bias, double *learned) {
    nnt_network_get(&session->network, session->network.parameters, layer, weight, bias, learned);
}

static void set_parameters(nnt_session *session,
                           size_t layer,
                           const double *weight,
                           const double *bias,
                           const double *learned) {
    nnt_network_set(&session->network, session->network.parameters, layer, weight, bias, learned);
}

static double compute_gradient(nnt_session *session) {
    return nnt_trainer_compute_gradient(&session->trainer);
}

static void get_gradient(
    const nnt_session *session, size_t layer, double *weight, double *bias, double *learned) {
    nnt_network_get(&session->network, session->trainer.gradient, layer, weight, bias, learned);
}

static nnt_status check_gradient(nnt_session *session,
                                 size_t most_entries,
                                 size_t *n_rows,
                                 double *loss,
                                 nnt_gradcheck_layer *layers,
                                 nnt_error *error) {
    return nnt_gradient_check(&session->trainer, most_entries, n_rows, loss, layers, error);
}

/* ---- training ------------------------------------------------------------------- */

static const nnt_history *get_history(const nnt_session *session) {
    return &session->history;
}

static void refresh_history(nnt_session *session) {
    session->history = (nnt_history){.metrics = session->trainer.metrics,
                                     .trail = session->trainer.trail,
                                     .layers = session->panel.table,
                                     .units = session->panel.ledger.events,
                                     .histograms = session->panel.histograms.kept.table,
                                     .activity = session->panel.activity.table,
                                     .n_layers = session->network.n_layers};
}

/* Without measurements an epoch adds a row to the metrics and nothing else. */
static void pass_on(void *context, const nnt_progress *progress) {
    nnt_session *session = context;
    if (progress->event == NNT_PROGRESS_EPOCH && !session->trainer.observer.observe) {
        session->history.metrics.n_rows = session->trainer.metrics.n_rows;
    } else {
        refresh_history(session);
    }
    session->listener.on_progress(session->listener.context, progress);
}

static void visit(nnt_session *session, nnt_state *state) {
    nnt_trainer_visit(&session->trainer, state);
    nnt_panel_visit(&session->panel, &session->network, state);
}

/* The panel looks at the start and then every so many steps or epochs. */
static bool is_consistent(const nnt_session *session) {
    const nnt_trainer *trainer = &session->trainer;
    const nnt_observer *observer = &trainer->observer;
    const size_t done =
        observer->per_step ? (size_t)trainer->outcome.steps : trainer->outcome.epochs;
    return nnt_trainer_is_consistent(trainer) &&
           nnt_panel_is_consistent(&session->panel, &session->network, 1 + done / observer->every);
}

/* Stands between the trainer and who listens to the session. */
static nnt_listener listen(nnt_session *session, const nnt_listener *listener) {
    session->listener = *listener;
    return (nnt_listener){.on_progress = listener->on_progress ? pass_on : NULL,
                          .context = session,
                          .history = &session->history,
                          .interrupt = listener->interrupt,
                          .clock = listener->clock,
                          .save = listener->save,
                          .save_context = listener->save_context,
                          .save_every = listener->save_every};
}

static void train(nnt_session *session, const nnt_listener *listener, nnt_outcome *outcome) {
    const nnt_listener between = listen(session, listener);
    nnt_trainer_run(&session->trainer, &between, outcome);
    refresh_history(session);
}

static bool suits_team(const nnt_session *session, size_t n) {
    return nnt_team_suits(&session->trainer, n);
}

static bool fits_team(const nnt_session *session, const nnt_session *other) {
    return nnt_team_fits(&session->trainer, &other->trainer);
}

static nnt_status train_team(nnt_session *const *sessions,
                             size_t n,
                             const nnt_listener *listeners,
                             nnt_outcome *outcomes,
                             nnt_error *error) {
    nnt_trainer *trainers[NNT_TEAM_LANES] = {0};
    nnt_listener between[NNT_TEAM_LANES] = {{0}};
    nnt_team team;
    for (size_t i = 0; i < n; i++) {
        trainers[i] = &sessions[i]->trainer;
        between[i] = listen(sessions[i], &listeners[i]);
    }
    const nnt_status status = nnt_team_create(trainers, n, &team, error);
    if (status) {
        return status;
    }
    nnt_team_run(&team, between, outcomes);
    nnt_team_clear(&team);
    for (size_t i = 0; i < n; i++) {
        refresh_history(sessions[i]);
    }
    return NNT_OK;
}

static nnt_scores score(nnt_session *session, nnt_part part) {
    return nnt_trainer_score(&session->trainer, part);
}

/* ---- prediction ----------------------------------------------------------------- */

/* Answers to at most NNT_PREDICTION_ROWS rows. */
static void predict_block(nnt_session *session,
                          size_t n,
                          const double *features,
                          const nnt_scaling *scaling,
                          const nnt_scaling *targets,
                          double *outputs) {
    const nnt_network *network = &session->network;
    const nnt_layer_pass *top = &session->workspace.layers[network->n_layers - 1];
    const size_t d = network->n_inputs;
    const size_t k = network->n_outputs;
    for (size_t i = 0; i < n * d; i++) {
        const size_t c = i % d;
        session->inputs[i] = (real)((features[i] - scaling->offset[c]) / scaling->scale[c]);
    }
    nnt_forward(network, n, session->inputs, &session->workspace);
    session->loss->answer(n, k, top->z, top->a);
    for (size_t i = 0; i < n * k; i++) {
        const double answer = (double)top->a[i];
        outputs[i] = targets ? answer * targets->scale[i % k] + targets->offset[i % k] : answer;
    }
}

static void predict(nnt_session *session,
                    size_t n_rows,
                    const double *features,
                    const nnt_scaling *scaling,
                    const nnt_scaling *targets,
                    double *outputs) {
    const size_t d = session->network.n_inputs;
    const size_t k = session->network.n_outputs;
    for (size_t first = 0; first < n_rows; first += NNT_PREDICTION_ROWS) {
        const size_t left = n_rows - first;
        const size_t n = left < NNT_PREDICTION_ROWS ? left : NNT_PREDICTION_ROWS;
        predict_block(session, n, features + first * d, scaling, targets, outputs + first * k);
    }
}

static void get_activations(const nnt_session *session, size_t layer, size_t n, double *values) {
    for (size_t i = 0; i < n * session->network.layers[layer].units; i++) {
        values[i] = (double)session->workspace.layers[layer].a[i];
    }
}

/* ---- the table ------------------------------------------------------------------ */

extern const nnt_engine NNT_CORE(nnt_engine);

const nnt_engine NNT_CORE(nnt_engine) = {
    .precision = NNT_REAL_NAME,
    .isa = NNT_ISA_NAME,
    .activation_count = nnt_activation_count,
    .activation_row = get_activation_row,
    .activation_traits = get_activation_traits,
    .activation_evaluate = evaluate_activation,
    .loss_count = nnt_loss_count,
    .loss_row = get_loss_row,
    .loss_serves = loss_serves,
    .loss_is_square = loss_is_square,
    .optimizer_count = nnt_optimizer_count,
    .optimizer_row = get_optimizer_row,
    .optimizer_solver = get_optimizer_solver,
    .layer_column = nnt_instrument_find_series,
    .measure = nnt_session_need,
    .create = create_session,
    .create_predictor = create_predictor,
    .free = free_session,
    .share = share,
    .get_parameters = get_parameters,
    .set_parameters = set_parameters,
    .compute_gradient = compute_gradient,
    .get_gradient = get_gradient,
    .check_gradient = check_gradient,
    .visit = visit,
    .is_consistent = is_consistent,
    .train = train,
    .most_in_team = NNT_TEAM_LANES,
    .suits_team = suits_team,
    .fits_team = fits_team,
    .train_team = train_team,
    .history = get_history,
    .score = score,
    .predict = predict,
    .get_activations = get_activations,
};
