/* Sets of class labels. */
#include "data/class_set.h"

#include "base/memory_testing.h"
#include "support/nnt_test.h"
#include <stdio.h>
#include <string.h>

static uint32_t add(nnt_class_set *set, const char *label) {
    uint32_t id = UINT32_MAX;
    nnt_error error = {0};
    cr_assert(nnt_class_set_add(set, label, strlen(label), &id, &error) == NNT_OK, "%s",
              error.message);
    return id;
}

static uint32_t find(const nnt_class_set *set, const char *label) {
    return nnt_class_set_find(set, label, strlen(label));
}

NNT_TEST(class_set, finds_what_it_holds) {
    nnt_class_set set = {0};
    cr_assert(find(&set, "b") == UINT32_MAX);
    cr_assert(add(&set, "b") == 0 && add(&set, "a") == 1 && add(&set, "ab") == 2);
    cr_assert(find(&set, "b") == 0 && find(&set, "a") == 1 && find(&set, "ab") == 2);
    cr_assert(find(&set, "") == UINT32_MAX && find(&set, "abc") == UINT32_MAX);
    cr_assert(nnt_class_set_find(&set, "abc", 2) == 2);
    nnt_class_set_clear(&set);
}

/* Sorts labels that came in this order and compares with the expected one. */
static void check_order(const char *const *labels, const char *const *expected, size_t n) {
    nnt_class_set set = {0};
    uint32_t rank[8];
    for (size_t i = 0; i < n; i++) {
        add(&set, labels[i]);
    }
    cr_assert(nnt_class_set_sort(&set, rank, NULL) == NNT_OK);
    for (size_t i = 0; i < n; i++) {
        cr_assert_str_eq(set.labels[i], expected[i]);
        cr_assert_str_eq(set.labels[rank[i]], labels[i]);
        cr_assert(find(&set, expected[i]) == i);
    }
    nnt_class_set_clear(&set);
}

NNT_TEST(class_set, orders_numbers_by_value) {
    const char *const labels[] = {"10", "9", "-1", "1e1", "0.5"};
    const char *const expected[] = {"-1", "0.5", "9", "10", "1e1"};
    check_order(labels, expected, 5);
}

NNT_TEST(class_set, orders_texts_by_bytes) {
    const char *const labels[] = {"b", "10", "9", "B", "ä", "a"};
    const char *const expected[] = {"10", "9", "B", "a", "b", "ä"};
    check_order(labels, expected, 6);
}

NNT_TEST(class_set, has_a_limit) {
    nnt_class_set set = {0};
    char label[16];
    for (int i = 0; i < NNT_MOST_CLASSES; i++) {
        snprintf(label, sizeof label, "%d", i);
        cr_assert(add(&set, label) == (uint32_t)i);
    }
    for (int i = 0; i < NNT_MOST_CLASSES; i++) {
        snprintf(label, sizeof label, "%d", i);
        cr_assert(find(&set, label) == (uint32_t)i);
    }
    uint32_t id = 0;
    nnt_error error = {0};
    cr_assert(nnt_class_set_add(&set, "x", 1, &id, &error) == NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "more than 10000 different classes");
    nnt_class_set_clear(&set);
}

NNT_TEST(class_set, survives_lack_of_memory) {
    for (size_t k = 1; k <= 3; k++) {
        nnt_class_set set = {0};
        uint32_t id = 0;
        nnt_memory_fail_at(k, true);
        cr_assert(nnt_class_set_add(&set, "x", 1, &id, NULL) == NNT_ERR_MEMORY);
        nnt_memory_fail_at(0, false);
        cr_assert(set.count == 0);
        nnt_class_set_clear(&set);
    }
}
