/* nntrain explain: a page on a verdict or an activation. */
#include "command.h"

#include "exit_code.h"
#include "nearest.h"
#include "nntrain/catalog.h"
#include "nntrain/explain.h"
#include "option_text.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAX_TOPICS = 128, NAME_SIZE = 64, LABEL_COLUMNS = 9, PARAGRAPH_SIZE = 4096 };

static void print_paragraphs(nnt_console *console, const char *page) {
    while (*page != '\0') {
        char paragraph[PARAGRAPH_SIZE];
        const char *end = strstr(page, "\n\n");
        const size_t length = end != NULL ? (size_t)(end - page) : strlen(page);
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)length, page);
        nnt_console_print(console, "\n");
        nnt_console_wrap(console, 0, paragraph);
        page += length + (end != NULL ? 2 : 0);
    }
}

static void print_title(nnt_console *console, const char *name, const char *summary) {
    nnt_console_print(console, "%s%s%s: ", console->out.bold, name, console->out.reset);
    nnt_console_wrap(console, strlen(name) + 2, summary);
}

static void print_field(nnt_console *console, const char *label, const char *text) {
    if (text != NULL) {
        nnt_console_print(console, "%-*s", LABEL_COLUMNS, label);
        nnt_console_wrap(console, LABEL_COLUMNS, text);
    }
}

static void print_activation(nnt_console *console, const nnt_row *row) {
    print_title(console, row->name, row->summary);
    nnt_console_print(console, "\n");
    print_field(console, "formula", row->formula);
    print_field(console, "source", row->source);
    if (nnt_option_count(row->options) > 0) {
        nnt_console_print(console, "\n");
        nnt_option_text_print_table(console, row->options);
    }
}

static void print_line(nnt_console *console, int width, const char *name, const char *summary) {
    nnt_console_print(console, "  %s%-*s%s  ", console->out.bold, width, name, console->out.reset);
    nnt_console_wrap(console, (size_t)width + 4, summary);
}

/* All topics: first the verdicts, then the activations. */
static size_t collect_names(const nnt_catalog_kind *activations, const char *names[MAX_TOPICS]) {
    size_t n = 0;
    for (size_t i = 0; i < nnt_explain_count() && n < MAX_TOPICS; i++) {
        names[n++] = nnt_explain_get(i).name;
    }
    for (size_t i = 0; i < activations->count() && n < MAX_TOPICS; i++) {
        names[n++] = activations->row(i)->name;
    }
    return n;
}

static int list_topics(nnt_console *console, const nnt_catalog_kind *activations) {
    const char *names[MAX_TOPICS];
    const size_t n = collect_names(activations, names);
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        width = strlen(names[i]) > width ? strlen(names[i]) : width;
    }
    nnt_console_print(console, "verdicts of the diagnosis\n");
    for (size_t i = 0; i < nnt_explain_count(); i++) {
        print_line(console, (int)width, nnt_explain_get(i).name, nnt_explain_get(i).summary);
    }
    nnt_console_print(console, "\nactivations\n");
    for (size_t i = 0; i < activations->count(); i++) {
        print_line(console, (int)width, activations->row(i)->name, activations->row(i)->summary);
    }
    return NNT_EXIT_OK;
}

static int refuse(nnt_console *console,
                  const nnt_catalog_kind *activations,
                  const char *given,
                  const char *word) {
    const char *names[MAX_TOPICS];
    const size_t n = collect_names(activations, names);
    const char *near_match = nnt_nearest(word, names, n);
    nnt_error error = {0};
    const nnt_status status =
        nnt_error_set(&error, NNT_ERR_USAGE,
                      "explain: unknown topic \"%.60s\"%s%s%s; \"nntrain explain\" lists all",
                      given, near_match != NULL ? "; did you mean \"" : "",
                      near_match != NULL ? near_match : "", near_match != NULL ? "\"?" : "");
    nnt_console_error(console, &error);
    return nnt_exit_code(status);
}

/* The topic as names are written: "dead-units" is "dead_units". */
static void write_name(const char *topic, char name[NAME_SIZE]) {
    snprintf(name, NAME_SIZE, "%s", topic);
    for (char *letter = name; *letter != '\0'; letter++) {
        *letter = *letter == '-' ? '_' : *letter;
    }
}

static int run(const nnt_args *args, nnt_console *console) {
    const nnt_catalog_kind *activations = nnt_catalog_find("activation");
    char name[NAME_SIZE];
    if (args->n_operands == 0) {
        return list_topics(console, activations);
    }
    write_name(args->operands[0], name);
    const size_t index = nnt_explain_find(name);
    const nnt_row *row = nnt_catalog_row(activations, name);
    if (index != SIZE_MAX) {
        const nnt_topic topic = nnt_explain_get(index);
        print_title(console, topic.name, topic.summary);
        print_paragraphs(console, topic.page);
    } else if (row != NULL) {
        print_activation(console, row);
    } else {
        return refuse(console, activations, args->operands[0], name);
    }
    return NNT_EXIT_OK;
}

const nnt_command nnt_command_explain = {
    .name = "explain",
    .usage = "[TOPIC]",
    .max_operands = 1,
    .summary = "explain a verdict of the diagnosis, or an activation",
    .details =
        "A verdict's page says what it is, how it is measured, what theory says, what to do, and "
        "how to see it. '-' and '_' are alike.",
    .examples = {{"explain", "the topics"},
                 {"explain vanishing-gradient", "a verdict"},
                 {"explain leaky_relu", "an activation"}},
    .run = run,
};
