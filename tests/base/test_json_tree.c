/* Building, changing and searching JSON trees. */
#include "base/json.h"
#include "base/memory_testing.h"
#include "json_reading.h"
#include "support/nnt_test.h"

static void expect_keys(const nnt_json *object, const char *expected) {
    char keys[64] = "";
    size_t n = 0;
    const nnt_json *last = NULL;
    for (const nnt_json *member = object->first; member; member = member->next) {
        strcat(keys, member->key);
        last = member;
        n++;
    }
    EXPECT_TEXT(keys, expected);
    cr_assert(n == object->n_children && last == object->last);
}

NNT_TEST(json_tree, members_are_set_replaced_and_removed) {
    nnt_json_document document = {0};
    nnt_json *root = nnt_json_new(&document, NNT_JSON_OBJECT);
    char key[] = "a";
    for (; key[0] <= 'd'; key[0]++) {
        cr_assert(nnt_json_set(&document, root, key, nnt_json_new_number(&document, key[0])));
    }
    expect_keys(root, "abcd");
    cr_assert(nnt_json_get(root, "b")->number == 'b');
    cr_assert(nnt_json_get(root, "e") == NULL && nnt_json_get(root, "B") == NULL);

    cr_assert(nnt_json_set(&document, root, "a", nnt_json_new_string(&document, "first")));
    cr_assert(nnt_json_set(&document, root, "c", nnt_json_new_string(&document, "third")));
    cr_assert(nnt_json_set(&document, root, "d", nnt_json_new_string(&document, "last")));
    expect_keys(root, "abcd");
    EXPECT_TEXT(nnt_json_get(root, "a")->text, "first");
    EXPECT_TEXT(nnt_json_get(root, "c")->text, "third");
    EXPECT_TEXT(root->last->text, "last");

    nnt_json_remove(root, "none");
    nnt_json_remove(root, "b");
    expect_keys(root, "acd");
    nnt_json_remove(root, "d");
    expect_keys(root, "ac");
    nnt_json_remove(root, "a");
    nnt_json_remove(root, "c");
    expect_keys(root, "");
    cr_assert(nnt_json_set(&document, root, "z", nnt_json_new(&document, NNT_JSON_NULL)));
    expect_keys(root, "z");
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, paths_find_members_and_elements) {
    nnt_json_document document =
        json_read("{\"network\": {\"hidden\": [8, {\"units\": 4}]}, \"\": {\"a\": 1}}");
    const nnt_json *root = document.root;
    cr_assert(nnt_json_find(root, "network.hidden.0")->number == 8);
    cr_assert(nnt_json_find(root, "network.hidden.1.units")->number == 4);
    cr_assert(nnt_json_find(root, "network")->type == NNT_JSON_OBJECT);
    cr_assert(nnt_json_find(root, ".a")->number == 1);
    static const char *const none[] = {"net",
                                       "network.hidden.2",
                                       "network.hidden.-1",
                                       "network.hidden.x",
                                       "network.hidden.0.units",
                                       "network..hidden",
                                       "network.",
                                       "networks",
                                       "network.hidden.99999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        cr_assert(nnt_json_find(root, none[i]) == NULL, "%s", none[i]);
    }
    cr_assert(nnt_json_find(NULL, "a") == NULL);
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, members_of_what_has_none) {
    nnt_json_document document = json_read("[1, {\"a\": 2}]");
    cr_assert(nnt_json_get(document.root, "a") == NULL);
    cr_assert(nnt_json_get(document.root->first, "a") == NULL);
    cr_assert(nnt_json_get(NULL, "a") == NULL);
    nnt_json_remove(document.root, "a");
    cr_assert(document.root->n_children == 2);
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, copies_are_deep_and_keep_places) {
    nnt_json_document original = json_read("{\"a\": [1.50,\n {\"b\": \"text\"}], \"c\": true}");
    nnt_json_document document = {0};
    nnt_json *copy = nnt_json_copy(&document, original.root);
    nnt_json_clear(&original);
    expect_keys(copy, "ac");
    const nnt_json *array = nnt_json_get(copy, "a");
    cr_assert(array->n_children == 2 && array->first->number == 1.5);
    EXPECT_TEXT(array->first->text, "1.50");
    const nnt_json *text = nnt_json_find(copy, "a.1.b");
    EXPECT_TEXT(text->text, "text");
    cr_assert(text->line == 2 && text->column == 8 && text->key_column == 3);
    cr_assert(nnt_json_get(copy, "c")->number == 1);
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, a_copied_member_is_no_member) {
    nnt_json_document document = json_read("{\"a\": 1, \"b\": 2}");
    const nnt_json *copy = nnt_json_copy(&document, document.root->first);
    cr_assert(copy->key == NULL && copy->next == NULL && copy->number == 1);
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, whole_numbers_come_from_digits) {
    nnt_json_document document =
        json_read("[18446744073709551615, \"18446744073709551615\", 1e3, 1.0, -1, -0, \"x\", "
                  "\"\", \" 1\", 18446744073709551616, null, true, []]");
    uint64_t number = 0;
    const nnt_json *value = document.root->first;
    cr_assert(nnt_json_unsigned(value, &number) && number == UINT64_MAX);
    number = 0;
    value = value->next;
    cr_assert(nnt_json_unsigned(value, &number) && number == UINT64_MAX);
    while ((value = value->next)) {
        cr_assert(!nnt_json_unsigned(value, &number), "%s", value->text ? value->text : "?");
    }
    static const struct {
        double number;
        bool is_whole;
    } built[] = {{0, true},    {5, true},   {0x1p53, true}, {0x1p53 + 2, false},
                 {0.5, false}, {-1, false}, {1e300, false}};
    for (size_t i = 0; i < sizeof built / sizeof built[0]; i++) {
        value = nnt_json_new_number(&document, built[i].number);
        cr_assert(nnt_json_unsigned(value, &number) == built[i].is_whole);
        cr_assert(!built[i].is_whole || (double)number == built[i].number);
    }
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, types_have_words) {
    nnt_json_document document = json_read("[null, true, false, 1, \"s\", [], {}]");
    static const char *const words[] = {"null",     "true",     "false",    "a number",
                                        "a string", "an array", "an object"};
    const nnt_json *value = document.root->first;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++, value = value->next) {
        EXPECT_TEXT(nnt_json_type_text(value), words[i]);
    }
    nnt_json_clear(&document);
}

/* Strings longer than a block of the document's memory, and many short ones. */
NNT_TEST(json_tree, texts_of_any_length) {
    static char text[100000];
    nnt_json_document document = {0};
    nnt_json *array = nnt_json_new(&document, NNT_JSON_ARRAY);
    for (size_t length = 0; length < sizeof text - 1; length += length / 3 + 1) {
        memset(text, 'x', length);
        text[length] = '\0';
        cr_assert(nnt_json_append(&document, array, NULL, nnt_json_new_string(&document, text)));
    }
    size_t length = 0;
    for (const nnt_json *value = array->first; value; value = value->next) {
        cr_assert(strlen(value->text) == length);
        length += length / 3 + 1;
    }
    nnt_json_clear(&document);
}

NNT_TEST(json_tree, without_memory) {
    nnt_json_document document = {0};
    nnt_memory_fail_at(1, true);
    cr_assert(nnt_json_new(&document, NNT_JSON_OBJECT) == NULL);
    cr_assert(nnt_json_new_number(&document, 1) == NULL);
    cr_assert(nnt_json_new_string(&document, "x") == NULL);
    nnt_memory_fail_at(0, false);
    nnt_json *root = nnt_json_new(&document, NNT_JSON_OBJECT);
    cr_assert(!nnt_json_append(&document, root, "a", NULL));
    cr_assert(!nnt_json_set(&document, root, "a", NULL) && root->n_children == 0);
    static char text[20000]; /* more than a block has left */
    memset(text, 'x', sizeof text - 1);
    nnt_json *value = nnt_json_new_string(&document, text);
    cr_assert(nnt_json_append(&document, root, "a", value));
    nnt_memory_fail_at(1, true);
    cr_assert(!nnt_json_append(&document, root, text, nnt_json_new(&document, NNT_JSON_NULL)));
    cr_assert(nnt_json_copy(&document, root) == NULL);
    nnt_memory_fail_at(0, false);
    nnt_json_clear(&document);
}
