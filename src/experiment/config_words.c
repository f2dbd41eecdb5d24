/* Names that a config may use, and texts that say what is allowed. */
#include "experiment/config_words.h"

#include "base/memory.h"
#include "base/suggest.h"
#include "nntrain/catalog.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---------------------------------------------------------------- */

static bool make_room(nnt_names *names) {
    if (names->count < names->capacity) {
        return true;
    }
    const size_t capacity = names->capacity > 0 ? 2 * names->capacity : 16;
    char **items = nnt_reallocate(names->items, capacity, sizeof *items);
    if (!items) {
        return false;
    }
    names->items = items;
    names->capacity = capacity;
    return true;
}

void nnt_names_add(nnt_names *names, const char *name, size_t length) {
    char *copy = make_room(names) ? nnt_copy_bytes(name, length) : NULL;
    if (copy) {
        names->items[names->count++] = copy;
    } else {
        names->failed = true;
    }
}

void nnt_names_add_words(nnt_names *names, const char *words) {
    while (words) {
        const size_t length = strcspn(words, "|");
        nnt_names_add(names, words, length);
        words = words[length] ? words + length + 1 : NULL;
    }
}

void nnt_names_add_rows(nnt_names *names, const char *kind_name) {
    const nnt_catalog_kind *kind = nnt_catalog_find(kind_name);
    for (size_t i = 0; kind && i < kind->count(); i++) {
        const char *name = kind->row(i)->name;
        nnt_names_add(names, name, strlen(name));
    }
}

void nnt_names_add_keys(nnt_names *names, const nnt_option *options) {
    for (; options && options->name; options++) {
        nnt_names_add(names, options->name, strlen(options->name));
    }
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void nnt_names_sort(nnt_names *names) {
    if (names->count > 0) {
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    }
}

void nnt_names_clear(nnt_names *names) {
    for (size_t i = 0; i < names->count; i++) {
        nnt_free(names->items[i]);
    }
    nnt_free(names->items);
    *names = (nnt_names){0};
}

void nnt_names_add_hint(nnt_names *names, const char *word, nnt_text *text) {
    nnt_names_sort(names);
    const char *near = nnt_suggest(word, (const char *const *)names->items, names->count);
    if (near) {
        nnt_text_addf(text, "; did you mean \"%s\"? known: ", near);
    } else {
        nnt_text_add(text, "; known: ");
    }
    nnt_names_add_list(names, text);
}

void nnt_names_add_list(nnt_names *names, nnt_text *text) {
    nnt_names_sort(names);
    for (size_t i = 0; i < names->count; i++) {
        nnt_text_addf(text, "%s%s", i > 0 ? ", " : "", names->items[i]);
    }
    text->failed = text->failed || names->failed;
    nnt_names_clear(names);
}

size_t nnt_words_find(const char *words, const char *word) {
    const size_t length = strlen(word);
    for (size_t index = 0; words; index++) {
        const size_t end = strcspn(words, "|");
        if (end == length && memcmp(words, word, length) == 0) {
            return index;
        }
        words = words[end] ? words + end + 1 : NULL;
    }
    return SIZE_MAX;
}

/* ---- what is allowed ------------------------------------------------------ */

static void add_range(nnt_text *text, const nnt_option *option) {
    const bool above = option->accepts & NNT_ABOVE_LOW;
    const bool below = option->accepts & NNT_BELOW_HIGH;
    if (option->low == 0 && option->high == 0) {
        return;
    }
    nnt_text_add(text, above ? " above " : " from ");
    nnt_text_add_number(text, option->low);
    nnt_text_add(text,
                 above ? (below ? " and below " : " up to ") : (below ? " to below " : " to "));
    nnt_text_add_number(text, option->high);
}

static void describe_words(nnt_text *text, const nnt_option *option) {
    nnt_names names = {0};
    nnt_names_add_words(&names, option->words);
    for (size_t i = 0; i < names.count; i++) {
        const char *joint = i == 0 ? "" : i + 1 < names.count ? ", " : " or ";
        nnt_text_addf(text, "%s\"%s\"", joint, names.items[i]);
    }
    text->failed = text->failed || names.failed;
    nnt_names_clear(&names);
}

static void describe_number(nnt_text *text, const nnt_option *option) {
    nnt_text_add(text, "a number");
    add_range(text, option);
}

static void describe_integer(nnt_text *text, const nnt_option *option) {
    nnt_text_add(text, "a whole number");
    add_range(text, option);
}

static void describe_seed(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "a whole number from 0 to 18446744073709551615");
}

static void describe_boolean(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "true or false");
}

static void describe_string(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "a string");
}

static void describe_choice(nnt_text *text, const nnt_option *option) {
    const char *kind = option->registry;
    nnt_text_addf(text, "the name of %s %s", strchr("aeiou", kind[0]) ? "an" : "a", kind);
}

static void describe_list(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "an array");
}

static void describe_object(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "an object");
}

static void describe_null(nnt_text *text, const nnt_option *option) {
    (void)option;
    nnt_text_add(text, "null");
}

static const struct {
    unsigned forms;
    void (*describe)(nnt_text *text, const nnt_option *option);
} descriptions[] = {
    {NNT_ACCEPT_NUMBER, describe_number},
    {NNT_ACCEPT_INTEGER, describe_integer},
    {NNT_ACCEPT_SEED, describe_seed},
    {NNT_ACCEPT_BOOLEAN, describe_boolean},
    {NNT_ACCEPT_TEXT | NNT_ACCEPT_PATH, describe_string},
    {NNT_ACCEPT_WORD, describe_words},
    {NNT_ACCEPT_CHOICE, describe_choice},
    {NNT_ACCEPT_LIST, describe_list},
    {NNT_ACCEPT_OBJECT | NNT_ACCEPT_CHOICE | NNT_ACCEPT_MAP, describe_object},
    {NNT_ACCEPT_NULL, describe_null},
};

enum { N_DESCRIPTIONS = sizeof descriptions / sizeof descriptions[0] };

void nnt_option_describe(const nnt_option *option, unsigned forms, nnt_text *text) {
    const unsigned wanted = option->accepts & forms;
    size_t left = 0;
    for (size_t i = 0; i < N_DESCRIPTIONS; i++) {
        left += (wanted & descriptions[i].forms) != 0;
    }
    const char *joint = "";
    for (size_t i = 0; i < N_DESCRIPTIONS; i++) {
        if (wanted & descriptions[i].forms) {
            nnt_text_add(text, joint);
            descriptions[i].describe(text, option);
            left--;
            joint = left > 1 ? ", " : " or ";
        }
    }
}
