/* The config with its paths rewritten, for copies that lie elsewhere. */
#include "experiment/config_tree.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/check_walk.h"
#include "experiment/config_table.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* One rewriting on its way down the tree. */
typedef struct rewriter {
    nnt_json_document *tree;
    nnt_path_style style;
    const char *from; /* where paths start now */
    const char *to;   /* where they are to start */
    bool out_of_memory;
} rewriter;

static void rewrite_value(rewriter *rewrite, const nnt_option *option, nnt_json *value);

static char *relative_path(const char *path, const char *from, const char *to) {
    char *joined = nnt_path_join(from, path);
    char *relative = joined ? nnt_path_relative(joined, to) : NULL;
    nnt_free(joined);
    return relative;
}

/* "-" is standard input wherever the config lies. */
static void rewrite_path(rewriter *rewrite, nnt_json *value) {
    const bool stays = strcmp(value->text, "-") == 0 ||
                       (rewrite->style == NNT_PATHS_AS_SEEN_FROM && value->text[0] == '/');
    if (stays) {
        return;
    }
    char *path = rewrite->style == NNT_PATHS_BARE
                     ? nnt_copy_text(nnt_path_name(value->text))
                     : relative_path(value->text, rewrite->from, rewrite->to);
    const nnt_json *copy = path ? nnt_json_new_string(rewrite->tree, path) : NULL;
    if (copy) {
        value->text = copy->text;
    } else {
        rewrite->out_of_memory = true;
    }
    nnt_free(path);
}

static void rewrite_members(rewriter *rewrite, const nnt_option *options, nnt_json *object) {
    for (const nnt_option *option = options; option && option->name; option++) {
        nnt_json *value = nnt_json_get(object, option->name);
        if (value) {
            rewrite_value(rewrite, option, value);
        }
    }
}

static void rewrite_object(rewriter *rewrite, const nnt_option *option, nnt_json *object) {
    const nnt_json *type = nnt_json_get(object, "type");
    if (option->accepts & NNT_ACCEPT_CHOICE && type) {
        rewrite_members(rewrite, nnt_check_find_row(option, type->text)->options, object);
    }
    rewrite_members(rewrite, option->section, object);
}

static void rewrite_value(rewriter *rewrite, const nnt_option *option, nnt_json *value) {
    if (value->type == NNT_JSON_STRING && option->accepts & NNT_ACCEPT_PATH) {
        rewrite_path(rewrite, value);
    } else if (value->type == NNT_JSON_OBJECT && !(option->accepts & NNT_ACCEPT_MAP)) {
        rewrite_object(rewrite, option, value);
    } else if (value->type == NNT_JSON_ARRAY) {
        for (nnt_json *entry = value->first; entry; entry = entry->next) {
            rewrite_value(rewrite, option->item, entry);
        }
    }
}

/* ---- varied values ---------------------------------------------------------------- */

/* The row of what lies below a value at a key; NULL: none is known. */
static const nnt_option *
find_below(const nnt_option *option, const nnt_json *value, const char *key) {
    if (option->accepts & NNT_ACCEPT_LIST && option->item) {
        return option->item;
    }
    const nnt_json *type = nnt_json_get(value, "type");
    const nnt_row *row =
        type && option->accepts & NNT_ACCEPT_CHOICE ? nnt_check_find_row(option, type->text) : NULL;
    const nnt_option *tables[] = {option->section, row ? row->options : NULL};
    for (size_t i = 0; i < 2; i++) {
        const size_t index = nnt_option_find(tables[i], key);
        if (index != SIZE_MAX) {
            return &tables[i][index];
        }
    }
    return NULL;
}

/* The row of the value at a dotted path. */
static const nnt_option *find_row_at(const nnt_json *root, const char *path) {
    const nnt_option *option = &nnt_config_root;
    const nnt_json *value = root;
    while (option && *path) {
        const size_t length = strcspn(path, ".");
        char key[NNT_MAX_NAME];
        snprintf(key, sizeof key, "%.*s", (int)(length < sizeof key ? length : sizeof key), path);
        option = find_below(option, value, key);
        value = value ? nnt_json_find(value, key) : NULL;
        path += length + (path[length] == '.');
    }
    return option;
}

/* Values of compare.vary are as they were given, under the paths of their keys. */
static void rewrite_varied(rewriter *rewrite, const nnt_json *root) {
    const nnt_json *vary = nnt_json_find(root, "compare.vary");
    for (const nnt_json *axis = vary ? vary->first : NULL; axis; axis = axis->next) {
        const nnt_option *option = find_row_at(root, axis->key);
        for (nnt_json *value = axis->first; option && value; value = value->next) {
            rewrite_value(rewrite, option, value);
        }
    }
}

static void put_fingerprint(rewriter *rewrite, const char *fingerprint) {
    nnt_json *start = nnt_json_find(rewrite->tree->root, NNT_START_PATH);
    nnt_json *value = nnt_json_new_string(rewrite->tree, fingerprint);
    if (!value || !nnt_json_set(rewrite->tree, start, NNT_FINGERPRINT_KEY, value)) {
        rewrite->out_of_memory = true;
    }
}

char *nnt_config_text_with_paths(const nnt_config *config,
                                 nnt_path_style style,
                                 const char *folder,
                                 const char *fingerprint) {
    nnt_json_document copy = {0};
    nnt_text text = {0};
    rewriter rewrite = {.tree = &copy, .style = style, .from = config->folder, .to = folder};
    copy.root = nnt_json_copy(&copy, config->document.root);
    if (copy.root) {
        rewrite_value(&rewrite, &nnt_config_root, copy.root);
        rewrite_varied(&rewrite, copy.root);
        if (fingerprint) {
            put_fingerprint(&rewrite, fingerprint);
        }
        nnt_json_write(&text, copy.root, 0);
        nnt_text_add(&text, "\n");
    }
    if (!copy.root || rewrite.out_of_memory) {
        nnt_text_clear(&text);
        text.failed = true;
    }
    nnt_json_clear(&copy);
    return nnt_text_take(&text);
}
