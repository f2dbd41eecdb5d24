/* Starting from the weights in a file instead of drawing them: all layers, or some of a
 * model that was trained on a related task. */
#ifndef NNT_EXPERIMENT_INITIAL_WEIGHTS_H
#define NNT_EXPERIMENT_INITIAL_WEIGHTS_H

#include "base/fingerprint.h"
#include "engine/engine.h"
#include "experiment/plan.h"
#include "nntrain/messages.h"
#include "output/model_file.h"

/* The model that a network starts from. All fields zero: there is none. */
typedef struct nnt_initial_weights {
    char *path; /* of the file itself */
    nnt_model_file file;
    nnt_config *config; /* with which it was trained; NULL: by another program */
    nnt_plan plan;      /* of that config */
    char fingerprint[NNT_FINGERPRINT_ROOM]; /* of the weights of all layers and the scalings */
} nnt_initial_weights;

/* Loads the file that a plan names, a safetensors file or a run folder with one; leaves
 * *weights zero when it names none. NNT_ERR_IO when it cannot be read, NNT_ERR_MODEL when it
 * is no model, or not the one whose fingerprint the plan has. */
NNT_MUST_CHECK nnt_status nnt_initial_weights_load(const nnt_plan *plan,
                                                   nnt_initial_weights *weights,
                                                   nnt_error *error);
void nnt_initial_weights_clear(nnt_initial_weights *weights);

/* A copy of the scaling of features, or of targets, with which the model was trained.
 * NNT_ERR_MODEL when it has none, or one of another number of columns than `n_columns`. */
NNT_MUST_CHECK nnt_status nnt_initial_weights_scaling(const nnt_initial_weights *weights,
                                                      bool of_targets,
                                                      size_t n_columns,
                                                      nnt_scaling *scaling,
                                                      nnt_error *error);

/* Sets those layers of a session that the plan takes; the others stay as they were drawn.
 * Layers go by their numbers. One that the file lacks, or has in another shape, is
 * NNT_ERR_MODEL with both shapes; so is a file with more layers when all are taken, and a
 * number beyond the session's precision. Doubles are rounded where that is float32, which
 * a note says. What an activation has learned is taken where the network's has as many
 * parameters. */
NNT_MUST_CHECK nnt_status nnt_initial_weights_set(const nnt_initial_weights *weights,
                                                  const nnt_start_plan *start,
                                                  const nnt_network_spec *network,
                                                  const nnt_engine *engine,
                                                  nnt_session *session,
                                                  nnt_messages *notes,
                                                  nnt_error *error);

/* Notes what else differs between the training of the layers that are taken and this
 * one: activations, scalings, names of features and outputs. */
void nnt_initial_weights_note(const nnt_initial_weights *weights,
                              const nnt_plan *plan,
                              const nnt_problem *problem,
                              nnt_messages *notes);

#endif
