/* JSON made member by member, and what a failure in the middle leaves. */
#include "base/memory_testing.h"
#include "output/json_builder.h"
#include "support/nnt_test.h"
#include <math.h>

NNT_TEST(json_builder, members_in_their_order) {
    nnt_builder builder = {0};
    nnt_text text = {0};
    nnt_json *root = nnt_builder_root(&builder);
    nnt_builder_add_string(&builder, root, "z", "a\"b");
    nnt_builder_add_string(&builder, root, "none", NULL);
    nnt_builder_add_count(&builder, root, "count", 9007199254740992);
    nnt_json *list = nnt_builder_add_array(&builder, root, "list");
    nnt_builder_add_number(&builder, list, NULL, 0.1);
    nnt_builder_add_number(&builder, list, NULL, NAN);
    nnt_builder_add_number(&builder, list, NULL, -INFINITY);
    nnt_builder_add_null(&builder, nnt_builder_add_object(&builder, root, "a"), "b");
    nnt_builder_finish(&builder, &text);
    cr_expect(!text.failed);
    cr_expect_str_eq(text.data, "{\n"
                                "  \"z\": \"a\\\"b\",\n"
                                "  \"none\": null,\n"
                                "  \"count\": 9007199254740992,\n"
                                "  \"list\": [0.1, null, null],\n"
                                "  \"a\": {\n"
                                "    \"b\": null\n"
                                "  }\n"
                                "}\n");
    nnt_text_clear(&text);
}

/* So many members that their memory takes several allocations; the second fails
 * and all later ones succeed. */
NNT_TEST(json_builder, failure_in_the_middle_is_kept) {
    nnt_builder builder = {0};
    nnt_text text = {0};
    nnt_memory_fail_at(2, false);
    nnt_json *root = nnt_builder_root(&builder);
    cr_expect(!builder.failed);
    nnt_json *list = nnt_builder_add_array(&builder, root, "list");
    for (size_t i = 0; i < 100000; i++) {
        nnt_builder_add_count(&builder, list, NULL, i);
    }
    nnt_memory_fail_at(0, false);
    cr_expect(builder.failed);
    nnt_builder_finish(&builder, &text);
    cr_expect(text.failed);
    nnt_text_clear(&text);
}

NNT_TEST(json_builder, members_of_what_failed_are_passed_over) {
    nnt_builder builder = {0};
    nnt_text text = {0};
    nnt_builder_root(&builder);
    nnt_builder_add_null(&builder, nnt_builder_add_object(&builder, NULL, "lost"), "member");
    cr_expect(builder.failed);
    nnt_builder_finish(&builder, &text);
    cr_expect(text.failed && text.length == 0);
    nnt_text_clear(&text);
}
