/* What the tests of data sources share: choices with their defaults, files to
 * read, and messages to look into. */
#ifndef NNT_TESTS_DATA_SUPPORT_H
#define NNT_TESTS_DATA_SUPPORT_H

#include "data/source.h"
#include "support/nnt_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- choices -------------------------------------------------------------- */

/* The numbers of "[0, -1, 0, 1]". */
static inline nnt_value read_default_list(const char *json) {
    static nnt_value items[16];
    size_t n = 0;
    const char *at = json + 1;
    while (*at && *at != ']') {
        char *end = NULL;
        items[n++] = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(at, &end)};
        at = *end == ',' ? end + 1 : end;
    }
    return (nnt_value){.kind = NNT_VALUE_LIST, .items = items, .n_items = n};
}

/* A default as the config reader would hand it over. */
static inline nnt_value read_default(const char *json) {
    static const char *const words[] = {"auto", "error", "01"};
    if (!json || !*json) {
        return (nnt_value){.kind = NNT_VALUE_ABSENT};
    }
    for (size_t i = 0; *json == '"' && i < sizeof words / sizeof words[0]; i++) {
        if (strncmp(json + 1, words[i], strlen(words[i])) == 0) {
            return (nnt_value){.kind = NNT_VALUE_TEXT, .text = words[i]};
        }
    }
    cr_assert(*json != '"', "the default %s is not known here", json);
    return *json == '[' ? read_default_list(json)
                        : (nnt_value){.kind = NNT_VALUE_NUMBER, .number = strtod(json, NULL)};
}

static inline nnt_choice choose(const char *name) {
    const nnt_source *source = nnt_source_find(name);
    cr_assert(source != NULL, "%s", name);
    nnt_choice choice = {.name = name};
    for (size_t i = 0; i < nnt_option_count(source->row.options); i++) {
        choice.values[i] = read_default(source->row.options[i].fallback);
    }
    return choice;
}

static inline nnt_value *find_option(nnt_choice *choice, const char *option) {
    const size_t i = nnt_option_find(nnt_source_find(choice->name)->row.options, option);
    cr_assert(i < NNT_MAX_OPTIONS, "%s has no option %s", choice->name, option);
    return &choice->values[i];
}

static inline void set_number(nnt_choice *choice, const char *option, double number) {
    *find_option(choice, option) = (nnt_value){.kind = NNT_VALUE_NUMBER, .number = number};
}

static inline void set_text(nnt_choice *choice, const char *option, const char *text) {
    *find_option(choice, option) = (nnt_value){.kind = NNT_VALUE_TEXT, .text = text};
}

static inline void set_boolean(nnt_choice *choice, const char *option, bool is_true) {
    *find_option(choice, option) = (nnt_value){.kind = NNT_VALUE_BOOLEAN, .number = is_true};
}

static inline void
set_list(nnt_choice *choice, const char *option, const nnt_value *items, size_t n) {
    *find_option(choice, option) =
        (nnt_value){.kind = NNT_VALUE_LIST, .items = items, .n_items = n};
}

#define TEXT_VALUE(t)                                                                              \
    { .kind = NNT_VALUE_TEXT, .text = (t) }
#define NUMBER_VALUE(x)                                                                            \
    { .kind = NNT_VALUE_NUMBER, .number = (x) }

/* ---- loading -------------------------------------------------------------- */

static inline nnt_source_context training_of(nnt_task task) {
    return (nnt_source_context){.task = task, .seed = 1, .part = "train"};
}

static inline nnt_dataset load_data(const nnt_choice *choice, const nnt_source_context *context) {
    nnt_dataset dataset;
    nnt_error error = {0};
    cr_assert(nnt_source_load(choice, context, &dataset, &error) == NNT_OK, "%s", error.message);
    return dataset;
}

/* The choice must fail with this status and a message that holds `text`. */
static inline void expect_failure(const nnt_choice *choice,
                                  const nnt_source_context *context,
                                  nnt_status status,
                                  const char *text) {
    nnt_dataset dataset;
    nnt_error error = {0};
    const nnt_status found = nnt_source_load(choice, context, &dataset, &error);
    cr_assert(found == status, "status %d, not %d: %s", (int)found, (int)status, error.message);
    cr_assert(strstr(error.message, text) != NULL, "\"%s\" does not hold \"%s\"", error.message,
              text);
    cr_assert(dataset.features == NULL && dataset.labels == NULL && dataset.targets == NULL);
}

/* ---- files and messages --------------------------------------------------- */

/* Writes bytes to a file of the test program and gives its name. One file a name. */
static inline const char *write_file(const char *name, const void *bytes, size_t length) {
    static char paths[4][256];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "/tmp/nnt_data_%ld_%s", (long)getpid(), name);
    FILE *file = fopen(path, "wb");
    cr_assert(file != NULL, "%s", path);
    cr_assert(fwrite(bytes, 1, length, file) == length);
    cr_assert(fclose(file) == 0);
    return path;
}

static inline const char *write_text(const char *name, const char *text) {
    return write_file(name, text, strlen(text));
}

/* Whether one of the messages holds the text. */
static inline bool says(const nnt_messages *messages, const char *text) {
    for (size_t i = 0; i < messages->count; i++) {
        if (strstr(messages->items[i].text, text)) {
            return true;
        }
    }
    return false;
}

#endif
