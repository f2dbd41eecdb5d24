/* The profile of the error over the hidden layers: a line of the picture for each,
 * with a logarithmic scale across, and their dead units. */
#ifndef NNT_CLI_PROFILE_PLOT_H
#define NNT_CLI_PROFILE_PLOT_H

#include "console.h"
#include "nntrain/history.h"
#include "nntrain/run.h"

typedef struct nnt_profile_plot {
    size_t n_hidden;
    const nnt_layer_info *layers; /* (n_hidden) */
    const nnt_table *theory;      /* a row per hidden layer; NULL or empty: no prediction */
    const nnt_table *measured;    /* n_layers rows per logged epoch; NULL: theory alone */
    size_t n_layers;              /* with the output layer */
} nnt_profile_plot;

/* Prints nothing without a prediction and without measured deltas. */
void nnt_profile_plot_print(nnt_console *console, const nnt_profile_plot *plot);

#endif
