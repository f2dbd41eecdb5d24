/* What theory predicts for the run's network and data with other activations and
 * initialisers. */
#ifndef NNT_EXPERIMENT_RUN_WHAT_IF_H
#define NNT_EXPERIMENT_RUN_WHAT_IF_H

#include "diagnosis/evidence.h"
#include "engine/engine.h"

/* Activations and initialisers of the table, every one with every other. */
enum { NNT_WHAT_IF_ACTIVATIONS = 10, NNT_WHAT_IF_INITIALIZERS = 4 };
enum { NNT_WHAT_IF_ROWS = NNT_WHAT_IF_ACTIVATIONS * NNT_WHAT_IF_INITIALIZERS };

/* Rows of the data that stand for all: time grows with their square. As many as theory's
 * own table looks at give its numbers; a few are enough to name a remedy, though a share
 * of dead units that is carried on from them to all rows is off by up to a half of it. */
enum { NNT_WHAT_IF_AS_THEORY = 0, NNT_WHAT_IF_FEW = 16 };

/* *rows (nnt_free): NNT_WHAT_IF_ROWS of them, an activation's side by side. What the
 * row names is taken for all layers; an activation or initialiser that the first
 * hidden layer has keeps the options that it has there. None when there is no hidden
 * layer, or when the biases have no variance that theory could start from. */
NNT_MUST_CHECK nnt_status nnt_run_what_if(const nnt_network_spec *network,
                                          const nnt_problem *problem,
                                          const nnt_engine *engine,
                                          size_t kernel_rows,
                                          nnt_what_if **rows,
                                          size_t *n_rows,
                                          nnt_error *error);

#endif
