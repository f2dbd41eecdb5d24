/* Option rows: the one description of a config key, from which the reader, the
 * defaults, the ranges, the JSON Schema, the help and the completion all follow.
 * Every kind of thing that a config can name (an activation, an optimizer, a data
 * source, …) carries a table of its own options. */
#ifndef NNTRAIN_OPTION_H
#define NNTRAIN_OPTION_H

#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Forms that a value may take; a row accepts the union of some of them. */
enum {
    NNT_ACCEPT_NUMBER = 1 << 0,  /* a finite number within low … high */
    NNT_ACCEPT_INTEGER = 1 << 1, /* a whole number within low … high */
    NNT_ACCEPT_SEED = 1 << 2,    /* whole number or decimal string, 0 … 2^64-1, never rounded */
    NNT_ACCEPT_BOOLEAN = 1 << 3,
    NNT_ACCEPT_TEXT = 1 << 4,   /* any string */
    NNT_ACCEPT_PATH = 1 << 5,   /* a string, relative to the config's folder */
    NNT_ACCEPT_WORD = 1 << 6,   /* one of `words` */
    NNT_ACCEPT_NULL = 1 << 7,   /* null: switched off */
    NNT_ACCEPT_LIST = 1 << 8,   /* array whose elements follow `item` */
    NNT_ACCEPT_OBJECT = 1 << 9, /* object whose keys follow `section`; with NNT_ACCEPT_PATH, a path
                                   alone stands for its "path" */
    NNT_ACCEPT_CHOICE =
        1 << 10, /* row of the catalog kind `registry`: "name" or {"type": "name", …} */
    NNT_ACCEPT_MAP = 1 << 11, /* object with free keys whose values follow `item` */
    NNT_ABOVE_LOW = 1 << 12,  /* the range excludes low */
    NNT_BELOW_HIGH = 1 << 13, /* the range excludes high */
};

typedef struct nnt_option {
    const char *name;     /* key as written in the config; NULL ends a table */
    unsigned accepts;     /* NNT_ACCEPT_… bits */
    const char *fallback; /* default as JSON text; "" = absent unless given; NULL = must be given */
    /* Range of numbers, both 0: any finite number. Of a list or map that takes no
     * number: of its length. */
    double low, high;
    const char *words;    /* allowed words, separated by '|'; of a map that is not also a word:
                             its allowed keys */
    const char *registry; /* catalog kind of a choice: "activation", "source", … */
    /* Keys of an object; of a choice: keys that all its rows share. */
    const struct nnt_option *section;
    const struct nnt_option *item; /* one row: the element of a list or map */
    const char *help;              /* one line, no full stop */
} nnt_option;

/* A value that has been checked against its row. */
typedef enum nnt_value_kind {
    NNT_VALUE_ABSENT, /* not given and without a default, or null */
    NNT_VALUE_NUMBER,
    NNT_VALUE_BOOLEAN, /* number is 0 or 1 */
    NNT_VALUE_TEXT,
    NNT_VALUE_LIST,
    NNT_VALUE_MAP /* a list whose items have keys */
} nnt_value_kind;

typedef struct nnt_value {
    nnt_value_kind kind;
    double number;
    const char *text;              /* borrowed from the config */
    const char *key;               /* of an item of a map: borrowed from the config */
    const struct nnt_value *items; /* borrowed from the config; n_items elements */
    size_t n_items;
} nnt_value;

/* Most options that one row of a registry may have. */
enum { NNT_MAX_OPTIONS = 16 };

/* The index of an option that a row does not have. */
enum { NNT_NO_OPTION = -1 };

/* A row of a registry, as config and help know it. Modules embed it as the first
 * field of their descriptors: nnt_activation, nnt_optimizer, nnt_source, … */
typedef struct nnt_row {
    const char *name;          /* as written in the config: "leaky_relu" */
    const char *summary;       /* one line for `nntrain list` */
    const char *formula;       /* mathematics in plain text, or NULL */
    const char *source;        /* paper: author year, place; or NULL */
    const nnt_option *options; /* ends with a row whose name is NULL; may be NULL */
} nnt_row;

/* A named row with its checked options, in the order of the row's table. */
typedef struct nnt_choice {
    const char *name;
    nnt_value values[NNT_MAX_OPTIONS];
} nnt_choice;

/* Number of rows before the NULL row; 0 when `options` is NULL. */
NNT_API size_t nnt_option_count(const nnt_option *options);

/* The allowed keys of a map, separated by '|', or NULL: any. */
NNT_API const char *nnt_option_keys(const nnt_option *option);

/* Index of `name` in a table, or SIZE_MAX. */
NNT_API size_t nnt_option_find(const nnt_option *options, const char *name);

#ifdef __cplusplus
}
#endif
#endif
