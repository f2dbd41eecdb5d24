/* Where the config of a run that is there differs from one that is given. */
#ifndef NNT_EXPERIMENT_CONFIG_DIFFERENCE_H
#define NNT_EXPERIMENT_CONFIG_DIFFERENCE_H

#include "base/json.h"
#include "base/text.h"
#include <stdbool.h>

/* Whether the values at a dotted path may differ, and all below them. */
typedef bool nnt_is_free_key(const char *path);

/* True when a value differs, or is in one of them only; `path`, which is empty before,
 * then holds its dotted path: none for the whole. `is_free` NULL: no key is. Whoever calls
 * looks at path->failed, too. */
bool nnt_config_find_difference(const nnt_json *before,
                                const nnt_json *now,
                                nnt_is_free_key *is_free,
                                nnt_text *path);

/* Adds "it began with 3, now it is 4": the values at a path, long ones by their kind. */
void nnt_config_add_values(const nnt_json *before,
                           const nnt_json *now,
                           const char *path,
                           nnt_text *text);

#endif
