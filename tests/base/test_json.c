/* Reading JSON: values, places, comments, duplicate keys, memory and time. */
#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/text.h"
#include "json_reading.h"
#include "support/nnt_test.h"
#include <locale.h>

NNT_TEST(json, values_of_all_types) {
    nnt_json_document document =
        json_read("{\"n\": null, \"t\": true, \"f\": false, \"x\": -1.5e3, \"s\": \"tanh\","
                  " \"a\": [1, 2], \"o\": {}}");
    const nnt_json *root = document.root;
    cr_assert(root->type == NNT_JSON_OBJECT && root->n_children == 7 && root->key == NULL);
    cr_assert(nnt_json_get(root, "n")->type == NNT_JSON_NULL);
    cr_assert(nnt_json_get(root, "t")->type == NNT_JSON_BOOLEAN);
    cr_assert(nnt_json_get(root, "t")->number == 1);
    cr_assert(nnt_json_get(root, "f")->number == 0);
    cr_assert(nnt_json_get(root, "x")->number == -1500);
    EXPECT_TEXT(nnt_json_get(root, "x")->text, "-1.5e3");
    EXPECT_TEXT(nnt_json_get(root, "s")->text, "tanh");
    const nnt_json *array = nnt_json_get(root, "a");
    cr_assert(array->n_children == 2 && array->first->number == 1 && array->last->number == 2);
    cr_assert(array->first->next == array->last && array->last->next == NULL);
    cr_assert(nnt_json_get(root, "o")->n_children == 0);
    EXPECT_TEXT(root->last->key, "o");
    nnt_json_clear(&document);
    cr_assert(document.root == NULL && document.blocks == NULL);
}

NNT_TEST(json, plain_values_are_documents) {
    static const char *const texts[] = {"0", "-0.5e-7", "true", "null", "\"\"", "[]", " {} \n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        nnt_json_document document = json_read(texts[i]);
        cr_assert(document.root != NULL);
        nnt_json_clear(&document);
    }
}

static void expect_place(const nnt_json *value, size_t line, size_t column) {
    cr_assert(value->line == line && value->column == column, "%zu:%zu", value->line,
              value->column);
}

NNT_TEST(json, places_count_lines_and_characters) {
    nnt_json_document document =
        json_read("{\n"
                  "  \"\xC3\xA9t\xC3\xA9\": [1, \"\xF0\x9F\x98\x80\", {}],\r\n"
                  "\t\"b\" :\n"
                  " true }");
    const nnt_json *root = document.root;
    expect_place(root, 1, 1);
    const nnt_json *array = root->first;
    cr_assert(array->key_line == 2 && array->key_column == 3);
    expect_place(array, 2, 10);
    expect_place(array->first, 2, 11);
    expect_place(array->first->next, 2, 14);
    expect_place(array->last, 2, 19);
    cr_assert(array->first->key_line == 0 && array->first->key_column == 0);
    cr_assert(root->last->key_line == 3 && root->last->key_column == 2);
    expect_place(root->last, 4, 2);
    nnt_json_clear(&document);
}

NNT_TEST(json, comments_are_white_space_and_move_nothing) {
    nnt_json_document document = json_read(
        "\xEF\xBB\xBF// \xC3\xA9 \"{\n/* * / ** // */[1/**/,/*\n*/2, \"// no\", \"/*\"]//");
    const nnt_json *root = document.root;
    cr_assert(root->n_children == 4);
    expect_place(root, 2, 16);
    expect_place(root->first, 2, 17);
    expect_place(root->first->next, 3, 3);
    EXPECT_TEXT(root->first->next->next->text, "// no");
    EXPECT_TEXT(root->last->text, "/*");
    nnt_json_clear(&document);
}

NNT_TEST(json, strings_are_unescaped) {
    nnt_json_document document = json_read(
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u00e9\\u20AC\", \"\\ud83d\\uDE00\", \"\x7f\"]");
    const nnt_json *text = document.root->first;
    EXPECT_TEXT(text->text, "\"\\/\b\f\n\r\t");
    EXPECT_TEXT(text->next->text, "\xC3\xA9\xE2\x82\xAC");
    EXPECT_TEXT(text->next->next->text, "\xF0\x9F\x98\x80");
    EXPECT_TEXT(document.root->last->text, "\x7f");
    nnt_json_clear(&document);
}

NNT_TEST(json, numbers_keep_their_digits) {
    nnt_json_document document = json_read(
        "[18446744073709551615, 9007199254740993, 1.50, 1E2, -0, 1e-400,"
        " 0.1000000000000000055511151231257827021181583404541015625000000000000000000000000000]");
    const nnt_json *number = document.root->first;
    uint64_t whole = 0;
    cr_assert(nnt_json_unsigned(number, &whole) && whole == UINT64_MAX);
    number = number->next;
    cr_assert(nnt_json_unsigned(number, &whole) && whole == UINT64_C(9007199254740993));
    number = number->next;
    EXPECT_TEXT(number->text, "1.50");
    cr_assert(number->number == 1.5 && number->next->number == 100);
    cr_assert(number->next->next->next->number == 0);
    cr_assert(document.root->last->number == 0.1);
    nnt_json_clear(&document);
}

/* In such locales cJSON expects "1,5". Passes without proof where there is none. */
NNT_TEST(json, the_locale_has_no_say) {
    setlocale(LC_ALL, "de_DE.UTF-8");
    nnt_json_document document = json_read("[1.5, 2]");
    cr_assert(document.root->first->number == 1.5 && document.root->n_children == 2);
    nnt_json_clear(&document);
    setlocale(LC_ALL, "C");
}

/* A hostile text cannot fill the memory with messages. */
NNT_TEST(json, no_more_duplicate_keys_than_the_limit) {
    nnt_text text = {0};
    nnt_json_document document = {0};
    nnt_messages problems = {0};
    nnt_text_add(&text, "[{\"a\": 1");
    for (int i = 0; i < NNT_MAX_PROBLEMS + 100; i++) {
        nnt_text_add(&text, ", \"a\": 1");
    }
    nnt_text_add(&text, "}, {\"b\": 1, \"b\": 2}]");
    cr_assert_eq(nnt_json_read(text.data, text.length, "c", &document, &problems, NULL),
                 NNT_ERR_CONFIG);
    cr_expect_eq(problems.count, NNT_TAKEN_PROBLEMS);
    nnt_messages_clear(&problems);
    nnt_json_clear(&document);
    nnt_text_clear(&text);
}

NNT_TEST(json, all_duplicate_keys_are_reported_in_order) {
    const char *text = "{\"a\": 1, \"o\": {\"x\": 1, \"\\u0078\": 2},\n"
                       " \"a\": 2, \"b\": [{\"y\": 1, \"y\": 2}], \"A\": 1, \"a\": 3}";
    nnt_json_document document = {0};
    nnt_messages problems = {0};
    nnt_error error = {0};
    cr_assert(nnt_json_read(text, strlen(text), "c.json", &document, &problems, &error) ==
              NNT_ERR_CONFIG);
    cr_assert(problems.count == 4);
    EXPECT_TEXT(problems.items[0].text,
                "c.json:1:24: the key \"x\" is given twice; the first is at 1:16");
    EXPECT_TEXT(problems.items[1].text,
                "c.json:2:2: the key \"a\" is given twice; the first is at 1:2");
    EXPECT_TEXT(problems.items[2].text,
                "c.json:2:25: the key \"y\" is given twice; the first is at 2:17");
    EXPECT_TEXT(problems.items[3].text,
                "c.json:2:43: the key \"a\" is given twice; the first is at 1:2");
    cr_assert(problems.items[3].line == 2 && problems.items[3].column == 43);
    EXPECT_TEXT(error.message, problems.items[0].text);
    cr_assert(document.root->n_children == 6, "the tree is there for further checks");
    nnt_json_clear(&document);
    nnt_messages_clear(&problems);
}

/* n members of ever the same or of all different keys. */
static char *make_object(int n, bool is_same) {
    nnt_text text = {0};
    nnt_text_add(&text, "{");
    for (int i = 0; i < n; i++) {
        nnt_text_addf(&text, "%s\"k%d\":0", i > 0 ? "," : "", is_same ? 0 : i);
    }
    nnt_text_add(&text, "}");
    return nnt_text_take(&text);
}

/* 20,000 keys took seconds if each were compared with each. */
NNT_TEST_WITH(json, many_keys_take_little_time, .timeout = 5) {
    char *text = make_object(20000, false);
    nnt_json_document document = json_read(text);
    cr_assert(document.root->n_children == 20000);
    nnt_json_clear(&document);
    nnt_free(text);

    text = make_object(20000, true);
    nnt_messages problems = {0};
    cr_assert(nnt_json_read(text, strlen(text), "a", &document, &problems, NULL) == NNT_ERR_CONFIG);
    cr_assert(problems.count == NNT_TAKEN_PROBLEMS);
    nnt_messages_clear(&problems);
    nnt_json_clear(&document);
    nnt_free(text);
}

NNT_TEST(json, levels_up_to_the_limit) {
    char text[300] = "";
    memset(text, '[', 100);
    memset(text + 100, ']', 100);
    nnt_json_document document = json_read(text);
    nnt_json_clear(&document);
    memset(text, '[', 101);
    memset(text + 101, ']', 101);
    json_expect_refused(text,
                        "1:101: expected at most 100 levels of arrays and objects, found more");
    char *deep = nnt_allocate(100001, 1);
    memset(deep, '[', 100000);
    json_expect_refused(deep,
                        "1:101: expected at most 100 levels of arrays and objects, found more");
    nnt_free(deep);
}

/* Every allocation fails once: the status says so and nothing is lost. */
NNT_TEST(json, reading_without_memory) {
    nnt_text text = {0};
    nnt_text_add(&text, "{\"d\": 1, \"d\": [");
    for (int i = 0; i < 300; i++) {
        nnt_text_addf(&text, "\"a string for the second block\", %d, {\"x\": 1},", i);
    }
    nnt_text_add(&text, "0]}");
    nnt_json_document document = {0};
    nnt_messages problems = {0};
    nnt_error error = {0};
    size_t k = 1;
    for (;; k++) {
        nnt_memory_fail_at(k, false);
        const nnt_status status =
            nnt_json_read(text.data, text.length, "a", &document, &problems, &error);
        if (nnt_memory_count() < k) {
            break;
        }
        cr_assert(status == NNT_ERR_MEMORY || problems.lost > 0, "allocation %zu", k);
        cr_assert(status != NNT_ERR_MEMORY || document.root == NULL);
        nnt_json_clear(&document);
        nnt_messages_clear(&problems);
    }
    cr_assert(k > 15, "only %zu allocations were tried", k - 1);
    nnt_memory_fail_at(0, false);
    nnt_json_clear(&document);
    nnt_messages_clear(&problems);
    nnt_text_clear(&text);
}
