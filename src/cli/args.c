/* Reads the command line by the table of flags. */
#include "args.h"

#include "nearest.h"
#include "topics.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const nnt_flag flags[NNT_FLAG_COUNT] = {
#define NNT_FLAG(id, letter, name, argument, words, help)                                          \
    [NNT_FLAG_##id] = {name, letter, argument, words, help},
#include "flag_list.inc"
#undef NNT_FLAG
};

const nnt_flag *nnt_flag_get(nnt_flag_id id) {
    return &flags[id];
}

bool nnt_args_has(const nnt_args *args, nnt_flag_id id) {
    return args->values[id] != NULL;
}

/* Index of `value` among words separated by '|', or SIZE_MAX. */
static size_t find_word(const char *words, const char *value) {
    const size_t length = strlen(value);
    for (size_t index = 0;; index++) {
        const size_t word_length = strcspn(words, "|");
        if (word_length == length && memcmp(words, value, length) == 0) {
            return index;
        }
        if (words[word_length] == '\0') {
            return SIZE_MAX;
        }
        words += word_length + 1;
    }
}

size_t nnt_args_word(const nnt_args *args, nnt_flag_id id) {
    return args->values[id] == NULL ? 0 : find_word(flags[id].words, args->values[id]);
}

static nnt_status add_set(nnt_args *args, char *text, nnt_error *error) {
    char *equals = strchr(text, '=');
    if (equals == NULL || equals == text) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "--set %s: expected KEY=VALUE, for example "
                             "--set network.activation=tanh",
                             text);
    }
    *equals = '\0';
    args->overrides[args->n_overrides++] = (nnt_override){.path = text, .value = equals + 1};
    return NNT_OK;
}

static nnt_status add_seed(nnt_args *args, const char *text, nnt_error *error) {
    errno = 0;
    (void)strtoull(text, NULL, 10);
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0' || errno == ERANGE) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "--seed %s: expected a whole number from 0 to 18446744073709551615",
                             text);
    }
    args->overrides[args->n_overrides++] = (nnt_override){.path = "seed", .value = text};
    return NNT_OK;
}

static void store_switch(nnt_args *args, nnt_flag_id id) {
    args->values[id] = "";
}

static nnt_status store_value(nnt_args *args, nnt_flag_id id, char *value, nnt_error *error) {
    const nnt_flag *flag = &flags[id];
    if (flag->words != NULL && find_word(flag->words, value) == SIZE_MAX) {
        return nnt_error_set(error, NNT_ERR_USAGE, "--%s=%s: expected one of %s", flag->name, value,
                             flag->words);
    }
    args->values[id] = value;
    if (id == NNT_FLAG_FAIL_ON) {
        args->gates[args->n_gates++] = value;
    }
    if (id == NNT_FLAG_SET) {
        return add_set(args, value, error);
    }
    return id == NNT_FLAG_SEED ? add_seed(args, value, error) : NNT_OK;
}

/* A key of the config that was written as an option. */
typedef struct key_search {
    const char *word;
    char path[NNT_TOPIC_NAME_SIZE]; /* "": none */
} key_search;

static void find_key(void *context, const nnt_cli_topic *topic) {
    key_search *it = context;
    const bool is_nearer = it->path[0] == '\0' || strlen(topic->name) < strlen(it->path);
    if (is_nearer && strcmp(topic->shelf, "settings") == 0 && nnt_topic_is_named(topic, it->word)) {
        snprintf(it->path, sizeof it->path, "%s", topic->name);
    }
}

static nnt_status refuse_name(const char *name, size_t length, nnt_error *error) {
    const char *names[NNT_FLAG_COUNT];
    char word[64];
    for (size_t i = 0; i < NNT_FLAG_COUNT; i++) {
        names[i] = flags[i].name;
    }
    length = length < sizeof word ? length : sizeof word - 1;
    memcpy(word, name, length);
    word[length] = '\0';
    const size_t denial = strncmp(word, "no-", 3) == 0 ? 3 : 0;
    const char *near_match = nnt_nearest(word + denial, names, NNT_FLAG_COUNT);
    key_search keys = {.word = word};
    nnt_topics_visit(find_key, &keys);
    return keys.path[0] != '\0'
               ? nnt_error_set(error, NNT_ERR_USAGE,
                               "unknown option --%s; for that key of the config: --set %s=VALUE",
                               word, keys.path)
           : near_match != NULL
               ? nnt_error_set(error, NNT_ERR_USAGE, "unknown option --%s; did you mean --%s?",
                               word, near_match)
               : nnt_error_set(error, NNT_ERR_USAGE, "unknown option --%s; see nntrain help", word);
}

/* Where the reader stands: words[next] is the next one to read. */
typedef struct cursor {
    char **words;
    size_t next, count;
} cursor;

/* The value of a flag is attached to it or is the next word. */
static nnt_status take_value(nnt_args *args,
                             cursor *at,
                             nnt_flag_id id,
                             const char *shown,
                             char *attached,
                             nnt_error *error) {
    char *value = attached;
    if (value == NULL && at->next < at->count) {
        value = at->words[at->next++];
    }
    if (value == NULL || *value == '\0') {
        return nnt_error_set(error, NNT_ERR_USAGE, "%s needs a value", shown);
    }
    return store_value(args, id, value, error);
}

static size_t find_name(const char *name, size_t length) {
    for (size_t i = 0; i < NNT_FLAG_COUNT; i++) {
        if (strlen(flags[i].name) == length && memcmp(flags[i].name, name, length) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static nnt_status read_long(nnt_args *args, cursor *at, char *word, nnt_error *error) {
    char *name = word + 2;
    const size_t length = strcspn(name, "=");
    char *attached = name[length] == '=' ? name + length + 1 : NULL;
    const size_t id = find_name(name, length);
    if (id == SIZE_MAX) {
        return refuse_name(name, length, error);
    }
    if (flags[id].argument != NULL) {
        char shown[64];
        snprintf(shown, sizeof shown, "--%s", flags[id].name);
        return take_value(args, at, (nnt_flag_id)id, shown, attached, error);
    }
    if (attached != NULL) {
        return nnt_error_set(error, NNT_ERR_USAGE, "--%s takes no value, but \"%s\" was given",
                             flags[id].name, attached);
    }
    store_switch(args, (nnt_flag_id)id);
    return NNT_OK;
}

static size_t find_letter(char letter) {
    for (size_t i = 0; i < NNT_FLAG_COUNT; i++) {
        if (flags[i].letter != 0 && flags[i].letter == letter) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Switches may share a dash ("-qf"); a value may follow at once ("-oDIR"). */
static nnt_status read_letters(nnt_args *args, cursor *at, char *word, nnt_error *error) {
    for (char *letter = word + 1; *letter != '\0'; letter++) {
        const size_t id = find_letter(*letter);
        if (id == SIZE_MAX) {
            return nnt_error_set(error, NNT_ERR_USAGE,
                                 "unknown option -%c in \"%s\"; see nntrain help", *letter, word);
        }
        if (flags[id].argument != NULL) {
            const char shown[3] = {'-', *letter, '\0'};
            char *attached = letter[1] != '\0' ? letter + 1 : NULL;
            return take_value(args, at, (nnt_flag_id)id, shown, attached, error);
        }
        store_switch(args, (nnt_flag_id)id);
    }
    return NNT_OK;
}

static nnt_status read_words(nnt_args *args, cursor *at, nnt_error *error) {
    bool only_operands = false;
    while (at->next < at->count) {
        char *word = at->words[at->next++];
        nnt_status status = NNT_OK;
        if (only_operands || word[0] != '-' || word[1] == '\0') {
            args->operands[args->n_operands++] = word;
        } else if (strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (word[1] == '-') {
            status = read_long(args, at, word, error);
        } else {
            status = read_letters(args, at, word, error);
        }
        if (status != NNT_OK) {
            return status;
        }
    }
    return NNT_OK;
}

nnt_status nnt_args_read(int argc, char **argv, nnt_args *args, nnt_error *error) {
    const size_t n_words = argc > 0 ? (size_t)argc : 1;
    *args = (nnt_args){.operands = calloc(n_words, sizeof *args->operands),
                       .overrides = calloc(n_words, sizeof *args->overrides),
                       .gates = calloc(n_words, sizeof *args->gates)};
    if (args->operands == NULL || args->overrides == NULL || args->gates == NULL) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "out of memory");
    }
    cursor at = {.words = argv, .next = 1, .count = n_words};
    return read_words(args, &at, error);
}

void nnt_args_clear(nnt_args *args) {
    free(args->operands);
    free(args->overrides);
    free(args->gates);
    *args = (nnt_args){0};
}

/* Most threads that anybody may ask for. */
enum { MOST_THREADS = 1024 };

bool nnt_args_number(const char *text, size_t low, size_t high, size_t *number) {
    enum { MOST_DIGITS = 6 };
    const size_t length = strspn(text, "0123456789");
    *number = length > 0 && length <= MOST_DIGITS ? strtoul(text, NULL, 10) : 0;
    return length > 0 && length <= MOST_DIGITS && text[length] == '\0' && *number >= low &&
           *number <= high;
}

nnt_status nnt_args_threads(const nnt_args *args, size_t *n_threads, nnt_error *error) {
    const char *text = args->values[NNT_FLAG_THREADS];
    *n_threads = 0;
    if (text != NULL && !nnt_args_number(text, 0, MOST_THREADS, n_threads)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "--threads %s: expected a whole number from 0 to %d", text,
                             MOST_THREADS);
    }
    return NNT_OK;
}
