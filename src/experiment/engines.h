/* The builds of the numeric core, and which of them this machine can run. */
#ifndef NNT_EXPERIMENT_ENGINES_H
#define NNT_EXPERIMENT_ENGINES_H

#include "engine/engine.h"

/* By precision ("float32", "float64") and instruction set (NULL: the best that
 * this machine can run). NNT_ERR_USAGE for one that does not exist or cannot run
 * here, with the list of those that can. */
NNT_MUST_CHECK nnt_status nnt_engine_choose(const char *precision,
                                            const char *isa,
                                            const nnt_engine **engine,
                                            nnt_error *error);

/* The traits of an activation that there is. */
const nnt_activation_traits *nnt_engine_find_traits(const char *activation);

/* Who drives an optimizer that there is; NULL: it takes steps. */
const nnt_solver *nnt_engine_find_solver(const char *optimizer);

/* Any build, for the rows of its registries, which are equal in all. */
const nnt_engine *nnt_engine_any(void);

#endif
