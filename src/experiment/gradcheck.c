/* The gradient check of a config. */
#include "nntrain/gradcheck.h"

#include "base/memory.h"
#include "experiment/engines.h"
#include "experiment/network_build.h"
#include "experiment/plan.h"
#include "experiment/run_data.h"

enum { MOST_ROWS = 64, MOST_ENTRIES = 500 };

/* A check and all that its public face borrows from. */
typedef struct check_owner {
    nnt_gradcheck face; /* first, so that the face's address is the owner's */
    char *name;
    nnt_gradcheck_layer *layers;
} check_owner;

static void free_owner(check_owner *owner) {
    if (owner) {
        nnt_free(owner->name);
        nnt_free(owner->layers);
        nnt_free(owner);
    }
}

static bool has_passed(const nnt_gradcheck *face) {
    size_t n_compared = 0;
    size_t n_failed = 0;
    for (size_t l = 0; l < face->n_layers; l++) {
        n_compared += face->layers[l].n_checked - face->layers[l].n_kinks;
        n_failed += face->layers[l].n_failed;
    }
    return n_compared > 0 && n_failed == 0;
}

static nnt_status check(const nnt_plan *plan,
                        const nnt_engine *engine,
                        nnt_session *session,
                        check_owner *owner,
                        nnt_error *error) {
    nnt_gradcheck *face = &owner->face;
    owner->name = nnt_copy_text(plan->name);
    owner->layers = nnt_allocate(plan->n_layers, sizeof *owner->layers);
    if (!owner->name || !owner->layers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to check the gradient");
    }
    face->name = owner->name;
    face->n_rows = MOST_ROWS;
    face->n_layers = plan->n_layers;
    face->layers = owner->layers;
    const nnt_status status = engine->check_gradient(session, MOST_ENTRIES, &face->n_rows,
                                                     &face->loss, owner->layers, error);
    face->passed = !status && has_passed(face);
    return status;
}

nnt_status nnt_gradcheck_create(const nnt_config *config,
                                const char *isa,
                                nnt_gradcheck **made,
                                nnt_messages *notes,
                                nnt_error *error) {
    nnt_plan plan = {0};
    nnt_initial_weights start = {0};
    nnt_run_data data = {0};
    const nnt_engine *engine = NULL;
    nnt_session *session = NULL;
    check_owner *owner = nnt_allocate(1, sizeof *owner);
    nnt_status status = owner ? nnt_plan_create(config, &plan, error)
                              : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a check");
    plan.instruments.level = NNT_LEVEL_OFF;
    if (!status) {
        status = nnt_engine_choose("float64", isa, &engine, error);
    }
    if (!status) {
        status = nnt_initial_weights_load(&plan, &start, error);
    }
    if (!status) {
        status = nnt_run_data_load(&plan, &start, &data, notes, error);
    }
    if (!status) {
        nnt_network_spec network;
        status = nnt_network_build(&plan, &start, &data, engine, &network, &session, notes, error);
    }
    if (!status) {
        status = check(&plan, engine, session, owner, error);
    }
    if (session) {
        engine->free(session);
    }
    nnt_run_data_clear(&data);
    nnt_initial_weights_clear(&start);
    nnt_plan_clear(&plan);
    if (status) {
        free_owner(owner);
        return status;
    }
    *made = &owner->face;
    return NNT_OK;
}

/* The face is the owner's first field. */
void nnt_gradcheck_free(nnt_gradcheck *check) {
    free_owner((check_owner *)check);
}
