/* Looks for a key in the whole table of the config, and in what its choices can name. */
#include "experiment/config_elsewhere.h"

#include "experiment/config_table.h"
#include "nntrain/catalog.h"
#include <stdio.h>
#include <string.h>

typedef struct search {
    const char *key;
    size_t depth; /* of the place, in half levels; SIZE_MAX: none has been found */
    char *place;
} search;

static void keep(search *it, const char *above, size_t depth) {
    if (depth < it->depth) {
        it->depth = depth;
        snprintf(it->place, NNT_PLACE_ROOM, "%.60s%s%.60s", above, *above ? "." : "", it->key);
    }
}

static void look_into_rows(search *it, const char *kind_name, const char *path, size_t depth) {
    const nnt_catalog_kind *kind = nnt_catalog_find(kind_name);
    for (size_t i = 0; kind && i < kind->count(); i++) {
        if (nnt_option_find(kind->row(i)->options, it->key) != SIZE_MAX) {
            keep(it, path, depth + 1); /* the config's own keys come first */
        }
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the table. */
static void look_into(search *it, const nnt_option *options, const char *above, size_t depth) {
    if (options && nnt_option_find(options, it->key) != SIZE_MAX) {
        keep(it, above, depth);
    }
    for (; options && options->name; options++) {
        char path[NNT_PLACE_ROOM];
        snprintf(path, sizeof path, "%.60s%s%.60s", above, *above ? "." : "", options->name);
        if (options->registry) {
            look_into_rows(it, options->registry, path, depth + 2);
        }
        look_into(it, options->section, path, depth + 2);
    }
}

bool nnt_config_find_elsewhere(const char *key, char place[NNT_PLACE_ROOM]) {
    search it = {.key = key, .depth = SIZE_MAX, .place = place};
    look_into(&it, nnt_config_root.section, "", 0);
    return it.depth < SIZE_MAX;
}
