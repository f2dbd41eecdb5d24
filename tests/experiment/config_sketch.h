/* Configs that tests write in short: ' stands for ", and where a problem is
 * expected, @ stands in front of its place. */
#ifndef NNT_TESTS_EXPERIMENT_CONFIG_SKETCH_H
#define NNT_TESTS_EXPERIMENT_CONFIG_SKETCH_H

#include "base/memory.h"
#include "base/text.h"
#include "experiment/config_tree.h"
#include "support/nnt_test.h"
#include <string.h>

#define XOR "'data': {'train': 'xor'}"
#define SINE "'task': 'regression', 'data': {'train': 'sine'}"
#define TWO_UNITS "'network': {'hidden': [2]}"

/* A sketch as JSON text, and the place of its @ (0 without one). */
typedef struct sketch {
    char *text;
    size_t line, column;
} sketch;

static inline sketch sketch_create(const char *source) {
    sketch result = {.text = nnt_copy_text(source)};
    size_t line = 1;
    size_t column = 1;
    char *out = result.text;
    for (const char *in = source; *in; in++) {
        if (*in == '@') {
            result.line = line;
            result.column = column;
            continue;
        }
        *out++ = *in == '\'' ? '"' : *in;
        line += *in == '\n';
        column = *in == '\n' ? 1 : column + 1;
    }
    *out = '\0';
    return result;
}

/* What reading a config gave. */
typedef struct reading {
    nnt_status status;
    nnt_config *config; /* NULL when it failed */
    nnt_messages problems;
    nnt_error error;
} reading;

static inline reading read_text(const char *text, const nnt_override *overrides, size_t n) {
    reading result = {.status = NNT_OK};
    result.status = nnt_config_read(text, strlen(text), "folder/test.json", "folder", overrides, n,
                                    &result.config, &result.problems, &result.error);
    return result;
}

static inline reading
read_sketch(const char *source, const nnt_override *overrides, size_t n_overrides) {
    sketch drawn = sketch_create(source);
    reading result = read_text(drawn.text, overrides, n_overrides);
    nnt_free(drawn.text);
    return result;
}

static inline void reading_clear(reading *result) {
    nnt_config_free(result->config);
    nnt_messages_clear(&result->problems);
}

/* A config that must be valid. */
static inline reading
read_valid(const char *source, const nnt_override *overrides, size_t n_overrides) {
    reading result = read_sketch(source, overrides, n_overrides);
    cr_assert(result.status == NNT_OK, "%s\n%s", source, result.error.message);
    return result;
}

/* The value at a path of the complete config is `expected`, in compact JSON with '
 * for "; NULL: there is none. */
static inline void expect_value(const reading *result, const char *path, const char *expected) {
    const nnt_json *value = nnt_json_find(result->config->document.root, path);
    if (!expected) {
        cr_assert(!value, "%s is there", path);
        return;
    }
    cr_assert(value != NULL, "%s is not there", path);
    sketch drawn = sketch_create(expected);
    nnt_text text = {0};
    nnt_json_write_compact(&text, value);
    cr_assert_str_eq(text.data, drawn.text, "%s is %s, not %s", path, text.data, drawn.text);
    nnt_text_clear(&text);
    nnt_free(drawn.text);
}

/* A text, or its start when `expected` ends in "…". */
static inline void expect_text(const char *text, const char *expected) {
    const size_t length = strlen(expected);
    const size_t dots = strlen("…");
    const bool is_start = length >= dots && strcmp(expected + length - dots, "…") == 0;
    const bool is_equal =
        is_start ? strncmp(text, expected, length - dots) == 0 : strcmp(text, expected) == 0;
    cr_assert(is_equal, "%s\n     is not\n%s", text, expected);
}

/* The sketch has this one problem, at its @; "…" at the end stands for the rest. */
static inline void expect_problem(const char *source, const char *message) {
    sketch drawn = sketch_create(source);
    reading result = read_text(drawn.text, NULL, 0);
    nnt_text expected = {0};
    nnt_text_addf(&expected, "folder/test.json:%zu:%zu: %s", drawn.line, drawn.column, message);
    cr_assert(result.status == NNT_ERR_CONFIG, "accepted: %s", source);
    cr_assert(result.config == NULL);
    cr_assert(result.problems.count >= 1, "no problem in %s", source);
    expect_text(result.problems.items[0].text, expected.data);
    cr_assert(result.problems.count == 1, "second problem: %s", result.problems.items[1].text);
    cr_assert_str_eq(result.error.message, result.problems.items[0].text);
    cr_assert(result.error.status == NNT_ERR_CONFIG);
    nnt_text_clear(&expected);
    reading_clear(&result);
    nnt_free(drawn.text);
}

/* One override of an otherwise valid config has this problem. */
static inline void
expect_override_problem(const char *path, const char *value, const char *message) {
    const nnt_override override = {path, value};
    reading result = read_sketch("{" XOR "," TWO_UNITS "}", &override, 1);
    cr_assert(result.status == NNT_ERR_CONFIG, "accepted: %s=%s", path, value);
    cr_assert(result.problems.count == 1, "%zu problems, not 1", result.problems.count);
    expect_text(result.problems.items[0].text, message);
    cr_assert(result.problems.items[0].line == 0);
    cr_assert_str_eq(result.error.message, result.problems.items[0].text);
    reading_clear(&result);
}

#endif
