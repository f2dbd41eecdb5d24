/* Writing JSON trees, and reading back what was written. */
#include "base/memory_testing.h"
#include "base/text.h"
#include "json_reading.h"
#include "support/nnt_test.h"
#include <math.h>

static const char pretty[] = "{\n"
                             "  \"name\": \"xor\",\n"
                             "  \"hidden\": [8, 4.50, true, null, \"a\\\"b\"],\n"
                             "  \"none\": [],\n"
                             "  \"empty\": {},\n"
                             "  \"layers\": [\n"
                             "    {\n"
                             "      \"units\": 1e2\n"
                             "    },\n"
                             "    [1, 2],\n"
                             "    3\n"
                             "  ],\n"
                             "  \"deep\": {\n"
                             "    \"x\": -0\n"
                             "  }\n"
                             "}";

NNT_TEST(json_write, layout_and_digits_are_kept) {
    nnt_json_document document = json_read(pretty);
    nnt_text text = {0};
    nnt_json_write(&text, document.root, 0);
    EXPECT_TEXT(text.data, pretty);
    nnt_text_clear(&text);
    nnt_json_write_compact(&text, document.root);
    EXPECT_TEXT(text.data,
                "{\"name\":\"xor\",\"hidden\":[8,4.50,true,null,\"a\\\"b\"],\"none\":[],"
                "\"empty\":{},\"layers\":[{\"units\":1e2},[1,2],3],\"deep\":{\"x\":-0}}");
    nnt_text_clear(&text);
    nnt_json_clear(&document);
}

NNT_TEST(json_write, the_first_line_is_not_indented) {
    nnt_json_document document = json_read("{\"a\": 1}");
    nnt_text text = {0};
    nnt_json_write(&text, document.root, 2);
    EXPECT_TEXT(text.data, "{\n      \"a\": 1\n    }");
    nnt_text_clear(&text);
    nnt_json_clear(&document);
}

NNT_TEST(json_write, built_numbers_are_exact) {
    static const double numbers[] = {0.1, 1e-7, 4, (double)NAN, (double)INFINITY};
    nnt_json_document document = {0};
    nnt_json *array = nnt_json_new(&document, NNT_JSON_ARRAY);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        nnt_json_append(&document, array, NULL, nnt_json_new_number(&document, numbers[i]));
    }
    nnt_text text = {0};
    nnt_json_write(&text, array, 0);
    EXPECT_TEXT(text.data, "[0.1, 1e-07, 4, null, null]");
    nnt_text_clear(&text);
    nnt_json_clear(&document);
}

NNT_TEST(json_write, plain_values_stand_alone) {
    nnt_json_document document = json_read("false");
    nnt_text text = {0};
    nnt_json_write(&text, document.root, 3);
    nnt_json_write_compact(&text, document.root);
    EXPECT_TEXT(text.data, "falsefalse");
    nnt_text_clear(&text);
    nnt_json_clear(&document);
}

NNT_TEST(json_write, without_memory) {
    nnt_json_document document = json_read(pretty);
    nnt_text text = {0};
    nnt_memory_fail_at(1, false);
    nnt_json_write(&text, document.root, 0);
    cr_assert(text.failed);
    nnt_memory_fail_at(0, false);
    nnt_text_clear(&text);
    nnt_json_clear(&document);
}
