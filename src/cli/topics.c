/* Walks over verdicts, ideas, statuses, the catalog, the columns of tables, the limits, the
 * keys of the config and the options of what it can name. */
#include "topics.h"

#include "nntrain/catalog.h"
#include "nntrain/config.h"
#include "nntrain/explain.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct walk {
    nnt_topic_visitor *visit;
    void *context;
} walk;

typedef struct shelf {
    const char *plural, *singular;
    size_t (*count)(void);
    nnt_topic (*get)(size_t index);
} shelf;

static void walk_shelf(const walk *it, const shelf *from) {
    for (size_t i = 0; i < from->count(); i++) {
        const nnt_topic topic = from->get(i);
        const nnt_cli_topic shown = {.shelf = from->plural,
                                     .kind = from->singular,
                                     .name = topic.name,
                                     .summary = topic.summary,
                                     .page = topic.page};
        it->visit(it->context, &shown);
    }
}

static void walk_kind(const walk *it, const nnt_catalog_kind *kind) {
    for (size_t i = 0; i < kind->count(); i++) {
        const nnt_row *row = kind->row(i);
        const nnt_cli_topic shown = {.shelf = kind->plural,
                                     .kind = kind->name,
                                     .name = row->name,
                                     .summary = row->summary,
                                     .row = row};
        it->visit(it->context, &shown);
    }
}

const nnt_option *nnt_topic_section(const nnt_option *option) {
    return option->section != NULL ? option->section
           : option->item != NULL  ? option->item->section
                                   : NULL;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the option table. */
static void walk_settings(const walk *it, const nnt_option *options, const char *above) {
    for (; options->name != NULL; options++) {
        char path[NNT_TOPIC_NAME_SIZE];
        snprintf(path, sizeof path, "%s%s%s", above, *above != '\0' ? "." : "", options->name);
        const nnt_cli_topic shown = {.shelf = "settings",
                                     .kind = "setting",
                                     .name = path,
                                     .summary = options->help,
                                     .setting = options};
        it->visit(it->context, &shown);
        if (nnt_topic_section(options) != NULL) {
            walk_settings(it, nnt_topic_section(options), path);
        }
    }
}

/* "sgd.momentum" */
static void walk_options(const walk *it, const nnt_catalog_kind *kind) {
    for (size_t i = 0; i < kind->count(); i++) {
        const nnt_row *row = kind->row(i);
        for (size_t k = 0; k < nnt_option_count(row->options); k++) {
            char path[NNT_TOPIC_NAME_SIZE];
            snprintf(path, sizeof path, "%s.%s", row->name, row->options[k].name);
            const nnt_cli_topic shown = {.shelf = "options",
                                         .kind = kind->name,
                                         .name = path,
                                         .summary = row->options[k].help,
                                         .setting = &row->options[k]};
            it->visit(it->context, &shown);
        }
    }
}

static void walk_files(const walk *it) {
    for (size_t i = 0; i < nnt_file_column_count(); i++) {
        const nnt_file_column column = nnt_file_column_get(i);
        char kind[NNT_TOPIC_NAME_SIZE];
        snprintf(kind, sizeof kind, "column of %s", column.file);
        const nnt_cli_topic shown = {
            .shelf = column.file, .kind = kind, .name = column.name, .summary = column.help};
        it->visit(it->context, &shown);
    }
}

static void walk_limits(const walk *it) {
    for (size_t i = 0; i < nnt_limit_count(); i++) {
        const nnt_limit limit = nnt_limit_get(i);
        char summary[NNT_TOPIC_SUMMARY_SIZE];
        snprintf(summary, sizeof summary, "at most %" PRIu64 " %s", limit.most, limit.help);
        const nnt_cli_topic shown = {
            .shelf = "limits", .kind = "limit", .name = limit.name, .summary = summary};
        it->visit(it->context, &shown);
    }
}

void nnt_topics_visit(nnt_topic_visitor *visit, void *context) {
    static const shelf verdicts = {"verdicts", "verdict", nnt_explain_count, nnt_explain_get};
    static const shelf ideas = {"ideas", "idea", nnt_idea_count, nnt_idea_get};
    static const shelf statuses = {"statuses", "status", nnt_ending_count, nnt_ending_get};
    static const shelf columns = {"columns", "column of layers.csv", nnt_layer_column_count,
                                  nnt_layer_column_get};
    const walk it = {visit, context};
    walk_shelf(&it, &verdicts);
    walk_shelf(&it, &ideas);
    walk_shelf(&it, &statuses);
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        walk_kind(&it, nnt_catalog_get(i));
    }
    walk_shelf(&it, &columns);
    walk_files(&it);
    walk_limits(&it);
    walk_settings(&it, nnt_config_options(), "");
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        walk_options(&it, nnt_catalog_get(i));
    }
}

/* Letters of ASCII only, so that the locale has no say. */
static int simplify(char letter) {
    if (letter >= 'A' && letter <= 'Z') {
        return letter - 'A' + 'a';
    }
    return letter == '-' ? '_' : letter;
}

static bool is_alike(const char *a, const char *b) {
    while (*a != '\0' && simplify(*a) == simplify(*b)) {
        a++;
        b++;
    }
    return simplify(*a) == simplify(*b);
}

bool nnt_topic_is_named(const nnt_cli_topic *topic, const char *name) {
    const char *part = topic->name;
    while (part != NULL && !is_alike(part, name)) {
        const char *dot = strchr(part, '.');
        part = dot != NULL ? dot + 1 : NULL;
    }
    return part != NULL;
}
