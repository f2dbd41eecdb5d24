/* An optimizer that drives itself, at work on the training rows. */
#ifndef NNT_TRAIN_SOLVING_H
#define NNT_TRAIN_SOLVING_H

#include "kernel/real.h"
#include "nntrain/status.h"
#include "optim/solver.h"

struct nnt_trainer;

typedef struct nnt_solving {
    void *solver;       /* of the optimizer's kind; NULL: the optimizer takes steps */
    size_t n;           /* free parameters */
    size_t *places;     /* (n) where they are in a block */
    double *start;      /* (n) where the iteration began */
    double *slopes;     /* (n) of one error */
    bool has_converged; /* the last iteration found nothing lower */
} nnt_solving;

#define nnt_solving_create NNT_CORE(nnt_solving_create)
#define nnt_solving_clear NNT_CORE(nnt_solving_clear)
#define nnt_solving_iterate NNT_CORE(nnt_solving_iterate)

/* For the trainer's optimizer, if that is such a one. A loss or a number of parameters
 * that it cannot work with is NNT_ERR_CONFIG. */
NNT_MUST_CHECK nnt_status nnt_solving_create(struct nnt_trainer *trainer, nnt_error *error);
void nnt_solving_clear(struct nnt_trainer *trainer);

/* One iteration: moves the parameters, and leaves those before it in trainer->before.
 * *step_length in: the learning rate; out: what became of it. False when the loss was
 * not finite. */
bool nnt_solving_iterate(struct nnt_trainer *trainer, double *step_length);

#endif
