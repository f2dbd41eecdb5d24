/* Asking every rule, and putting the worst finding first. */
#include "diagnosis/diagnose.h"

#include "base/memory.h"
#include "diagnosis/rule.h"

const char *nnt_severity_text(nnt_severity severity) {
    static const char *const texts[] = {"note", "warning", "severe"};
    return (size_t)severity < sizeof texts / sizeof texts[0] ? texts[severity] : "unknown";
}

/* Moves the last verdict in front of those that are less severe. */
static void settle(nnt_verdict *verdicts, size_t n) {
    const nnt_verdict last = verdicts[n - 1];
    size_t place = n - 1;
    for (; place > 0 && verdicts[place - 1].severity < last.severity; place--) {
        verdicts[place] = verdicts[place - 1];
    }
    verdicts[place] = last;
}

nnt_status nnt_diagnose(const nnt_evidence *evidence,
                        nnt_verdict **verdicts,
                        size_t *n_verdicts,
                        nnt_error *error) {
    *n_verdicts = 0;
    *verdicts = nnt_allocate(nnt_rule_count(), sizeof **verdicts);
    if (!*verdicts) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the diagnosis");
    }
    for (size_t i = 0; i < nnt_rule_count(); i++) {
        const nnt_rule *rule = nnt_rule_get(i);
        nnt_verdict verdict = {.rule = rule->name};
        if (rule->judge(evidence, &verdict)) {
            (*verdicts)[(*n_verdicts)++] = verdict;
            settle(*verdicts, *n_verdicts);
        }
    }
    return NNT_OK;
}
