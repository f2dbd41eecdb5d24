/* Reading JSON: scans the text, lets cJSON parse what the scanner prepared, and
 * makes our own tree of the result, with places. The only user of cJSON. */
#include "base/json.h"

#include "base/json_scan.h"
#include "base/json_tree.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/number.h"
#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

/* What turns cJSON's tree into ours, value by value in document order. */
typedef struct json_builder {
    nnt_json_document *document;
    const char *text;            /* as it was given, with the numbers */
    const nnt_json_place *place; /* of the next value */
} json_builder;

static nnt_json_type find_type(const cJSON *item) {
    if (cJSON_IsNull(item)) {
        return NNT_JSON_NULL;
    }
    if (cJSON_IsBool(item)) {
        return NNT_JSON_BOOLEAN;
    }
    if (cJSON_IsNumber(item)) {
        return NNT_JSON_NUMBER;
    }
    if (cJSON_IsString(item)) {
        return NNT_JSON_STRING;
    }
    return cJSON_IsArray(item) ? NNT_JSON_ARRAY : NNT_JSON_OBJECT;
}

/* Fills in what a value has apart from children; false when memory is out. */
static bool fill_value(json_builder *builder, const cJSON *item, nnt_json *value) {
    const nnt_json_place *place = builder->place++;
    value->line = place->line;
    value->column = place->column;
    value->key_line = place->key_line;
    value->key_column = place->key_column;
    value->number = cJSON_IsTrue(item) ? 1 : 0;
    if (item->string) {
        value->key = nnt_json_keep_text(builder->document, item->string, strlen(item->string));
        if (!value->key) {
            return false;
        }
    }
    if (value->type == NNT_JSON_STRING) {
        value->text =
            nnt_json_keep_text(builder->document, item->valuestring, strlen(item->valuestring));
        return value->text != NULL;
    }
    if (value->type == NNT_JSON_NUMBER) {
        const char *digits = builder->text + place->offset;
        value->text = nnt_json_keep_text(builder->document, digits, place->length);
        return value->text && nnt_number_parse(digits, place->length, &value->number);
    }
    return true;
}

/* The value with its children; NULL when memory is out. The scanner has bounded
 * the depth. */
static nnt_json *build(json_builder *builder, const cJSON *item) {
    nnt_json *value = nnt_json_new(builder->document, find_type(item));
    if (!value || !fill_value(builder, item, value)) {
        return NULL;
    }
    for (const cJSON *child = item->child; child; child = child->next) {
        nnt_json *part = build(builder, child);
        if (!part) {
            return NULL;
        }
        nnt_json_link(value, part);
    }
    return value;
}

static int compare_places(const nnt_json *a, const nnt_json *b) {
    if (a->key_line != b->key_line) {
        return a->key_line < b->key_line ? -1 : 1;
    }
    return a->key_column < b->key_column ? -1 : a->key_column > b->key_column;
}

static int compare_members(const void *a, const void *b) {
    const nnt_json *const *first = a;
    const nnt_json *const *second = b;
    const int order = strcmp((*first)->key, (*second)->key);
    return order != 0 ? order : compare_places(*first, *second);
}

/* Members sorted by key, so that equal keys are neighbours; NULL when memory is
 * out. */
static const nnt_json **sort_members(const nnt_json *object) {
    const nnt_json **members = nnt_reallocate(NULL, object->n_children, sizeof(nnt_json *));
    size_t n = 0;
    for (const nnt_json *member = object->first; members && member; member = member->next) {
        members[n++] = member;
    }
    if (members) {
        qsort(members, n, sizeof(nnt_json *), compare_members);
    }
    return members;
}

/* Reports the members of this object whose key an earlier one has, up to the limit. */
static bool find_equal_keys(const nnt_json *object, const char *name, nnt_messages *found) {
    const nnt_json **members = sort_members(object);
    if (!members) {
        return false;
    }
    size_t first = 0;
    for (size_t i = 1; i < object->n_children && found->count < NNT_TAKEN_PROBLEMS; i++) {
        const nnt_json *member = members[i];
        if (strcmp(member->key, members[first]->key) != 0) {
            first = i;
            continue;
        }
        nnt_messages_add(found, member->key_line, member->key_column,
                         "%s:%zu:%zu: the key \"%s\" is given twice; the first is at %zu:%zu", name,
                         member->key_line, member->key_column, member->key,
                         members[first]->key_line, members[first]->key_column);
    }
    nnt_free(members);
    return found->lost == 0;
}

/* The same in the whole tree; false when memory is out. */
static bool find_duplicates(const nnt_json *value, const char *name, nnt_messages *found) {
    const bool can_repeat = value->type == NNT_JSON_OBJECT && value->n_children > 1 &&
                            found->count < NNT_TAKEN_PROBLEMS;
    if (can_repeat && !find_equal_keys(value, name, found)) {
        return false;
    }
    for (const nnt_json *child = value->first; child; child = child->next) {
        if (child->first && !find_duplicates(child, name, found)) {
            return false;
        }
    }
    return true;
}

static nnt_status
check_duplicates(const nnt_json *root, const char *name, nnt_messages *problems, nnt_error *error) {
    nnt_messages found = {0};
    nnt_status status = NNT_OK;
    if (!find_duplicates(root, name, &found)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", name);
    } else if (found.count > 0) {
        nnt_messages_sort(&found);
        status = nnt_error_set(error, NNT_ERR_CONFIG, "%s", found.items[0].text);
    }
    for (size_t i = 0; i < found.count; i++) {
        const nnt_message *message = &found.items[i];
        nnt_messages_add(problems, message->line, message->column, "%s", message->text);
    }
    nnt_messages_clear(&found);
    return status;
}

/* Parses the scanner's copy and builds the tree. Of a text that the scanner
 * accepted cJSON fails only when memory is out. */
static nnt_status build_tree(const nnt_json_scan *scan,
                             const char *text,
                             size_t length,
                             const char *name,
                             nnt_json_document *document,
                             nnt_error *error) {
    json_builder builder = {.document = document, .text = text, .place = scan->places};
    cJSON *item = cJSON_ParseWithLengthOpts(scan->copy, length + 1, NULL, 1);
    document->root = item ? build(&builder, item) : NULL;
    cJSON_Delete(item);
    if (!document->root) {
        nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", name);
        return NNT_ERR_MEMORY;
    }
    return NNT_OK;
}

nnt_status nnt_json_read(const char *text,
                         size_t length,
                         const char *name,
                         nnt_json_document *document,
                         nnt_messages *problems,
                         nnt_error *error) {
    nnt_json_scan scan = {0};
    *document = (nnt_json_document){0};
    nnt_status status = nnt_json_scan_text(text, length, name, &scan, problems, error);
    if (status == NNT_OK) {
        status = build_tree(&scan, text, length, name, document, error);
    }
    nnt_json_scan_clear(&scan);
    if (status == NNT_OK) {
        status = check_duplicates(document->root, name, problems, error);
    }
    if (status != NNT_OK && status != NNT_ERR_CONFIG) {
        nnt_json_clear(document);
    }
    return status;
}
