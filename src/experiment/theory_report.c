/* Theory's report on a config that is not trained. */
#include "nntrain/theory.h"

#include "base/memory.h"
#include "experiment/engines.h"
#include "experiment/plan.h"
#include "experiment/run_data.h"
#include "experiment/run_theory.h"
#include "experiment/run_what_if.h"
#include <string.h>

/* A report and all that its public face borrows from. */
typedef struct report_owner {
    nnt_theory_report face; /* first, so that the face's address is the owner's */
    char *name;
    nnt_layer_info *layers;
    const char **initializers;
    nnt_table predictions;
    nnt_theory_alternative *alternatives;
} report_owner;

static void free_owner(report_owner *owner) {
    if (owner) {
        nnt_free(owner->name);
        nnt_free(owner->layers);
        nnt_free(owner->initializers);
        nnt_table_clear(&owner->predictions);
        nnt_free(owner->alternatives);
        nnt_free(owner);
    }
}

/* Names of activations and initialisers are those of their rows, which last. */
static nnt_status describe(report_owner *owner,
                           const nnt_plan *plan,
                           const nnt_network_spec *network,
                           nnt_error *error) {
    const size_t n_hidden = network->n_layers - 1;
    size_t inputs = network->n_inputs;
    owner->name = nnt_copy_text(plan->name);
    owner->layers = nnt_allocate(n_hidden, sizeof *owner->layers);
    owner->initializers = nnt_allocate(n_hidden, sizeof *owner->initializers);
    if (!owner->name || !owner->layers || !owner->initializers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for theory's report");
    }
    for (size_t l = 0; l < n_hidden; l++) {
        const nnt_layer_spec *layer = &network->layers[l];
        owner->layers[l] = (nnt_layer_info){inputs, layer->units, layer->activation.name};
        owner->initializers[l] = layer->init.name;
        inputs = layer->units;
    }
    owner->face.name = owner->name;
    owner->face.n_features = network->n_inputs;
    owner->face.n_outputs = network->layers[n_hidden].units;
    owner->face.n_hidden = n_hidden;
    owner->face.layers = owner->layers;
    owner->face.initializers = owner->initializers;
    owner->face.predictions = &owner->predictions;
    return NNT_OK;
}

static bool is_own(const nnt_theory_report *face, const nnt_what_if *row) {
    for (size_t l = 0; l < face->n_hidden; l++) {
        if (strcmp(face->layers[l].activation, row->activation) != 0 ||
            strcmp(face->initializers[l], row->initializer) != 0) {
            return false;
        }
    }
    return true;
}

static nnt_status add_alternatives(report_owner *owner,
                                   const nnt_network_spec *network,
                                   const nnt_problem *problem,
                                   const nnt_engine *engine,
                                   nnt_error *error) {
    nnt_what_if *rows = NULL;
    size_t n_rows = 0;
    nnt_status status =
        nnt_run_what_if(network, problem, engine, NNT_WHAT_IF_AS_THEORY, &rows, &n_rows, error);
    if (status) {
        return status;
    }
    owner->alternatives = nnt_allocate(n_rows, sizeof *owner->alternatives);
    if (!owner->alternatives) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for theory's report");
        goto cleanup;
    }
    for (size_t i = 0; i < n_rows; i++) {
        owner->alternatives[i] = (nnt_theory_alternative){.activation = rows[i].activation,
                                                          .initializer = rows[i].initializer,
                                                          .is_own = is_own(&owner->face, &rows[i]),
                                                          .delta_ratio = rows[i].delta_ratio,
                                                          .dead_fraction = rows[i].dead_fraction,
                                                          .correlation = rows[i].correlation};
    }
    owner->face.n_alternatives = n_rows;
    owner->face.alternatives = owner->alternatives;
cleanup:
    nnt_free(rows);
    return status;
}

static nnt_status fill(report_owner *owner,
                       nnt_plan *plan,
                       const nnt_run_data *data,
                       const nnt_engine *engine,
                       nnt_error *error) {
    const nnt_dataset *train = &data->sets[NNT_TRAIN];
    plan->layers[plan->n_layers - 1].units = train->n_outputs;
    const nnt_network_spec network = {train->n_features, plan->n_layers, plan->layers};
    nnt_status status = describe(owner, plan, &network, error);
    owner->face.n_rows = data->problem.parts[NNT_TRAIN].n_rows;
    if (!status) {
        status =
            nnt_run_theory_predict(&network, &data->problem, engine, &owner->predictions, error);
    }
    if (!status) {
        status = add_alternatives(owner, &network, &data->problem, engine, error);
    }
    return status;
}

nnt_status nnt_theory_report_create(const nnt_config *config,
                                    const char *isa,
                                    nnt_theory_report **report,
                                    nnt_messages *notes,
                                    nnt_error *error) {
    nnt_plan plan = {0};
    nnt_initial_weights start = {0};
    nnt_run_data data = {0};
    const nnt_engine *engine = NULL;
    report_owner *owner = nnt_allocate(1, sizeof *owner);
    nnt_status status = owner
                            ? nnt_plan_create(config, &plan, error)
                            : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for theory's report");
    if (!status) {
        status = nnt_engine_choose(plan.precision, isa, &engine, error);
    }
    if (!status) {
        status = nnt_initial_weights_load(&plan, &start, error);
    }
    if (!status) {
        status = nnt_run_data_load(&plan, &start, &data, notes, error);
    }
    if (!status && start.path) {
        nnt_messages_add(notes, 0, 0,
                         "theory is that of drawn weights, and says nothing of layers that start "
                         "from %s",
                         start.path);
    }
    if (!status) {
        status = fill(owner, &plan, &data, engine, error);
    }
    nnt_run_data_clear(&data);
    nnt_initial_weights_clear(&start);
    nnt_plan_clear(&plan);
    if (status) {
        free_owner(owner);
        return status;
    }
    *report = &owner->face;
    return NNT_OK;
}

/* The face is the owner's first field. */
void nnt_theory_report_free(nnt_theory_report *report) {
    free_owner((report_owner *)report);
}
