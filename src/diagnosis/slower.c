/* The steps of a log, and the same with a lower learning rate. */
#include "diagnosis/slower.h"

#include "diagnosis/phrase.h"
#include "diagnosis/trace.h"
#include <math.h>

double nnt_slower_largest_step(const nnt_evidence *evidence, size_t log) {
    const nnt_trace ratio = nnt_trace_find(evidence, "update_ratio");
    double largest = 0;
    for (size_t l = 1; log < nnt_log_count(evidence) && l <= evidence->n_layers; l++) {
        largest = fmax(largest, nnt_trace_at(&ratio, log, l));
    }
    return largest;
}

void nnt_slower_predict(const nnt_evidence *evidence, size_t log, const char *part, char *phrase) {
    const double largest = nnt_slower_largest_step(evidence, log);
    if (largest > 0 && !evidence->finds_lengths) {
        nnt_phrase_add(phrase, " The steps of epoch %zu, %s of the weights, would be %s.",
                       nnt_log_epoch(evidence, log), nnt_brief_percent(largest).text, part);
    }
}
