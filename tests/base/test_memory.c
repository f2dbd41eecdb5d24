/* Checked sizes, alignment, zeroing, and the hook that makes allocation fail. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "expect_text.h"
#include "support/nnt_test.h"
#include <stdint.h>

NNT_TEST(memory, products_and_sums_that_do_not_fit_are_refused) {
    size_t result = 7;
    cr_assert(nnt_size_multiply(6, 7, &result) && result == 42);
    cr_assert(nnt_size_multiply(0, SIZE_MAX, &result) && result == 0);
    cr_assert(nnt_size_multiply(SIZE_MAX, 1, &result) && result == SIZE_MAX);
    cr_assert(!nnt_size_multiply(SIZE_MAX / 2 + 1, 2, &result));
    cr_assert(!nnt_size_multiply((size_t)1 << 32, (size_t)1 << 32, &result));
    cr_assert(nnt_size_add(SIZE_MAX - 1, 1, &result) && result == SIZE_MAX);
    cr_assert(!nnt_size_add(SIZE_MAX, 1, &result));
}

NNT_TEST(memory, blocks_are_aligned_and_zeroed) {
    for (size_t n = 0; n < 200; n += 13) {
        unsigned char *block = nnt_allocate(n, 3);
        cr_assert(block != NULL);
        cr_assert((uintptr_t)block % NNT_ALIGNMENT == 0);
        for (size_t i = 0; i < 3 * n; i++) {
            cr_assert(block[i] == 0);
            block[i] = 0xA5; /* dirties what the next block may be made of */
        }
        nnt_free(block);
    }
}

NNT_TEST(memory, impossible_sizes_give_null) {
    cr_assert(nnt_allocate(SIZE_MAX, 1) == NULL);
    cr_assert(nnt_allocate(SIZE_MAX / 2, 4) == NULL);
    cr_assert(nnt_reallocate(NULL, SIZE_MAX, 8) == NULL);
    cr_assert(nnt_copy_bytes("", SIZE_MAX) == NULL);
}

NNT_TEST(memory, reallocation_keeps_the_content) {
    int *numbers = nnt_reallocate(NULL, 2, sizeof *numbers);
    cr_assert(numbers != NULL);
    numbers[0] = 1;
    numbers[1] = 2;
    cr_assert(nnt_reallocate(numbers, SIZE_MAX, sizeof *numbers) == NULL);
    numbers = nnt_reallocate(numbers, 1000, sizeof *numbers);
    cr_assert(numbers[0] == 1 && numbers[1] == 2);
    nnt_free(numbers);
    void *empty = nnt_reallocate(NULL, 0, 8);
    cr_assert(empty != NULL);
    nnt_free(empty);
    nnt_free(NULL);
}

/* Also where no large page fits inside, or the block begins anywhere. */
NNT_TEST(memory, large_pages_keep_the_content) {
    static const size_t sizes[] = {0, 1, 4096, 5000000};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        unsigned char *block = nnt_reallocate(NULL, sizes[s], 1);
        cr_assert(block != NULL);
        for (size_t i = 0; i < sizes[s]; i++) {
            block[i] = (unsigned char)(i * 31 >> 3);
        }
        nnt_memory_use_large_pages(block, sizes[s]);
        for (size_t i = 0; i < sizes[s]; i++) {
            cr_assert(block[i] == (unsigned char)(i * 31 >> 3));
        }
        nnt_free(block);
    }
}

NNT_TEST(memory, copies_end_in_a_nul) {
    char *text = nnt_copy_text("weights");
    EXPECT_TEXT(text, "weights");
    char *bytes = nnt_copy_bytes("weights", 3);
    EXPECT_TEXT(bytes, "wei");
    char *none = nnt_copy_bytes(NULL, 0);
    EXPECT_TEXT(none, "");
    nnt_free(text);
    nnt_free(bytes);
    nnt_free(none);
}

NNT_TEST(memory, the_hook_fails_one_allocation) {
    nnt_memory_fail_at(2, false);
    void *first = nnt_allocate(1, 8);
    void *second = nnt_reallocate(NULL, 1, 8);
    void *third = nnt_copy_text("x");
    cr_assert(first && !second && third);
    cr_assert(nnt_memory_count() == 3);
    nnt_memory_fail_at(0, false);
    cr_assert(nnt_memory_count() == 0);
    nnt_free(first);
    nnt_free(third);
}

NNT_TEST(memory, the_hook_fails_all_that_follow) {
    nnt_memory_fail_at(2, true);
    void *first = nnt_allocate(1, 8);
    cr_assert(first != NULL);
    cr_assert(!nnt_allocate(1, 8) && !nnt_allocate(1, 8) && !nnt_copy_text("x"));
    nnt_memory_fail_at(0, true);
    void *last = nnt_allocate(1, 8);
    cr_assert(last != NULL);
    nnt_free(first);
    nnt_free(last);
}
