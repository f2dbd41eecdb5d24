/* The table of rules. */
#include "diagnosis/rule.h"

#include <string.h>

#define NNT_RULE(name) extern const nnt_rule nnt_rule_##name;
#include "diagnosis/rule_list.inc"
#undef NNT_RULE

static const nnt_rule *const rules[] = {
#define NNT_RULE(name) &nnt_rule_##name,
#include "diagnosis/rule_list.inc"
#undef NNT_RULE
};

size_t nnt_rule_count(void) {
    return sizeof rules / sizeof rules[0];
}

const nnt_rule *nnt_rule_get(size_t index) {
    return rules[index];
}

const nnt_rule *nnt_rule_find(const char *name) {
    for (size_t i = 0; i < nnt_rule_count(); i++) {
        if (strcmp(rules[i]->name, name) == 0) {
            return rules[i];
        }
    }
    return NULL;
}
