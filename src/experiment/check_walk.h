/* The walk that checks a tree: what its files share. */
#ifndef NNT_EXPERIMENT_CHECK_WALK_H
#define NNT_EXPERIMENT_CHECK_WALK_H

#include "experiment/config_problems.h"
#include "nntrain/option.h"
#include <stdbool.h>

/* Where results and problems go. */
typedef struct nnt_check {
    nnt_json_document *tree;
    nnt_problems *problems;
} nnt_check;

/* The keys that an object may have. */
typedef struct nnt_key_tables {
    const nnt_option *own, *shared; /* of a row: its own options and those of all; may be NULL */
    const char *words;              /* of a map: "a|b|c"; may be NULL */
    bool has_type;                  /* "type" is a key as well */
} nnt_key_tables;

/* The complete form of a value, or NULL when it had problems. */
nnt_json *nnt_check_value(const nnt_check *check,
                          const nnt_option *option,
                          const nnt_json *value,
                          const nnt_where *where);
nnt_json *nnt_check_object(const nnt_check *check,
                           const nnt_option *option,
                           const nnt_json *value,
                           const nnt_where *where);
/* The object that a path alone stands for. */
nnt_json *nnt_check_path(const nnt_check *check,
                         const nnt_option *option,
                         const nnt_json *path,
                         const nnt_where *where);
/* A row of a registry, by `given`: the object that names it, or the name. */
nnt_json *nnt_check_row(const nnt_check *check,
                        const nnt_option *option,
                        const nnt_row *row,
                        const nnt_json *given,
                        const nnt_where *where);
const nnt_row *nnt_check_find_row(const nnt_option *option, const char *name);
bool nnt_check_is_in_range(const nnt_option *option, double number);

/* New nodes of the result; NULL is noted as memory that is out. */
nnt_json *nnt_check_keep(const nnt_check *check, nnt_json *node);
nnt_json *nnt_check_new(const nnt_check *check, nnt_json_type type, const nnt_json *like);
nnt_json *nnt_check_copy(const nnt_check *check, const nnt_json *value);
/* Puts a checked value (NULL: it had problems) into an object or list. */
void nnt_check_append(const nnt_check *check, nnt_json *parent, const char *key, nnt_json *value);

/* Problems. Those that return a node return NULL. */
nnt_json *nnt_check_refuse(const nnt_check *check,
                           const nnt_option *option,
                           const nnt_json *value,
                           const nnt_where *where,
                           const char *found);
nnt_json *nnt_check_refuse_type(const nnt_check *check,
                                const nnt_option *option,
                                const nnt_json *value,
                                const nnt_where *where);
nnt_json *nnt_check_refuse_name(const nnt_check *check,
                                const nnt_option *option,
                                const nnt_json *value,
                                const nnt_where *where);
void nnt_check_refuse_key(const nnt_check *check,
                          nnt_key_tables tables,
                          const nnt_json *member,
                          const nnt_where *where);
void nnt_check_refuse_length(const nnt_check *check,
                             const nnt_option *option,
                             const nnt_json *value,
                             const nnt_where *where,
                             size_t length);

#endif
