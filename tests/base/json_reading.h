/* Reading JSON in tests: a text that must be right, or one that must be wrong. */
#ifndef NNT_TESTS_BASE_JSON_READING_H
#define NNT_TESTS_BASE_JSON_READING_H

#include "base/json.h"
#include "expect_text.h"
#include <criterion/criterion.h>
#include <stdio.h>

static inline nnt_json_document json_read(const char *text) {
    nnt_json_document document = {0};
    nnt_error error = {0};
    const nnt_status status = nnt_json_read(text, strlen(text), "a", &document, NULL, &error);
    cr_assert(status == NNT_OK, "%s", error.message);
    return document;
}

/* Expects one problem, whose message is "a:" + `expected`. */
static inline void
json_expect_bytes_refused(const char *text, size_t length, const char *expected) {
    nnt_json_document document = {0};
    nnt_messages problems = {0};
    nnt_error error = {0};
    const nnt_status status = nnt_json_read(text, length, "a", &document, &problems, &error);
    cr_assert(status == NNT_ERR_CONFIG, "accepted: %s", text);
    cr_assert(document.root == NULL && document.blocks == NULL);
    cr_assert(problems.count == 1);
    EXPECT_TEXT(problems.items[0].text, error.message);
    cr_assert(strncmp(error.message, "a:", 2) == 0);
    EXPECT_TEXT(error.message + 2, expected);
    char place[48];
    snprintf(place, sizeof place, "a:%zu:%zu: ", problems.items[0].line, problems.items[0].column);
    cr_assert(strncmp(error.message, place, strlen(place)) == 0, "%s", place);
    nnt_messages_clear(&problems);
}

static inline void json_expect_refused(const char *text, const char *expected) {
    json_expect_bytes_refused(text, strlen(text), expected);
}

#endif
