/* Reading and telling the profile of the error over the layers. */
#include "diagnosis/profile.h"

#include "base/exact_math.h"
#include "diagnosis/phrase.h"
#include "diagnosis/trace.h"
#include <math.h>
#include <string.h>

/* Natural logarithm of 10: one decade. */
static const double DECADE = 2.302585092994046;

static double divide(const nnt_evidence *evidence, const char *name, size_t log, size_t above) {
    const nnt_trace trace = nnt_trace_find(evidence, name);
    return nnt_trace_at(&trace, log, 1) / nnt_trace_at(&trace, log, above);
}

/* Geometric mean over layers 1 … H-1 of a measured series or, without one, of
 * theory's. */
static double
average(const nnt_evidence *evidence, const char *name, const char *theory, size_t log) {
    const nnt_trace trace = nnt_trace_find(evidence, name);
    const size_t n = nnt_hidden_count(evidence) - 1;
    double sum = 0;
    for (size_t l = 1; l <= n; l++) {
        sum += nnt_exact_log(nnt_trace_exists(&trace) ? nnt_trace_at(&trace, log, l)
                                                      : nnt_theory_at(evidence, theory, l));
    }
    return nnt_exact_exp(sum / (double)n);
}

nnt_profile nnt_profile_read(const nnt_evidence *evidence, size_t log) {
    nnt_profile profile = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    const size_t n_hidden = nnt_hidden_count(evidence);
    if (n_hidden >= 2) {
        profile.delta = divide(evidence, "delta_norm", log, n_hidden);
        profile.gradient = divide(evidence, "gradient_norm", log, n_hidden + 1);
        profile.slope = average(evidence, "transfer_slope", "slope_factor", log);
        profile.weight = average(evidence, "transfer_weight", "weight_factor", log);
    }
    return profile;
}

/* fmin passes over a missing one. */
double nnt_profile_share(const nnt_profile *profile) {
    return fmin(profile->delta, profile->gradient);
}

bool nnt_has_dead_layer(const nnt_evidence *evidence, size_t log) {
    const nnt_trace dead = nnt_trace_find(evidence, "dead_fraction");
    return nnt_trace_largest(&dead, log, NULL) >= 1;
}

void nnt_profile_describe(const nnt_evidence *evidence, const nnt_profile *profile, char *phrase) {
    const size_t n_hidden = nnt_hidden_count(evidence);
    const double expected = nnt_theory_at(evidence, "delta_norm", 1);
    const double low = nnt_theory_at(evidence, "delta_norm_low", 1);
    const double high = nnt_theory_at(evidence, "delta_norm_high", 1);
    nnt_phrase_add(phrase, "|delta| of layer 1 is %s times that of layer %zu",
                   nnt_brief_number(profile->delta).text, n_hidden);
    if (isfinite(expected)) {
        nnt_phrase_add(phrase, " (theory, before step 0: %s", nnt_brief_number(expected).text);
        if (isfinite(low) && isfinite(high)) {
            nnt_phrase_add(phrase, ", %s to %s", nnt_brief_number(low).text,
                           nnt_brief_number(high).text);
        }
        nnt_phrase_add(phrase, ")");
    }
    if (isfinite(profile->gradient)) {
        nnt_phrase_add(phrase, "; |dL/dW| of layer 1 is %s times that of layer %zu",
                       nnt_brief_number(profile->gradient).text, n_hidden + 1);
    }
    if (isfinite(profile->slope) && isfinite(profile->weight)) {
        nnt_phrase_add(phrase, "; per layer, slopes x %s, weights x %s",
                       nnt_brief_number(profile->slope).text,
                       nnt_brief_number(profile->weight).text);
    }
    nnt_phrase_add(phrase, ".");
}

/* Decades by which delta would change, with a decade on top for another activation
 * when that is not wanted. Infinite for what cannot be recommended. */
static double get_cost(const nnt_evidence *evidence, const nnt_what_if *what_if, bool keeps) {
    if (!(what_if->delta_ratio > 0) || !isfinite(what_if->delta_ratio) ||
        what_if->dead_fraction > 0.5) {
        return (double)INFINITY;
    }
    const bool is_same = strcmp(what_if->activation, evidence->layers[0].activation) == 0;
    return fabs(nnt_exact_log(what_if->delta_ratio)) / DECADE + (keeps && !is_same ? 1 : 0);
}

void nnt_profile_advise(const nnt_evidence *evidence, bool keeps_activation, char *phrase) {
    const nnt_what_if *best = NULL;
    double lowest = (double)INFINITY;
    for (size_t i = 0; i < evidence->n_what_ifs; i++) {
        const double cost = get_cost(evidence, &evidence->what_ifs[i], keeps_activation);
        if (cost < lowest) {
            lowest = cost;
            best = &evidence->what_ifs[i];
        }
    }
    if (best) {
        nnt_phrase_add(phrase, " Predicted with %s and %s: a ratio of %s", best->activation,
                       best->initializer, nnt_brief_number(best->delta_ratio).text);
        const double present = nnt_theory_at(evidence, "delta_norm", 1);
        if (isfinite(present)) {
            nnt_phrase_add(phrase, " instead of %s", nnt_brief_number(present).text);
        }
        nnt_phrase_add(phrase, ".");
    }
}
