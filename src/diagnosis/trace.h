/* Reading the tables of a run by name and place. A number that is not there or not
 * finite is NaN, and every comparison of the rules is false for it. */
#ifndef NNT_DIAGNOSIS_TRACE_H
#define NNT_DIAGNOSIS_TRACE_H

#include "diagnosis/evidence.h"

/* A series of layers.csv. A log is one moment at which all layers were measured. */
typedef struct nnt_trace {
    const nnt_table *table;
    size_t n_layers;
    size_t column; /* SIZE_MAX: there is no such series */
} nnt_trace;

nnt_trace nnt_trace_find(const nnt_evidence *evidence, const char *name);
bool nnt_trace_exists(const nnt_trace *trace);

/* Of layer 1 … L at a log. */
double nnt_trace_at(const nnt_trace *trace, size_t log, size_t layer);

/* Largest of the hidden layers and, when `layer` is not NULL, where it is; NaN
 * when no layer has a number. */
double nnt_trace_largest(const nnt_trace *trace, size_t log, size_t *layer);

/* Logs up to the last one whose gradients are finite. */
size_t nnt_log_count(const nnt_evidence *evidence);
size_t nnt_log_epoch(const nnt_evidence *evidence, size_t log);

size_t nnt_hidden_count(const nnt_evidence *evidence);

/* A cell of metrics.csv by row; of the last row of at most this epoch; of theory.csv. */
double nnt_metric_at_row(const nnt_evidence *evidence, const char *name, size_t row);
double nnt_metric_at_epoch(const nnt_evidence *evidence, const char *name, size_t epoch);
double nnt_theory_at(const nnt_evidence *evidence, const char *name, size_t layer);

/* Of the network as a whole: a column of metrics.csv or, for what instruments
 * measure, of layers.csv at the output layer. */
double nnt_network_value(const nnt_evidence *evidence, const char *name, size_t log);

/* Last finite training loss over the first: 0.1 means that nine tenths are gone.
 * NaN when there is none. */
double nnt_loss_left(const nnt_evidence *evidence);

/* Training loss at a row of metrics.csv over that of knowing nothing: over ln K, equal
 * chances for K classes; of a regression squared error over that of always answering the
 * mean, which is 1 - R^2. */
double nnt_loss_share(const nnt_evidence *evidence, size_t row);
/* At the last row of at most this epoch. */
double nnt_loss_share_at_epoch(const nnt_evidence *evidence, size_t epoch);

/* Share of the epochs after row `first` of metrics.csv in which the training loss rose. */
double nnt_share_of_rises(const nnt_evidence *evidence, size_t first);

/* Whether training has come to a loss that is clearly below that of knowing nothing. */
bool nnt_has_learnt(const nnt_evidence *evidence);

/* Whether the training loss has come down to a twentieth: what then looks odd
 * inside is the price of success, worth a note and no more. */
bool nnt_is_solved(const nnt_evidence *evidence);

#endif
