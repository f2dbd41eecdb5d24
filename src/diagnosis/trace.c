/* Looking things up in the tables of a run. */
#include "diagnosis/trace.h"

#include "base/exact_math.h"
#include <math.h>

static const double SOLVED_UP_TO = 0.05;
static const double LEARNT_BELOW = 0.9;

static double get_cell(const nnt_table *table, size_t row, size_t column) {
    if (!table || column == SIZE_MAX || row >= table->n_rows) {
        return (double)NAN;
    }
    const double value = table->cells[row * table->n_columns + column];
    return isfinite(value) ? value : (double)NAN;
}

static size_t to_count(double number) {
    return number > 0 && number < 9e15 ? (size_t)number : 0;
}

nnt_trace nnt_trace_find(const nnt_evidence *evidence, const char *name) {
    const nnt_table *table = &evidence->history->layers;
    return (nnt_trace){table, evidence->n_layers, nnt_table_column(table, name)};
}

bool nnt_trace_exists(const nnt_trace *trace) {
    return trace->column != SIZE_MAX;
}

double nnt_trace_at(const nnt_trace *trace, size_t log, size_t layer) {
    return get_cell(trace->table, log * trace->n_layers + layer - 1, trace->column);
}

double nnt_trace_largest(const nnt_trace *trace, size_t log, size_t *layer) {
    double largest = (double)NAN;
    for (size_t l = 1; l < trace->n_layers; l++) {
        const double value = nnt_trace_at(trace, log, l);
        if (value > largest || (isnan(largest) && !isnan(value))) {
            largest = value;
            if (layer) {
                *layer = l;
            }
        }
    }
    return largest;
}

/* A series that is missing cannot be wrong. */
static bool is_finite_log(const nnt_trace *trace, size_t log) {
    for (size_t l = 1; nnt_trace_exists(trace) && l <= trace->n_layers; l++) {
        if (!isfinite(nnt_trace_at(trace, log, l))) {
            return false;
        }
    }
    return true;
}

size_t nnt_log_count(const nnt_evidence *evidence) {
    const nnt_trace gradient = nnt_trace_find(evidence, "gradient_norm");
    const nnt_trace delta = nnt_trace_find(evidence, "delta_norm");
    size_t n = evidence->n_layers ? evidence->history->layers.n_rows / evidence->n_layers : 0;
    while (n > 0 && !(is_finite_log(&gradient, n - 1) && is_finite_log(&delta, n - 1))) {
        n--;
    }
    return n;
}

size_t nnt_log_epoch(const nnt_evidence *evidence, size_t log) {
    const nnt_trace epoch = nnt_trace_find(evidence, "epoch");
    return to_count(nnt_trace_at(&epoch, log, 1));
}

size_t nnt_hidden_count(const nnt_evidence *evidence) {
    return evidence->n_layers > 0 ? evidence->n_layers - 1 : 0;
}

double nnt_metric_at_row(const nnt_evidence *evidence, const char *name, size_t row) {
    const nnt_table *table = &evidence->history->metrics;
    return get_cell(table, row, nnt_table_column(table, name));
}

/* The last row of metrics.csv of at most this epoch; 0 when there is none. */
static size_t find_row(const nnt_evidence *evidence, size_t epoch) {
    const nnt_table *table = &evidence->history->metrics;
    const size_t when = nnt_table_column(table, "epoch");
    size_t row = epoch < table->n_rows ? epoch + 1 : table->n_rows;
    while (row > 1 && get_cell(table, row - 1, when) > (double)epoch) {
        row--;
    }
    return row > 0 ? row - 1 : 0;
}

double nnt_metric_at_epoch(const nnt_evidence *evidence, const char *name, size_t epoch) {
    return nnt_metric_at_row(evidence, name, find_row(evidence, epoch));
}

double nnt_theory_at(const nnt_evidence *evidence, const char *name, size_t layer) {
    return evidence->theory
               ? get_cell(evidence->theory, layer - 1, nnt_table_column(evidence->theory, name))
               : (double)NAN;
}

double nnt_network_value(const nnt_evidence *evidence, const char *name, size_t log) {
    const nnt_trace trace = nnt_trace_find(evidence, name);
    if (nnt_trace_exists(&trace)) {
        return nnt_trace_at(&trace, log, evidence->n_layers);
    }
    return nnt_metric_at_epoch(evidence, name, nnt_log_epoch(evidence, log));
}

double nnt_loss_left(const nnt_evidence *evidence) {
    const double first = nnt_metric_at_row(evidence, "train_loss", 0);
    for (size_t row = evidence->history->metrics.n_rows; row > 0; row--) {
        const double last = nnt_metric_at_row(evidence, "train_loss", row - 1);
        if (isfinite(last)) {
            return first > 0 ? last / first : (double)NAN;
        }
    }
    return (double)NAN;
}

double nnt_loss_share(const nnt_evidence *evidence, size_t row) {
    if (evidence->is_regression) {
        return 1 - nnt_metric_at_row(evidence, "train_r2", row);
    }
    return evidence->n_classes < 2 ? (double)NAN
                                   : nnt_metric_at_row(evidence, "train_loss", row) /
                                         nnt_exact_log((double)evidence->n_classes);
}

double nnt_loss_share_at_epoch(const nnt_evidence *evidence, size_t epoch) {
    return nnt_loss_share(evidence, find_row(evidence, epoch));
}

double nnt_share_of_rises(const nnt_evidence *evidence, size_t first) {
    const size_t n_rows = evidence->history->metrics.n_rows;
    size_t n_rises = 0;
    for (size_t row = first + 1; row < n_rows; row++) {
        n_rises += nnt_metric_at_row(evidence, "train_loss", row) >
                   nnt_metric_at_row(evidence, "train_loss", row - 1);
    }
    return first + 1 < n_rows ? (double)n_rises / (double)(n_rows - first - 1) : 0;
}

bool nnt_has_learnt(const nnt_evidence *evidence) {
    for (size_t row = evidence->history->metrics.n_rows; row > 0; row--) {
        const double share = nnt_loss_share(evidence, row - 1);
        if (isfinite(share)) {
            return share < LEARNT_BELOW;
        }
    }
    return false;
}

bool nnt_is_solved(const nnt_evidence *evidence) {
    return nnt_loss_left(evidence) <= SOLVED_UP_TO;
}
