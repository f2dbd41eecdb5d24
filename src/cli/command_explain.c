/* nntrain explain: a page on a verdict, an idea, how a run ended, anything a config can
 * name, a setting of it, or a column of a table. */
#include "command.h"

#include "activation_text.h"
#include "exit_code.h"
#include "nearest.h"
#include "option_text.h"
#include "row_text.h"
#include "topics.h"
#include <stdio.h>
#include <string.h>

enum { PARAGRAPH_SIZE = 4096, MAX_TOPICS = 512, LEAST_COLUMNS = 14 };

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

/* ---- one topic ------------------------------------------------------------------ */

/* What is asked for, and what came of it. */
typedef struct search {
    nnt_console *console;
    const char *name;
    size_t n_found;
    nnt_status status;
    nnt_error error;
} search;

/* Of a map; an object's have a table. */
static void print_keys(nnt_console *console, const nnt_option *setting) {
    char keys[PARAGRAPH_SIZE] = "";
    const char *words = nnt_option_keys(setting);
    for (; words != NULL && *words != '\0'; words += strcspn(words, "|")) {
        words += *words == '|';
        const size_t used = strlen(keys);
        snprintf(keys + used, sizeof keys - used, "%s%.*s", used > 0 ? ", " : "",
                 (int)strcspn(words, "|"), words);
    }
    nnt_row_text_print_field(console, "keys", *keys != '\0' ? keys : NULL);
}

static void print_setting(nnt_console *console, const nnt_option *setting) {
    char range[NNT_OPTION_TEXT_SIZE];
    nnt_option_text_range(console, setting, range);
    nnt_row_text_print_field(console, "values", range);
    nnt_row_text_print_field(console, "default",
                             setting->fallback == NULL    ? "none, it must be given"
                             : *setting->fallback == '\0' ? "none, it may be left out"
                                                          : setting->fallback);
    print_keys(console, setting);
    if ((setting->accepts & NNT_ACCEPT_CHOICE) != 0) {
        char command[NNT_OPTION_TEXT_SIZE];
        snprintf(command, sizeof command, "nntrain list %s", setting->registry);
        nnt_row_text_print_field(console, "see", command);
    }
    if (nnt_topic_section(setting) != NULL) {
        nnt_console_print(console, "\n");
        nnt_option_text_print_table(console, nnt_topic_section(setting));
    }
}

static void show_topic(void *context, const nnt_cli_topic *topic) {
    search *it = context;
    if (!nnt_topic_is_named(topic, it->name) || it->status != NNT_OK) {
        return;
    }
    nnt_console_print(it->console, "%s", it->n_found > 0 ? "\n" : "");
    nnt_row_text_print_title(it->console, topic->name, topic->kind, topic->summary);
    if (topic->page != NULL) {
        print_paragraphs(it->console, topic->page);
    }
    if (topic->row != NULL && strcmp(topic->kind, "activation") == 0) {
        it->status = nnt_activation_text_print(it->console, topic->row, &it->error);
    } else if (topic->row != NULL) {
        nnt_row_text_print(it->console, topic->row);
    }
    if (topic->setting != NULL) {
        print_setting(it->console, topic->setting);
    }
    it->n_found++;
}

/* ---- lists ---------------------------------------------------------------------- */

typedef struct listing {
    nnt_console *console;
    const char *wanted; /* a shelf */
    char shelf[NNT_TOPIC_NAME_SIZE];
    size_t width, n; /* of the names of the wanted shelf */
} listing;

static bool is_wanted(const listing *it, const nnt_cli_topic *topic) {
    const nnt_cli_topic shelf = {.name = topic->shelf};
    const nnt_cli_topic kind = {.name = topic->kind};
    return nnt_topic_is_named(&shelf, it->wanted) ||
           (topic->page == NULL && nnt_topic_is_named(&kind, it->wanted));
}

static void measure(void *context, const nnt_cli_topic *topic) {
    listing *it = context;
    if (is_wanted(it, topic)) {
        const size_t length = strlen(topic->name);
        it->width = length > it->width ? length : it->width;
        it->n++;
    }
}

static void print_line(void *context, const nnt_cli_topic *topic) {
    listing *it = context;
    if (is_wanted(it, topic)) {
        nnt_console_print(it->console, "  %s%-*s%s  ", it->console->out.bold, (int)it->width,
                          topic->name, it->console->out.reset);
        nnt_console_wrap(it->console, it->width + 4, topic->summary);
    }
}

/* Number of topics on the shelf. */
static size_t list_shelf(nnt_console *console, const char *shelf) {
    listing it = {.console = console, .wanted = shelf};
    nnt_topics_visit(measure, &it);
    nnt_topics_visit(print_line, &it);
    return it.n;
}

/* The names of a shelf that is too long for its summaries here. */
static void print_names(void *context, const nnt_cli_topic *topic) {
    listing *it = context;
    if (topic->page != NULL) {
        return;
    }
    if (strcmp(it->shelf, topic->shelf) != 0) {
        listing shelf = {.wanted = topic->shelf};
        snprintf(it->shelf, sizeof it->shelf, "%s", topic->shelf);
        nnt_topics_visit(measure, &shelf);
        nnt_console_print(it->console, "  %s%-*s%s %4zu\n", it->console->out.bold, LEAST_COLUMNS,
                          topic->shelf, it->console->out.reset, shelf.n);
    }
}

static int list_topics(nnt_console *console) {
    listing it = {.console = console};
    nnt_console_print(console, "verdicts of the diagnosis\n");
    list_shelf(console, "verdicts");
    nnt_console_print(console, "\nideas behind the measurements\n");
    list_shelf(console, "ideas");
    nnt_console_print(console, "\nhow a run ended: status in summary.json\n");
    list_shelf(console, "statuses");
    nnt_console_print(console, "\nand \"nntrain explain SHELF\" lists\n");
    nnt_topics_visit(print_names, &it);
    return NNT_EXIT_OK;
}

/* ---- names that are not known --------------------------------------------------- */

typedef struct name_list {
    char names[MAX_TOPICS][NNT_TOPIC_NAME_SIZE];
    const char *pointers[MAX_TOPICS];
    size_t n;
} name_list;

static void collect(void *context, const nnt_cli_topic *topic) {
    name_list *it = context;
    if (it->n < MAX_TOPICS) {
        const char *dot = strrchr(topic->name, '.');
        snprintf(it->names[it->n], NNT_TOPIC_NAME_SIZE, "%s", dot != NULL ? dot + 1 : topic->name);
        it->pointers[it->n] = it->names[it->n];
        it->n++;
    }
}

static int refuse(nnt_console *console, const char *given) {
    name_list known = {.n = 0};
    char word[NNT_TOPIC_NAME_SIZE];
    snprintf(word, sizeof word, "%s", given);
    for (char *letter = word; *letter != '\0'; letter++) {
        *letter = *letter == '-' ? '_' : *letter;
    }
    nnt_topics_visit(collect, &known);
    const char *near_match = nnt_nearest(word, known.pointers, known.n);
    nnt_error error = {0};
    const nnt_status status =
        nnt_error_set(&error, NNT_ERR_USAGE,
                      "explain: unknown topic \"%.60s\"%s%s%s; \"nntrain explain\" lists all",
                      given, near_match != NULL ? "; did you mean \"" : "",
                      near_match != NULL ? near_match : "", near_match != NULL ? "\"?" : "");
    nnt_console_error(console, &error);
    return nnt_exit_code(status);
}

static int explain(nnt_console *console, const char *name) {
    search it = {.console = console, .name = name};
    nnt_topics_visit(show_topic, &it);
    if (it.status != NNT_OK) {
        nnt_console_error(console, &it.error);
        return nnt_exit_code(it.status);
    }
    if (it.n_found == 0 && list_shelf(console, it.name) == 0) {
        return refuse(console, it.name);
    }
    return NNT_EXIT_OK;
}

static int run(const nnt_args *args, nnt_console *console) {
    int code = NNT_EXIT_OK;
    if (args->n_operands == 0) {
        return list_topics(console);
    }
    for (size_t i = 0; i < args->n_operands && code == NNT_EXIT_OK; i++) {
        nnt_console_print(console, "%s", i > 0 ? "\n" : "");
        code = explain(console, args->operands[i]);
    }
    return code;
}

const nnt_command nnt_command_explain = {
    .name = "explain",
    .usage = "[TOPIC ...]",
    .max_operands = MAX_TOPICS,
    .summary = "explain a verdict, an idea, or what a config can say",
    .details =
        "A verdict's page says what it is, how it is measured, what theory says, what to do, and "
        "how to see it. An activation's has its curves and what theory expects of a deep network "
        "of such units. Settings of a config go by their path or its last parts; columns are those "
        "of layers.csv; those of another table are on the shelf of its name. '-' and '_' are "
        "alike.",
    .examples = {{"explain", "the topics"},
                 {"explain vanishing-gradient", "a verdict"},
                 {"explain leaky_relu", "an activation"},
                 {"explain batch_size", "a setting"},
                 {"explain columns", "what layers.csv holds"},
                 {"explain units.csv", "what another table holds"}},
    .run = run,
};
