/* Early stopping (Prechelt 1998) and stopping at a target. */
#include "train/stopping.h"

#include <math.h>
#include <string.h>

bool nnt_metric_is_to_rise(const char *metric) {
    return strstr(metric, "accuracy") || strstr(metric, "r2");
}

static nnt_status
find_column(const nnt_table *metrics, const char *name, size_t *column, nnt_error *error) {
    *column = nnt_table_column(metrics, name);
    if (*column == SIZE_MAX) {
        return nnt_error_set(error, NNT_ERR_CONFIG, "there is no metric \"%s\" in this run", name);
    }
    return NNT_OK;
}

nnt_status nnt_stopping_start(const nnt_training_spec *spec,
                              const nnt_table *metrics,
                              nnt_stopping *stopping,
                              nnt_error *error) {
    *stopping = (nnt_stopping){.spec = spec, .monitor = SIZE_MAX, .best = (double)NAN};
    if (spec->early_stopping.on) {
        nnt_status status =
            find_column(metrics, spec->early_stopping.monitor, &stopping->monitor, error);
        if (status) {
            return status;
        }
    }
    for (size_t i = 0; i < spec->n_stop_when; i++) {
        nnt_status status =
            find_column(metrics, spec->stop_when[i].metric, &stopping->targets[i], error);
        if (status) {
            return status;
        }
    }
    return NNT_OK;
}

void nnt_stopping_visit(nnt_stopping *stopping, nnt_state *state) {
    nnt_state_number(state, "best", &stopping->best);
    nnt_state_size(state, "best_epoch", &stopping->best_epoch, SIZE_MAX);
    nnt_state_size(state, "waited", &stopping->waited, SIZE_MAX);
}

static bool is_reached(const nnt_stopping *stopping, const double *row) {
    for (size_t i = 0; i < stopping->spec->n_stop_when; i++) {
        const nnt_target *target = &stopping->spec->stop_when[i];
        const double value = row[stopping->targets[i]];
        if (nnt_metric_is_to_rise(target->metric) ? value >= target->value
                                                  : value <= target->value) {
            return true;
        }
    }
    return false;
}

static bool is_better(const nnt_stopping *stopping, double value) {
    const double delta = stopping->spec->early_stopping.min_delta;
    if (isnan(stopping->best)) {
        return !isnan(value);
    }
    return nnt_metric_is_to_rise(stopping->spec->early_stopping.monitor)
               ? value > stopping->best + delta
               : value < stopping->best - delta;
}

nnt_stop nnt_stopping_observe(nnt_stopping *stopping, const nnt_table *metrics, bool *is_best) {
    const size_t epoch = metrics->n_rows - 1;
    const double *row = metrics->cells + epoch * metrics->n_columns;
    *is_best = false;
    if (stopping->monitor != SIZE_MAX) {
        if (is_better(stopping, row[stopping->monitor])) {
            stopping->best = row[stopping->monitor];
            stopping->best_epoch = epoch;
            stopping->waited = 0;
            *is_best = true;
        } else {
            stopping->waited++;
        }
    }
    if (epoch == 0) {
        return NNT_STOP_COMPLETED;
    }
    if (is_reached(stopping, row)) {
        return NNT_STOP_REACHED;
    }
    if (stopping->monitor != SIZE_MAX &&
        stopping->waited >= stopping->spec->early_stopping.patience) {
        return NNT_STOP_EARLY_STOPPED;
    }
    return NNT_STOP_COMPLETED;
}
