/* The one door to the numeric core. Everything above it works with this table of
 * functions, in double and without knowing the precision or the instruction set
 * inside. There is one table per build of the core. */
#ifndef NNT_ENGINE_ENGINE_H
#define NNT_ENGINE_ENGINE_H

#include "base/pool.h"
#include "base/state.h"
#include "instruments/series.h"
#include "nn/activation_traits.h"
#include "nn/network_spec.h"
#include "nntrain/gradcheck.h"
#include "nntrain/memory.h"
#include "optim/solver.h"
#include "train/outcome.h"
#include "train/training_spec.h"

/* A network with all the memory that its training, measuring or use needs. */
typedef struct nnt_session nnt_session;

/* Rows that a prediction handles at a time. */
enum { NNT_PREDICTION_ROWS = 256 };

typedef struct nnt_engine {
    const char *precision; /* "float32" or "float64" */
    const char *isa;       /* "generic", "avx2", "avx512", "neon" */

    size_t (*activation_count)(void);
    const nnt_row *(*activation_row)(size_t index);
    const nnt_activation_traits *(*activation_traits)(size_t index);
    /* a[i] = f(z[i]) and slope[i] = f'(z[i]) of one activation. */
    void (*activation_evaluate)(size_t index,
                                const nnt_value *options,
                                size_t n,
                                const double *z,
                                double *a,
                                double *slope);
    size_t (*loss_count)(void);
    const nnt_row *(*loss_row)(size_t index);
    bool (*loss_serves)(size_t index, nnt_task task);
    bool (*loss_is_square)(size_t index); /* the mean over outputs of (z - t)^2 */
    size_t (*optimizer_count)(void);
    const nnt_row *(*optimizer_row)(size_t index);
    const nnt_solver *(*optimizer_solver)(size_t index); /* NULL: it takes steps */
    /* A column of layers.csv behind epoch, step and layer; NULL behind the last one. */
    const nnt_series *(*layer_column)(size_t index);

    /* Adds what a session of these specs will need (engine/session_need.h). */
    void (*measure)(const nnt_network_spec *network,
                    const nnt_training_spec *training,
                    const nnt_instrument_spec *instruments,
                    const nnt_problem *problem,
                    nnt_memory_need *need);
    /* A session for training. Allocates all that training will need; the specs
     * are copied, the problem's data are borrowed and must outlive the session.
     * Weights are drawn from the seed. */
    nnt_status (*create)(const nnt_network_spec *network,
                         const nnt_training_spec *training,
                         const nnt_instrument_spec *instruments,
                         const nnt_problem *problem,
                         nnt_session **session,
                         nnt_error *error);
    /* A session for prediction only; weights are zero until they are set. */
    nnt_status (*create_predictor)(const nnt_network_spec *network,
                                   nnt_task task,
                                   const nnt_choice *loss,
                                   nnt_session **session,
                                   nnt_error *error);
    void (*free)(nnt_session *session);

    /* Lets the threads of a pool share all that a session computes in matrices, to the
     * same bits; the pool must outlive that. NULL: the caller's thread alone, as at the
     * start. */
    void (*share)(nnt_session *session, nnt_pool *pool);

    /* Parameters of layer 0 … L-1 in double: weight (units, inputs) as in files,
     * bias (units), and what its activation learns (n_learned of its traits; NULL: not
     * wanted, or left as they are). */
    void (*get_parameters)(
        const nnt_session *session, size_t layer, double *weight, double *bias, double *learned);
    void (*set_parameters)(nnt_session *session,
                           size_t layer,
                           const double *weight,
                           const double *bias,
                           const double *learned);

    /* Gradient of the mean loss over the training rows, without penalties; the
     * loss itself is returned. Sessions for training only. */
    double (*compute_gradient)(nnt_session *session);
    /* One layer of it, shaped as above. */
    void (*get_gradient)(
        const nnt_session *session, size_t layer, double *weight, double *bias, double *learned);

    /* nnt_gradient_check (train/gradient_check.h). Sessions for training only. */
    nnt_status (*check_gradient)(nnt_session *session,
                                 size_t most_entries,
                                 size_t *n_rows,
                                 double *loss,
                                 nnt_gradcheck_layer *layers,
                                 nnt_error *error);

    /* Shows everything that lives across steps but the parameters. After a visit that
     * restored, is_consistent says whether its parts agree with each other, with the
     * data and with the spec; then `train` goes on from there. */
    void (*visit)(nnt_session *session, nnt_state *state);
    bool (*is_consistent)(const nnt_session *session);

    /* Trains to the end of the spec. Cannot fail: everything was allocated. */
    void (*train)(nnt_session *session, const nnt_listener *listener, nnt_outcome *outcome);

    /* Several trainings of one shape at once, in the lanes of a vector: the bits of
     * each are those that `train` would give it. At most `most_in_team` sessions that
     * suit, each of which fits the first. `suits_team` also says whether a team of n is
     * faster than one after the other. When it fails for lack of memory, they have
     * not been trained. */
    size_t most_in_team;
    bool (*suits_team)(const nnt_session *session, size_t n);
    bool (*fits_team)(const nnt_session *session, const nnt_session *other);
    nnt_status (*train_team)(nnt_session *const *sessions,
                             size_t n,
                             const nnt_listener *listeners,
                             nnt_outcome *outcomes,
                             nnt_error *error);

    const nnt_history *(*history)(const nnt_session *session);

    /* Scores of a part with the present weights; `exists` is false for an absent one. */
    nnt_scores (*score)(nnt_session *session, nnt_part part);

    /* Outputs of some rows: probabilities (n, K), or targets in their own units
     * (n, outputs) by `targets` (NULL: as the network gives them).
     *   features (n, inputs), in the data's own units; scaled by `scaling`
     * Sessions made by create_predictor only. */
    void (*predict)(nnt_session *session,
                    size_t n_rows,
                    const double *features,
                    const nnt_scaling *scaling,
                    const nnt_scaling *targets,
                    double *outputs);
    /* What layer 0 … L-1 made of the rows of the last `predict`, which were n <=
     * NNT_PREDICTION_ROWS: (n, units). */
    void (*get_activations)(const nnt_session *session, size_t layer, size_t n, double *values);
} nnt_engine;

#endif
