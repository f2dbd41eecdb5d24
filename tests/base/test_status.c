/* Status texts, error values, and the version. */
#include "expect_text.h"
#include "nntrain/nntrain.h"
#include "support/nnt_test.h"

NNT_TEST(status, every_status_has_a_text_of_its_own) {
    EXPECT_TEXT(nnt_status_text(NNT_OK), "success");
    EXPECT_TEXT(nnt_status_text(NNT_ERR_MEMORY), "out of memory");
    for (int a = NNT_OK; a <= NNT_ERR_MODEL; a++) {
        for (int b = NNT_OK; b < a; b++) {
            cr_assert(strcmp(nnt_status_text((nnt_status)a), nnt_status_text((nnt_status)b)) != 0);
        }
    }
    EXPECT_TEXT(nnt_status_text((nnt_status)99), "unknown status");
}

NNT_TEST(status, setting_returns_the_status) {
    nnt_error error = {0};
    cr_assert(nnt_error_set(&error, NNT_ERR_DATA, "row %d: %s", 3, "empty") == NNT_ERR_DATA);
    cr_assert(error.status == NNT_ERR_DATA);
    EXPECT_TEXT(error.message, "row 3: empty");
    cr_assert(nnt_error_set(NULL, NNT_ERR_IO, "nobody asks") == NNT_ERR_IO);
}

NNT_TEST(status, a_message_may_be_made_of_itself) {
    nnt_error error = {0};
    nnt_error_set(&error, NNT_ERR_DATA, "too short");
    nnt_error_set(&error, NNT_ERR_MODEL, "layer 2: %s (%s)", error.message, error.message);
    EXPECT_TEXT(error.message, "layer 2: too short (too short)");
    cr_assert(error.status == NNT_ERR_MODEL);
}

NNT_TEST(status, prefixes_keep_the_status) {
    nnt_error error = {0};
    nnt_error_set(&error, NNT_ERR_CONFIG, "unknown key");
    nnt_error_prefix(&error, "%s:%d: ", "a.json", 7);
    EXPECT_TEXT(error.message, "a.json:7: unknown key");
    cr_assert(error.status == NNT_ERR_CONFIG);
    nnt_error_prefix(NULL, "nothing to do: ");
}

NNT_TEST(status, long_messages_end_in_dots) {
    nnt_error error = {0};
    char fitting[sizeof error.message];
    memset(fitting, 'x', sizeof fitting - 1);
    fitting[sizeof fitting - 1] = '\0';
    nnt_error_set(&error, NNT_ERR_IO, "%s", fitting);
    EXPECT_TEXT(error.message, fitting);

    nnt_error_prefix(&error, "y");
    cr_assert(strlen(error.message) == sizeof error.message - 1);
    cr_assert(error.message[0] == 'y');
    EXPECT_TEXT(error.message + sizeof error.message - 6, "xx...");
}

NNT_TEST(status, messages_are_cut_between_characters) {
    nnt_error error = {0};
    /* Characters of two bytes, at even and at odd places. */
    for (int shift = 0; shift < 2; shift++) {
        char text[2 * sizeof error.message] = "";
        for (size_t i = (size_t)shift; i + 2 < sizeof text; i += 2) {
            memcpy(text + i, "\xC3\xA9", 2);
        }
        text[0] = shift ? 'x' : text[0];
        nnt_error_set(&error, NNT_ERR_IO, "%s", text);
        const size_t length = strlen(error.message);
        EXPECT_TEXT(error.message + length - 4, "\xA9...");
        cr_assert(length >= sizeof error.message - 2);
    }
}

NNT_TEST(status, the_version_is_that_of_the_header) {
    EXPECT_TEXT(nnt_version(), NNT_VERSION);
    nnt_string_free(NULL);
}
