/* Data sets that several runs of a comparison read: a file is read once, and is in
 * memory once. */
#ifndef NNT_EXPERIMENT_DATA_SHELF_H
#define NNT_EXPERIMENT_DATA_SHELF_H

#include "experiment/plan.h"

typedef struct nnt_data_shelf nnt_data_shelf;

/* Sets with one key; constant while they are lent. */
typedef struct nnt_lent_data nnt_lent_data;
struct nnt_lent_data {
    nnt_dataset sets[NNT_N_PARTS];
    char *key;
    bool is_ready;  /* false: somebody is loading them */
    size_t n_users; /* who holds them or waits for them */
    nnt_lent_data *next;
};

nnt_data_shelf *nnt_data_shelf_create(void); /* NULL when memory is out */
/* Nothing may be lent any more. */
void nnt_data_shelf_free(nnt_data_shelf *shelf);

/* The sets of a plan's sources, loaded unless they are there; two plans have the same
 * key only if they have the same sets. May be called from any thread. */
NNT_MUST_CHECK nnt_status nnt_data_shelf_take(nnt_data_shelf *shelf,
                                              const char *key,
                                              const nnt_plan *plan,
                                              nnt_lent_data **lent,
                                              nnt_messages *notes,
                                              nnt_error *error);
void nnt_data_shelf_give_back(nnt_data_shelf *shelf, nnt_lent_data *lent);

#endif
