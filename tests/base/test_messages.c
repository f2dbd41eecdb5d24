/* Lists of messages: order, growth, and what happens when memory is out. */
#include "base/memory_testing.h"
#include "expect_text.h"
#include "nntrain/messages.h"
#include "support/nnt_test.h"
#include <stdlib.h>

NNT_TEST(messages, texts_and_places_are_kept) {
    nnt_messages list = {0};
    nnt_messages_add(&list, 3, 14, "%s:%d: wrong", "a.json", 3);
    nnt_messages_add(&list, 0, 0, "plain");
    cr_assert(list.count == 2 && list.lost == 0);
    cr_assert(list.items[0].line == 3 && list.items[0].column == 14);
    EXPECT_TEXT(list.items[0].text, "a.json:3: wrong");
    EXPECT_TEXT(list.items[1].text, "plain");
    nnt_messages_clear(&list);
    cr_assert(list.count == 0 && list.items == NULL);
    nnt_messages_add(&list, 1, 1, "used again");
    EXPECT_TEXT(list.items[0].text, "used again");
    nnt_messages_clear(&list);
    nnt_messages_add(NULL, 1, 1, "nobody asks");
}

NNT_TEST(messages, sorting_goes_by_place_and_is_stable) {
    /* Small places in a scrambled order, with many equal ones. */
    nnt_messages list = {0};
    const int n = 1000;
    for (int i = 0; i < n; i++) {
        const size_t line = (size_t)(i * 7919 % 13);
        const size_t column = line == 0 ? 0 : (size_t)(i * 104729 % 5);
        nnt_messages_add(&list, line, column, "%d", i);
    }
    nnt_messages_sort(&list);
    cr_assert(list.count == (size_t)n);
    for (size_t i = 1; i < list.count; i++) {
        const nnt_message *a = &list.items[i - 1];
        const nnt_message *b = &list.items[i];
        const bool is_same_place = a->line == b->line && a->column == b->column;
        const bool is_after = (a->line != 0 && b->line == 0) ||
                              (a->line != 0 && b->line > a->line) ||
                              (a->line == b->line && b->column > a->column);
        cr_assert(is_same_place ? atoi(a->text) < atoi(b->text) : is_after,
                  "%zu:%zu before %zu:%zu", a->line, a->column, b->line, b->column);
    }
    nnt_messages_clear(&list);
}

NNT_TEST(messages, sorting_few_or_none) {
    nnt_messages list = {0};
    nnt_messages_sort(&list);
    cr_assert(list.count == 0);
    nnt_messages_add(&list, 2, 2, "second");
    nnt_messages_sort(&list);
    nnt_messages_add(&list, 2, 1, "first");
    nnt_messages_sort(&list);
    EXPECT_TEXT(list.items[0].text, "first");
    EXPECT_TEXT(list.items[1].text, "second");
    nnt_messages_clear(&list);
}

NNT_TEST(messages, lost_messages_are_counted) {
    nnt_messages list = {0};
    for (size_t k = 1; k <= 2; k++) { /* the text, then the list itself */
        nnt_memory_fail_at(k, false);
        nnt_messages_add(&list, 1, 1, "lost");
    }
    nnt_memory_fail_at(0, false);
    cr_assert(list.lost == 2 && list.count == 0);
    nnt_messages_add(&list, 2, 1, "b");
    nnt_messages_add(&list, 1, 1, "a");
    nnt_memory_fail_at(1, false);
    nnt_messages_sort(&list);
    nnt_memory_fail_at(0, false);
    EXPECT_TEXT(list.items[0].text, "b");
    nnt_messages_clear(&list);
}
