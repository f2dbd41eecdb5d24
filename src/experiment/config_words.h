/* Names that a config may use, and texts that say what is allowed. */
#ifndef NNT_EXPERIMENT_CONFIG_WORDS_H
#define NNT_EXPERIMENT_CONFIG_WORDS_H

#include "base/text.h"
#include "nntrain/option.h"

/* A list of names; start with all fields zero. */
typedef struct nnt_names {
    char **items;
    size_t count, capacity;
    bool failed; /* memory was out */
} nnt_names;

void nnt_names_add(nnt_names *names, const char *name, size_t length);
void nnt_names_add_words(nnt_names *names, const char *words);        /* "a|b|c"; may be NULL */
void nnt_names_add_rows(nnt_names *names, const char *kind);          /* rows of a catalog kind */
void nnt_names_add_keys(nnt_names *names, const nnt_option *options); /* may be NULL */
void nnt_names_sort(nnt_names *names);
void nnt_names_clear(nnt_names *names);

/* Appends "linear, relu", in the order of letters, and clears the names. */
void nnt_names_add_list(nnt_names *names, nnt_text *text);

/* Appends "; did you mean "relu"? known: linear, relu" and clears the names. */
void nnt_names_add_hint(nnt_names *names, const char *word, nnt_text *text);

/* Index of `word` in "a|b|c", or SIZE_MAX; `words` may be NULL. */
size_t nnt_words_find(const char *words, const char *word);

/* Appends the forms in `forms` that the option accepts: "a whole number from 1 to
 * 10, "full" or null". */
void nnt_option_describe(const nnt_option *option, unsigned forms, nnt_text *text);

#endif
