/* The rules' pages as topics. */
#include "nntrain/explain.h"

#include "diagnosis/rule.h"
#include <stdbool.h>

/* Letters of ASCII only, so that the locale has no say. */
static int simplify(char letter) {
    if (letter >= 'A' && letter <= 'Z') {
        return letter - 'A' + 'a';
    }
    return letter == '-' ? '_' : letter;
}

static bool is_alike(const char *a, const char *b) {
    while (*a && simplify(*a) == simplify(*b)) {
        a++;
        b++;
    }
    return simplify(*a) == simplify(*b);
}

size_t nnt_explain_count(void) {
    return nnt_rule_count();
}

nnt_topic nnt_explain_get(size_t index) {
    const nnt_rule *rule = nnt_rule_get(index);
    return (nnt_topic){rule->name, rule->summary, rule->page};
}

size_t nnt_explain_find(const char *name) {
    for (size_t i = 0; i < nnt_rule_count(); i++) {
        if (is_alike(name, nnt_rule_get(i)->name)) {
            return i;
        }
    }
    return SIZE_MAX;
}
