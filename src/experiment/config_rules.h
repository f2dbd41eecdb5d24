/* What the option table cannot say: defaults and limits of one key that depend on
 * others. */
#ifndef NNT_EXPERIMENT_CONFIG_RULES_H
#define NNT_EXPERIMENT_CONFIG_RULES_H

#include "experiment/config_problems.h"

/* What a config's name may consist of, since it names a folder; the first letter is
 * neither "." nor "-". */
#define NNT_NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

/* Writes into the tree as it was read what depends on other keys and is missing:
 * the name (from `file`), the loss and the scaling of targets (by the task), the
 * scaling of features (by the training source), the batch_size (by the optimizer).
 * False when memory is out. */
bool nnt_config_add_defaults(nnt_json_document *document, const char *file);

/* Puts a string in where an object has no such key. False when memory is out. */
bool nnt_config_set_missing(nnt_json_document *document,
                            nnt_json *object,
                            const char *key,
                            const char *text);

/* Refuses a value by a rule; `path` is its dotted path. The text is cleared. */
void nnt_rule_refuse(nnt_problems *problems,
                     const nnt_json *value,
                     const char *path,
                     nnt_text *text);

/* Checks the complete tree. Values that had problems of their own are not in it,
 * and rules that need them are passed over. */
void nnt_config_check_rules(const nnt_json *root, nnt_problems *problems);

#endif
