/* How many units of a layer take part: dead, inactive, saturated, dormant. One
 * definition for all activations, from z and f'(z) alone. */
#include "instruments/instrument.h"

#include <math.h>

/* A unit is saturated below this share of its largest slope, and dormant below
 * this share of the layer's mean activity (Sokar et al. 2023, tau = 0.025). */
static const double SATURATED_BELOW = 0.05;
static const double DORMANT_UP_TO = 0.025;

enum {
    DEAD,
    DEAD_SHARE,
    INACTIVE,
    SATURATED,
    DORMANT,
    RETENTION,
    LINEAR,
    ACTIVE,
    MARGIN,
    N_VALUES
};

static void measure(const nnt_observation *now, size_t layer, double *values) {
    const nnt_layer *it = &now->network->layers[layer];
    const nnt_unit_stats *stats = now->units[layer];
    const double units = (double)it->units;
    const double rms = nnt_observation_rms(now, layer);
    double size = 0;
    for (size_t i = 0; i < N_VALUES; i++) {
        values[i] = 0;
    }
    values[MARGIN] = (double)INFINITY;
    for (size_t j = 0; j < it->units; j++) {
        size += stats[j].size / units;
    }
    for (size_t j = 0; j < it->units; j++) {
        const nnt_unit_stats *unit = &stats[j];
        values[DEAD] += unit->is_dead;
        values[INACTIVE] += unit->active_share == 0;
        values[SATURATED] += (unit->retention < SATURATED_BELOW) / units;
        values[DORMANT] += (unit->size <= DORMANT_UP_TO * size) / units;
        values[RETENTION] += unit->retention / units;
        values[LINEAR] += unit->linear_share / units;
        values[ACTIVE] += unit->active_share / units;
        values[MARGIN] = fmin(values[MARGIN], unit->largest_z / rms);
    }
    values[DEAD_SHARE] = values[DEAD] / units;
}

static const nnt_series series[] = {
    {"dead_units", "units with f'(z) = 0 on every probe row"},
    {"dead_fraction", "their share of the layer, 0 … 1"},
    {"inactive_units", "units with z <= 0 on every probe row"},
    {"saturated_fraction", "share of units whose slope retention is below 0.05"},
    {"dormant_fraction", "share of units with mean |a| of at most 0.025 times the layer's mean"},
    {"slope_retention", "mean over units and probe rows of |f'(z)| / max |f'|, 0 … 1"},
    {"linear_fraction", "share of (row, unit) pairs with |f'(z)| of at least 0.9 max |f'|"},
    {"active_fraction", "share of (row, unit) pairs with z > 0"},
    {"margin", "smallest over units of max z over rows, in units of the layer's rms z; negative: a "
               "unit is inactive"},
    {0},
};

const nnt_instrument NNT_CORE(nnt_instrument_units) = {
    .name = "units",
    .level = NNT_LEVEL_STANDARD,
    .series = series,
    .measure = measure,
};
