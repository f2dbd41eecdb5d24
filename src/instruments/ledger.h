/* The death ledger: which unit died, when, of what, and whether it came back.
 *
 * A unit is dead while f'(z) is exactly 0 on every row of the probe, so that no
 * gradient reaches its weights. In layer 1 under plain gradient descent it then
 * stays dead, because its inputs never move; further up, the layers below can move
 * their activations and revive it. */
#ifndef NNT_INSTRUMENTS_LEDGER_H
#define NNT_INSTRUMENTS_LEDGER_H

#include "base/state.h"
#include "base/table.h"
#include "instruments/instrument.h"

/* What the column "event" holds. */
typedef enum nnt_unit_event { NNT_UNIT_BORN_DEAD, NNT_UNIT_DIED, NNT_UNIT_REVIVED } nnt_unit_event;

typedef struct nnt_ledger {
    size_t n_hidden;
    size_t n_rows;          /* of the probe */
    bool first_layer_rests; /* a dead unit of layer 1 is dead for good: its gradient is 0 on every
                               training row, and without one nothing moves it */
    bool *was_dead;         /* all hidden units, layer after layer */
    size_t *best_rows;      /* likewise: the row on which z was largest */
    double *margins;        /* likewise: that z over the layer's rms z */
    uint64_t *since;        /* likewise: step of the look at which it was found dead */
    real *parameters;       /* block: at the last look */
    real **inputs;          /* (n_hidden) of (n_rows, inputs): what the layer saw at the last look;
                               NULL for layer 1, whose inputs never change */
    size_t n_looks;
    nnt_table events; /* layer, unit, event, epoch, step, cause_weights, cause_bias, cause_upstream,
                         last_margin, spell, permanent */
    size_t n_lost;    /* events beyond the table's room */
} nnt_ledger;

#define nnt_ledger_create NNT_CORE(nnt_ledger_create)
#define nnt_ledger_clear NNT_CORE(nnt_ledger_clear)
#define nnt_ledger_visit NNT_CORE(nnt_ledger_visit)
#define nnt_ledger_is_consistent NNT_CORE(nnt_ledger_is_consistent)
#define nnt_ledger_observe NNT_CORE(nnt_ledger_observe)

/*   n_rows     rows of the probe
 *   n_moments  most looks that will be taken */
NNT_MUST_CHECK nnt_status nnt_ledger_create(const nnt_network *network,
                                            size_t n_rows,
                                            size_t n_moments,
                                            nnt_ledger *ledger,
                                            nnt_error *error);
void nnt_ledger_clear(nnt_ledger *ledger);

/* Shows everything that lives from one look to the next. */
void nnt_ledger_visit(nnt_ledger *ledger, const nnt_network *network, nnt_state *state);

/* After a visit that restored: whether the events are of units that there are. */
bool nnt_ledger_is_consistent(const nnt_ledger *ledger, const nnt_network *network);

/* Compares with the last look and enters what has changed. A death is put down to
 * the change of z since then on the row that had held the unit up:
 *   dz = a_before dw + db + da w_now,
 * own weights, own bias and the layers below; the shares are those of the parts
 * that pulled z down. The causes of the other events are NaN. A death has the unit's
 * margin at the last look, a revival the steps for which it had been dead; permanent is
 * 1 for what nothing can revive. */
void nnt_ledger_observe(nnt_ledger *ledger, const nnt_observation *now);

#endif
