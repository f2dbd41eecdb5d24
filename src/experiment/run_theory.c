/* From theory's answer to a table. */
#include "experiment/run_theory.h"

#include "experiment/theory_setup.h"
#include <string.h>

static const char *const columns[] = {
    "layer",         "preactivation_rms", "delta_norm",   "delta_norm_low", "delta_norm_high",
    "dead_fraction", "gradient_norm",     "slope_factor", "weight_factor",  "chi",
    "correlation"};
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

static void fill(const nnt_theory_prediction *prediction, nnt_table *table) {
    for (size_t l = 0; l < prediction->n_hidden; l++) {
        const nnt_theory_row *row = &prediction->layers[l];
        const double cells[N_COLUMNS] = {(double)(l + 1),      row->preactivation_rms,
                                         row->delta_norm,      row->delta_norm_low,
                                         row->delta_norm_high, row->dead_fraction,
                                         row->gradient_norm,   row->slope_factor,
                                         row->weight_factor,   row->chi,
                                         row->correlation};
        memcpy(nnt_table_append(table), cells, sizeof cells);
    }
}

nnt_status nnt_run_theory_predict(const nnt_network_spec *network,
                                  const nnt_problem *problem,
                                  const nnt_engine *engine,
                                  nnt_table *table,
                                  nnt_error *error) {
    nnt_theory_setup setup;
    nnt_theory_prediction prediction = {0};
    nnt_status status = nnt_theory_setup_create(network, problem, engine, &setup, error);
    if (status) {
        return status;
    }
    if (!nnt_table_create(table, columns, N_COLUMNS, network->n_layers)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the predictions of theory");
        goto cleanup;
    }
    if (setup.is_defined) {
        status = nnt_theory_predict(&setup.network, &setup.data, 0, &prediction, error);
    }
    if (!status) {
        fill(&prediction, table);
    }
cleanup:
    nnt_theory_prediction_clear(&prediction);
    nnt_theory_setup_clear(&setup);
    return status;
}
