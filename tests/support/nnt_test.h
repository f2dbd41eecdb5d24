/* What every test includes. NNT_TEST is Criterion's Test with a leak check.
 *
 * Criterion runs each test in a forked child that ends without the sanitizer's
 * leak check, so a leak inside a plain Test is never reported. NNT_TEST runs the
 * body as its own function, so that its locals are gone, and then asks the leak
 * sanitizer, if there is one. */
#ifndef NNT_TESTS_SUPPORT_NNT_TEST_H
#define NNT_TESTS_SUPPORT_NNT_TEST_H

#include <criterion/criterion.h>
#include <stdbool.h>

#if defined(__SANITIZE_ADDRESS__)
#define NNT_HAS_LEAK_CHECK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NNT_HAS_LEAK_CHECK 1
#endif
#endif

#ifdef NNT_HAS_LEAK_CHECK
bool nnt_test_leaks(void); /* criterion_start.c */
#define NNT_EXPECT_NO_LEAKS() cr_assert(!nnt_test_leaks(), "the test leaked memory")
#else
#define NNT_EXPECT_NO_LEAKS() (void)0
#endif

#define NNT_TEST_BODY_(suite, name)                                                                \
    {                                                                                              \
        nnt_test_body_##suite##_##name();                                                          \
        NNT_EXPECT_NO_LEAKS();                                                                     \
    }                                                                                              \
    __attribute__((noinline)) static void nnt_test_body_##suite##_##name(void)

#define NNT_TEST(suite, name)                                                                      \
    static void nnt_test_body_##suite##_##name(void);                                              \
    Test(suite, name) NNT_TEST_BODY_(suite, name)

/* With Criterion's parameters, such as .timeout = 5. */
#define NNT_TEST_WITH(suite, name, ...)                                                            \
    static void nnt_test_body_##suite##_##name(void);                                              \
    Test(suite, name, __VA_ARGS__) NNT_TEST_BODY_(suite, name)

#endif
