/* Comparing texts in tests: shows both when they differ. */
#ifndef NNT_TESTS_BASE_EXPECT_TEXT_H
#define NNT_TESTS_BASE_EXPECT_TEXT_H

#include <string.h>

#define EXPECT_TEXT(found, expected)                                                               \
    do {                                                                                           \
        const char *const found_text = (found);                                                    \
        cr_assert(found_text != NULL, "no text at all");                                           \
        cr_assert(strcmp(found_text, (expected)) == 0, "found    %s\nexpected %s", found_text,     \
                  (expected));                                                                     \
    } while (0)

#endif
