/* A page for every way in which a training ends. */
#include "nntrain/explain.h"
#include "nntrain/run.h"
#include "support/nnt_test.h"
#include <string.h>

static const char *const statuses[] = {
#define STATUS(name, text) text,
    NNT_STOP_LIST(STATUS)
#undef STATUS
};

static size_t count_words(const char *text) {
    size_t n = 1;
    for (; *text; text++) {
        n += *text == ' ';
    }
    return n;
}

NNT_TEST(endings, every_status_has_its_page) {
    cr_assert(nnt_ending_count() == sizeof statuses / sizeof statuses[0]);
    for (size_t i = 0; i < nnt_ending_count(); i++) {
        const nnt_topic topic = nnt_ending_get(i);
        cr_assert_str_eq(topic.name, statuses[i]);
        cr_assert(strlen(topic.summary) > 10 && strlen(topic.summary) < 80, "%s", topic.summary);
        cr_assert(count_words(topic.page) >= 60, "%s: %zu", topic.name, count_words(topic.page));
        for (const char *c = topic.page; *c; c++) {
            cr_assert(*c == '\n' || (*c >= ' ' && *c <= '~'), "%s: %.20s", topic.name, c);
        }
    }
}
