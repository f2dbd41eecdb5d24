/* The data of a run: its sources loaded, divided and scaled. */
#ifndef NNT_EXPERIMENT_RUN_DATA_H
#define NNT_EXPERIMENT_RUN_DATA_H

#include "data/dataset.h"
#include "data/scaling.h"
#include "data/split.h"
#include "experiment/data_shelf.h"
#include "experiment/initial_weights.h"
#include "experiment/plan.h"

typedef struct nnt_run_data {
    nnt_dataset sets[NNT_N_PARTS]; /* those that come from sources of their own */
    nnt_data_shelf *shelf;         /* from which they are lent, or NULL */
    nnt_lent_data *lent;
    nnt_split split;               /* of the training source's rows */
    double *means;                 /* (n_features) of the training rows, where some source wants
                                      them for missing values; else NULL */
    nnt_scaling features, targets; /* targets: empty in a classification */
    nnt_problem problem;           /* views into the above */
} nnt_run_data;

/* `start` is the model whose scaling the plan may take over; NULL: the data alone are
 * wanted, and where that scaling would be there is none. */
NNT_MUST_CHECK nnt_status nnt_run_data_load(const nnt_plan *plan,
                                            const nnt_initial_weights *start,
                                            nnt_run_data *data,
                                            nnt_messages *notes,
                                            nnt_error *error);
/* The same with sets from a shelf, which other runs may use too. */
NNT_MUST_CHECK nnt_status nnt_run_data_take(const nnt_plan *plan,
                                            const nnt_initial_weights *start,
                                            nnt_data_shelf *shelf,
                                            const char *key,
                                            nnt_run_data *data,
                                            nnt_messages *notes,
                                            nnt_error *error);
/* A number that changes when any value, label, target, weight or name of the sets does. */
uint64_t nnt_run_data_fingerprint(const nnt_run_data *data);
/* Whether it takes no memory of its own for features: they are lent, and nothing was missing. */
bool nnt_run_data_is_shared(const nnt_run_data *data);
void nnt_run_data_clear(nnt_run_data *data);

/* The sets of a plan's sources (NNT_N_PARTS); all zero before, and on failure. */
NNT_MUST_CHECK nnt_status nnt_data_sets_load(const nnt_plan *plan,
                                             nnt_dataset *sets,
                                             nnt_messages *notes,
                                             nnt_error *error);
void nnt_data_sets_clear(nnt_dataset *sets);

/* Whether other seeds give other sets: some source draws them. */
bool nnt_data_sets_need_seed(const nnt_plan *plan);

#endif
