/* Where two complete configs differ. */
#include "experiment/config_difference.h"

#include <string.h>

static bool has_same_value(const nnt_json *a, const nnt_json *b) {
    if (a->type == NNT_JSON_STRING) {
        return strcmp(a->text, b->text) == 0;
    }
    if (a->type == NNT_JSON_NUMBER && a->text && b->text && strcmp(a->text, b->text) == 0) {
        return true;
    }
    return (a->type != NNT_JSON_NUMBER && a->type != NNT_JSON_BOOLEAN) || a->number == b->number;
}

typedef struct search {
    nnt_is_free_key *is_free;
    nnt_text *path;
} search;

static bool find_difference(const search *it, const nnt_json *a, const nnt_json *b);

static bool find_in_members(const search *it, const nnt_json *a, const nnt_json *b) {
    nnt_text *path = it->path;
    const size_t length = path->length;
    const nnt_json *nth = b->first;
    size_t index = 0;
    for (const nnt_json *item = a->first; item; item = item->next, nth = nth->next, index++) {
        nnt_text_add(path, length > 0 ? "." : "");
        if (item->key) {
            nnt_text_add(path, item->key);
        } else {
            nnt_text_addf(path, "%zu", index);
        }
        const nnt_json *other = item->key ? nnt_json_get(b, item->key) : nth;
        if (path->failed || find_difference(it, item, other)) {
            return true;
        }
        path->length = length;
        path->data[length] = '\0';
    }
    return false;
}

/* Leaves the path of the first difference in `path`. */
static bool find_difference(const search *it, const nnt_json *a, const nnt_json *b) {
    if (it->is_free && it->path->data && it->is_free(it->path->data)) {
        return false;
    }
    if (!b || a->type != b->type || a->n_children != b->n_children || !has_same_value(a, b)) {
        return true;
    }
    return a->first && find_in_members(it, a, b);
}

bool nnt_config_find_difference(const nnt_json *before,
                                const nnt_json *now,
                                nnt_is_free_key *is_free,
                                nnt_text *path) {
    const search it = {is_free, path};
    return find_difference(&it, before, now) || find_difference(&it, now, before);
}

/* Short values as they are, others by their kind. */
static void add_value(const nnt_json *root, const char *path, nnt_text *text) {
    enum { LONGEST = 60 };
    const nnt_json *value = *path ? nnt_json_find(root, path) : root;
    nnt_text written = {0};
    if (value) {
        nnt_json_write_compact(&written, value);
    }
    if (written.data && written.length <= LONGEST) {
        nnt_text_add(text, written.data);
    } else {
        nnt_text_add(text, value ? nnt_json_type_text(value) : "nothing");
    }
    nnt_text_clear(&written);
}

void nnt_config_add_values(const nnt_json *before,
                           const nnt_json *now,
                           const char *path,
                           nnt_text *text) {
    nnt_text_add(text, "it began with ");
    add_value(before, path, text);
    nnt_text_add(text, ", now it is ");
    add_value(now, path, text);
}
