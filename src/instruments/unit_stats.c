/* One sweep over the rows of a layer, a sum for each unit. */
#include "instruments/unit_stats.h"

#include <math.h>

/* A unit works in its linear zone where its slope is at least this share of the
 * largest. */
static const double LINEAR_FROM = 0.9;

/* f'(z) is what back-propagation makes of a gradient of 1. */
static void find_slopes(
    const nnt_layer *layer, const real *option, const nnt_layer_pass *pass, size_t n, real *slope) {
    for (size_t i = 0; i < n * layer->units; i++) {
        slope[i] = 1;
    }
    layer->activation->backward(n * layer->units, option, pass->z, pass->a, slope, slope);
}

static void add_row(const nnt_layer *layer,
                    const real *z,
                    const real *a,
                    const real *slope,
                    size_t row,
                    double steep,
                    nnt_unit_stats *stats) {
    for (size_t j = 0; j < layer->units; j++) {
        nnt_unit_stats *unit = &stats[j];
        const double size = fabs((double)slope[j]);
        unit->active_share += z[j] > 0;
        unit->retention += size;
        unit->linear_share += size >= steep;
        unit->size += fabs((double)a[j]);
        unit->is_dead = unit->is_dead && slope[j] == 0;
        if ((double)z[j] > unit->largest_z) {
            unit->largest_z = (double)z[j];
            unit->best_row = row;
        }
    }
}

void nnt_unit_stats_measure(const nnt_network *network,
                            size_t index,
                            const nnt_layer_pass *pass,
                            size_t n,
                            real *slope,
                            nnt_unit_stats *stats) {
    const nnt_layer *layer = &network->layers[index];
    const size_t units = layer->units;
    const double rows = (double)n;
    const real *option = nnt_layer_option(network, layer);
    const double steepest = nnt_activation_steepest(layer->activation, option);
    find_slopes(layer, option, pass, n, slope);
    for (size_t j = 0; j < units; j++) {
        stats[j] = (nnt_unit_stats){.largest_z = -(double)INFINITY, .is_dead = true};
    }
    for (size_t i = 0; i < n; i++) {
        add_row(layer, pass->z + i * units, pass->a + i * units, slope + i * units, i,
                LINEAR_FROM * steepest, stats);
    }
    for (size_t j = 0; j < units; j++) {
        stats[j].active_share /= rows;
        stats[j].retention /= rows * steepest;
        stats[j].linear_share /= rows;
        stats[j].size /= rows;
    }
}
