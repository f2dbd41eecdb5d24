/* nntrain list: what a config can name, and with which options. */
#include "command.h"

#include "exit_code.h"
#include "nearest.h"
#include "nntrain/catalog.h"
#include "row_text.h"
#include <stdio.h>
#include <string.h>

enum { MAX_NAMES = 128, MESSAGE_SIZE = 800 };

/* Width of the longest name, for a column of names. */
static int longest(int width, const char *name) {
    const size_t length = strlen(name);
    return (int)length > width ? (int)length : width;
}

static int list_kinds(nnt_console *console) {
    int width = 0;
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        width = longest(width, nnt_catalog_get(i)->plural);
    }
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        const nnt_catalog_kind *kind = nnt_catalog_get(i);
        nnt_console_print(console, "%-*s %4zu  ", width, kind->plural, kind->count());
        nnt_console_wrap(console, (size_t)width + 7, kind->summary);
    }
    return NNT_EXIT_OK;
}

static int list_rows(nnt_console *console, const nnt_catalog_kind *kind) {
    int width = 0;
    for (size_t i = 0; i < kind->count(); i++) {
        width = longest(width, kind->row(i)->name);
    }
    for (size_t i = 0; i < kind->count(); i++) {
        const nnt_row *row = kind->row(i);
        nnt_console_print(console, "%s%-*s%s  ", console->out.bold, width, row->name,
                          console->out.reset);
        nnt_console_wrap(console, (size_t)width + 2, row->summary);
    }
    return NNT_EXIT_OK;
}

static int list_row(nnt_console *console, const nnt_row *row) {
    nnt_row_text_print_title(console, row->name, NULL, row->summary);
    nnt_row_text_print(console, row);
    return NNT_EXIT_OK;
}

/* The error for a name that is not among the n given. */
static int refuse(nnt_console *console,
                  const char *what,
                  const char *word,
                  const char *const *names,
                  size_t n_names) {
    nnt_error error = {0};
    char known[MESSAGE_SIZE] = "";
    for (size_t i = 0; i < n_names; i++) {
        strncat(known, i > 0 ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, names[i], sizeof known - strlen(known) - 1);
    }
    const char *near_match = nnt_nearest(word, names, n_names);
    const nnt_status status =
        nnt_error_set(&error, NNT_ERR_USAGE, "unknown %s \"%.60s\"%s%s%s known: %s", what, word,
                      near_match != NULL ? "; did you mean \"" : ";",
                      near_match != NULL ? near_match : "", near_match != NULL ? "\"?" : "", known);
    nnt_console_error(console, &error);
    return nnt_exit_code(status);
}

static int refuse_kind(nnt_console *console, const char *word) {
    const char *names[MAX_NAMES];
    size_t n_names = 0;
    for (; n_names < nnt_catalog_count() && n_names < MAX_NAMES; n_names++) {
        names[n_names] = nnt_catalog_get(n_names)->plural;
    }
    return refuse(console, "kind", word, names, n_names);
}

static int refuse_row(nnt_console *console, const nnt_catalog_kind *kind, const char *word) {
    const char *names[MAX_NAMES];
    size_t n_names = 0;
    for (; n_names < kind->count() && n_names < MAX_NAMES; n_names++) {
        names[n_names] = kind->row(n_names)->name;
    }
    return refuse(console, kind->name, word, names, n_names);
}

static int run(const nnt_args *args, nnt_console *console) {
    if (args->n_operands == 0) {
        return list_kinds(console);
    }
    const nnt_catalog_kind *kind = nnt_catalog_find(args->operands[0]);
    if (kind == NULL) {
        return refuse_kind(console, args->operands[0]);
    }
    if (args->n_operands == 1) {
        return list_rows(console, kind);
    }
    const nnt_row *row = nnt_catalog_row(kind, args->operands[1]);
    return row == NULL ? refuse_row(console, kind, args->operands[1]) : list_row(console, row);
}

const nnt_command nnt_command_list = {
    .name = "list",
    .usage = "[KIND [NAME]]",
    .max_operands = 2,
    .summary = "show what a config can name, with formulas and options",
    .examples = {{"list", "the kinds of things"},
                 {"list activations", "all of a kind"},
                 {"list activation leaky_relu", "one of them: formula, source, options"}},
    .run = run,
};
