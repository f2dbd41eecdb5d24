/* Prints verdicts. */
#include "verdict_text.h"

#include "nearest.h"
#include "nntrain/explain.h"
#include <stdint.h>
#include <string.h>

enum { LABEL_COLUMNS = 9, MAX_RULES = 64 };

static const char *get_style(const nnt_console *console, nnt_severity severity) {
    return severity == NNT_SEVERE    ? console->out.red
           : severity == NNT_WARNING ? console->out.yellow
                                     : console->out.dim;
}

static void print_part(nnt_console *console, const char *label, const char *text) {
    nnt_console_print(console, "%*s%s", LABEL_COLUMNS, "", label);
    nnt_console_wrap(console, LABEL_COLUMNS + strlen(label), text);
}

static void print_verdict(nnt_console *console, const nnt_verdict *verdict) {
    nnt_console_print(console, "%s%-*s%s%s%s%s: ", get_style(console, verdict->severity),
                      LABEL_COLUMNS, nnt_severity_text(verdict->severity), console->out.reset,
                      console->out.bold, verdict->rule, console->out.reset);
    const size_t behind = LABEL_COLUMNS + strlen(verdict->rule) + 2;
    const bool is_narrow = nnt_console_width() < 2 * behind;
    if (is_narrow) {
        nnt_console_print(console, "\n%*s", LABEL_COLUMNS, "");
    }
    nnt_console_wrap(console, is_narrow ? LABEL_COLUMNS : behind, verdict->sentence);
    if (verdict->severity > NNT_NOTE || console->verbose) {
        print_part(console, "", verdict->evidence);
        print_part(console, "try: ", verdict->remedy);
    }
}

void nnt_verdict_text_print(nnt_console *console, const nnt_run *run) {
    nnt_console_print(console, "\n");
    if (run->n_verdicts == 0) {
        nnt_console_print(console, "%shealthy%s: no rule of the diagnosis found anything\n",
                          console->out.green, console->out.reset);
    }
    for (size_t v = 0; v < run->n_verdicts; v++) {
        print_verdict(console, &run->verdicts[v]);
    }
}

static nnt_status refuse_rule(const char *rule, nnt_error *error) {
    const char *names[MAX_RULES];
    size_t n = 0;
    for (; n < nnt_explain_count() && n < MAX_RULES; n++) {
        names[n] = nnt_explain_get(n).name;
    }
    const char *near_match = nnt_nearest(rule, names, n);
    return nnt_error_set(error, NNT_ERR_USAGE,
                         "--fail-on: unknown rule \"%.60s\"%s%s%s; \"nntrain explain\" lists all",
                         rule, near_match != NULL ? "; did you mean \"" : "",
                         near_match != NULL ? near_match : "", near_match != NULL ? "\"?" : "");
}

nnt_status nnt_verdict_gate_check(const nnt_args *args, nnt_error *error) {
    for (size_t i = 0; i < args->n_gates; i++) {
        if (nnt_explain_find(args->gates[i]) == SIZE_MAX) {
            return refuse_rule(args->gates[i], error);
        }
    }
    return NNT_OK;
}

bool nnt_verdict_gate_names(const nnt_args *args, const char *rule) {
    for (size_t i = 0; i < args->n_gates; i++) {
        if (nnt_explain_find(args->gates[i]) == nnt_explain_find(rule)) {
            return true;
        }
    }
    return false;
}

bool nnt_verdict_gate_fails(const nnt_args *args, const nnt_run *run) {
    for (size_t v = 0; v < run->n_verdicts; v++) {
        const nnt_verdict *verdict = &run->verdicts[v];
        if (verdict->severity >= NNT_WARNING && nnt_verdict_gate_names(args, verdict->rule)) {
            return true;
        }
    }
    return false;
}
