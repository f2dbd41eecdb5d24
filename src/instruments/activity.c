/* A row for each hidden unit. */
#include "instruments/activity.h"

#include <math.h>

static const char *const columns[] = {
    "epoch",           "step",     "layer",  "unit", "active_fraction", "margin", "slope_retention",
    "linear_fraction", "dormancy", "is_dead"};
enum { N_COLUMNS = sizeof columns / sizeof columns[0], LAYER = 2, UNIT = 3 };

nnt_status nnt_activity_create(nnt_level level,
                               const nnt_network *network,
                               size_t n_moments,
                               nnt_activity *activity,
                               nnt_error *error) {
    size_t n_units = 0;
    for (size_t l = 0; level == NNT_LEVEL_FULL && l + 1 < network->n_layers; l++) {
        n_units += network->layers[l].units;
    }
    if (!nnt_kept_looks_create(columns, N_COLUMNS, n_units, n_moments, activity)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the activity of %zu units",
                             n_units);
    }
    return NNT_OK;
}

bool nnt_activity_is_consistent(const nnt_activity *activity,
                                const nnt_network *network,
                                size_t n_looks) {
    const nnt_table *table = &activity->table;
    size_t layer = 0;
    size_t unit = 0;
    for (size_t row = 0; row < table->n_rows; row++) {
        const double *cell = table->cells + row * table->n_columns;
        if (cell[LAYER] != (double)(layer + 1) || cell[UNIT] != (double)(unit + 1)) {
            return false;
        }
        unit++;
        if (unit == network->layers[layer].units) {
            unit = 0;
            layer = (layer + 1) % (network->n_layers - 1);
        }
    }
    return nnt_kept_looks_is_consistent(activity, n_looks);
}

/* Mean of |a| over the units of a layer. */
static double find_size(const nnt_unit_stats *stats, size_t units) {
    double size = 0;
    for (size_t j = 0; j < units; j++) {
        size += stats[j].size / (double)units;
    }
    return size;
}

static void enter_layer(nnt_activity *activity, const nnt_observation *now, size_t layer) {
    const size_t units = now->network->layers[layer].units;
    const nnt_unit_stats *stats = now->units[layer];
    const double rms = nnt_observation_rms(now, layer);
    const double size = find_size(stats, units);
    for (size_t j = 0; j < units; j++) {
        double *cell = nnt_table_append(&activity->table);
        *cell++ = (double)now->epoch;
        *cell++ = (double)now->step;
        *cell++ = (double)(layer + 1);
        *cell++ = (double)(j + 1);
        *cell++ = stats[j].active_share;
        *cell++ = stats[j].largest_z / rms;
        *cell++ = stats[j].retention;
        *cell++ = stats[j].linear_share;
        *cell++ = size > 0 ? stats[j].size / size : (double)NAN;
        *cell = stats[j].is_dead;
    }
}

void nnt_activity_observe(nnt_activity *activity, const nnt_observation *now, size_t look) {
    if (!nnt_kept_looks_take(activity, look)) {
        return;
    }
    for (size_t l = 0; l + 1 < now->network->n_layers; l++) {
        enter_layer(activity, now, l);
    }
}
