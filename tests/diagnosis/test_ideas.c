/* The pages of ideas. */
#include "diagnosis/rule.h"
#include "nntrain/explain.h"
#include "support/nnt_test.h"
#include <string.h>

static size_t count_words(const char *text) {
    size_t n = 1;
    for (; *text; text++) {
        n += *text == ' ';
    }
    return n;
}

NNT_TEST(ideas, every_page_is_one) {
    cr_assert(nnt_idea_count() >= 10);
    for (size_t i = 0; i < nnt_idea_count(); i++) {
        const nnt_topic idea = nnt_idea_get(i);
        cr_assert(count_words(idea.page) >= 60, "%s: %zu", idea.name, count_words(idea.page));
        cr_assert(strlen(idea.summary) > 10 && strlen(idea.summary) < 80, "%s", idea.summary);
        for (const char *c = idea.page; *c; c++) {
            cr_assert(*c == '\n' || (*c >= ' ' && *c <= '~'), "%s: %.20s", idea.name, c);
        }
    }
}

/* One name, one page: neither two ideas nor an idea and a verdict. */
NNT_TEST(ideas, names_are_their_own) {
    for (size_t i = 0; i < nnt_idea_count(); i++) {
        cr_assert(!nnt_rule_find(nnt_idea_get(i).name), "%s", nnt_idea_get(i).name);
        for (size_t k = 0; k < i; k++) {
            cr_assert(strcmp(nnt_idea_get(i).name, nnt_idea_get(k).name) != 0);
        }
    }
}
