/* The words of the command line, taken apart by the table of flags. */
#ifndef NNT_CLI_ARGS_H
#define NNT_CLI_ARGS_H

#include "nntrain/config.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum nnt_flag_id {
#define NNT_FLAG(id, letter, name, argument, words, help) NNT_FLAG_##id,
#include "flag_list.inc"
#undef NNT_FLAG
    NNT_FLAG_COUNT
} nnt_flag_id;

typedef struct nnt_flag {
    const char *name;     /* long name without the dashes */
    char letter;          /* short name, or 0 */
    const char *argument; /* "DIR"; NULL for a switch */
    const char *words;    /* allowed values separated by '|', the default first; or NULL */
    const char *help;
} nnt_flag;

typedef struct nnt_args {
    const char **operands; /* (n_operands) borrowed from argv; the verb is one of them */
    size_t n_operands;
    const char *values[NNT_FLAG_COUNT]; /* last value given, "" of a switch; NULL: not given */
    nnt_override *overrides;            /* (n_overrides) --set and --seed in their order */
    size_t n_overrides;
    const char **gates; /* (n_gates) rules of --fail-on in their order */
    size_t n_gates;
} nnt_args;

const nnt_flag *nnt_flag_get(nnt_flag_id id);

/* Takes the words apart; flags may stand anywhere before "--". The strings of
 * argv are borrowed, and those of --set are cut at their "=". `args` is always
 * safe to clear. NNT_ERR_USAGE for what no command could accept. */
NNT_MUST_CHECK nnt_status nnt_args_read(int argc, char **argv, nnt_args *args, nnt_error *error);
void nnt_args_clear(nnt_args *args);

bool nnt_args_has(const nnt_args *args, nnt_flag_id id);

/* Index of the value among the flag's words; 0, the default, when not given. */
size_t nnt_args_word(const nnt_args *args, nnt_flag_id id);

/* A whole number in plain digits from low to high, which has at most six of them; false:
 * the text is something else. */
bool nnt_args_number(const char *text, size_t low, size_t high, size_t *number);

/* The value of --threads; 0 when not given. */
NNT_MUST_CHECK nnt_status nnt_args_threads(const nnt_args *args,
                                           size_t *n_threads,
                                           nnt_error *error);

#endif
