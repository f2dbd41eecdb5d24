/* The config's network and its data in theory's terms. */
#ifndef NNT_EXPERIMENT_THEORY_SETUP_H
#define NNT_EXPERIMENT_THEORY_SETUP_H

#include "engine/engine.h"
#include "theory/theory.h"

/* An activation of the config, as theory calls it back. */
typedef struct nnt_known_function {
    const nnt_engine *engine;
    size_t index;
    const nnt_value *options; /* borrowed */
} nnt_known_function;

nnt_known_function nnt_known_function_find(const nnt_engine *engine, const nnt_choice *activation);

/* Borrows *function, which must outlive the result. */
nnt_theory_function nnt_known_function_wrap(const nnt_known_function *function);

/* Standard deviation of a weight of a layer with that activation; NaN when the
 * initialiser has none. */
double nnt_known_deviation(const nnt_choice *init,
                           size_t inputs,
                           size_t units,
                           const nnt_known_function *function);

/* Everything that `network` and `data` point to is owned by the setup or borrowed
 * from the specs. The data are the training rows, scaled as the network sees
 * them; at most 1024 of them, at equal distances. */
typedef struct nnt_theory_setup {
    nnt_theory_network network;
    nnt_theory_data data;
    bool is_defined; /* all weights are drawn with a deviation that theory can start from */
    nnt_theory_layer *layers;
    nnt_known_function *functions;
    double *features;
} nnt_theory_setup;

NNT_MUST_CHECK nnt_status nnt_theory_setup_create(const nnt_network_spec *network,
                                                  const nnt_problem *problem,
                                                  const nnt_engine *engine,
                                                  nnt_theory_setup *setup,
                                                  nnt_error *error);
void nnt_theory_setup_clear(nnt_theory_setup *setup);

#endif
