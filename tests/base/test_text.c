/* The growing text buffer: what it adds, and that one failure ends it. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/text.h"
#include "expect_text.h"
#include "support/nnt_test.h"
#include <math.h>

NNT_TEST(text, additions_follow_each_other) {
    nnt_text text = {0};
    nnt_text_add(&text, "layer ");
    nnt_text_add_unsigned(&text, 0);
    nnt_text_add_bytes(&text, ", units", 2);
    nnt_text_addf(&text, "%s %d", "and", -7);
    nnt_text_add_unsigned(&text, UINT64_MAX);
    EXPECT_TEXT(text.data, "layer 0, and -718446744073709551615");
    cr_assert(text.length == strlen(text.data));
    nnt_text_clear(&text);
    cr_assert(text.data == NULL && text.length == 0 && !text.failed);
}

NNT_TEST(text, long_texts_grow_whole) {
    nnt_text text = {0};
    for (int i = 0; i < 10000; i++) {
        nnt_text_addf(&text, "%04d\n", i);
    }
    cr_assert(text.length == 50000);
    cr_assert(memcmp(text.data + 5 * 4321, "4321\n", 5) == 0);
    char *data = nnt_text_take(&text);
    cr_assert(text.data == NULL && strlen(data) == 50000);
    nnt_free(data);
}

NNT_TEST(text, numbers_are_exact_and_short) {
    nnt_text text = {0};
    nnt_text_add_number(&text, 0.1);
    nnt_text_add(&text, " ");
    nnt_text_add_float(&text, 0.1f);
    nnt_text_add(&text, " ");
    nnt_text_add_number(&text, (double)0.1f);
    nnt_text_add(&text, " ");
    nnt_text_add_number(&text, (double)NAN);
    nnt_text_add(&text, " ");
    nnt_text_add_number(&text, (double)-INFINITY);
    EXPECT_TEXT(text.data, "0.1 0.1 0.10000000149011612 nan -inf");
    nnt_text_clear(&text);
}

NNT_TEST(text, json_strings_are_escaped) {
    nnt_text text = {0};
    nnt_text_add_json_string(&text, "a\"b\\c\n\t\r\b\f\x01\x1f/\x7f\xC3\xA9");
    EXPECT_TEXT(text.data, "\"a\\\"b\\\\c\\n\\t\\r\\b\\f\\u0001\\u001f/\x7f\xC3\xA9\"");
    nnt_text_clear(&text);
    nnt_text_add_json_string(&text, "");
    nnt_text_add_json_string(&text, NULL);
    EXPECT_TEXT(text.data, "\"\"null");
    nnt_text_clear(&text);
}

NNT_TEST(text, json_numbers_are_finite_or_null) {
    nnt_text text = {0};
    nnt_text_add_json_number(&text, 2.5);
    nnt_text_add_json_number(&text, (double)NAN);
    nnt_text_add_json_number(&text, (double)INFINITY);
    EXPECT_TEXT(text.data, "2.5nullnull");
    nnt_text_clear(&text);
}

NNT_TEST(text, taking_an_empty_text_gives_an_empty_string) {
    nnt_text text = {0};
    char *data = nnt_text_take(&text);
    EXPECT_TEXT(data, "");
    nnt_free(data);
}

NNT_TEST(text, a_failed_allocation_is_remembered) {
    nnt_text text = {0};
    nnt_text_add(&text, "before");
    nnt_memory_fail_at(1, false);
    for (int i = 0; i < 20; i++) {
        nnt_text_addf(&text, "%s", " and a good deal more");
    }
    nnt_text_add(&text, "after");
    cr_assert(text.failed);
    cr_assert(nnt_memory_count() == 1, "a failed text must not try again");
    cr_assert(nnt_text_take(&text) == NULL);
    cr_assert(!text.failed && text.data == NULL);
}

NNT_TEST(text, a_length_beyond_memory_fails) {
    nnt_text text = {0};
    nnt_text_add_bytes(&text, "", SIZE_MAX);
    cr_assert(text.failed);
    nnt_text_clear(&text);
    text.length = SIZE_MAX - 1;
    nnt_text_add(&text, "xyz");
    cr_assert(text.failed);
}
