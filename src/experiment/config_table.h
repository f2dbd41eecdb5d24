/* The option table of the config, and the words in it that code asks for.
 *
 * Beside what nntrain/option.h says of a row: for lists and maps that take no
 * number, low … high is the range of their lengths; the `words` of a map are the
 * keys that it may have; the `section` of a choice that accepts no plain object
 * holds the keys that every row of the kind has beside its own. */
#ifndef NNT_EXPERIMENT_CONFIG_TABLE_H
#define NNT_EXPERIMENT_CONFIG_TABLE_H

#include "nntrain/config.h"
#include "schedule/schedule.h"

#define NNT_TASK_WORD_CLASSIFICATION "classification"
#define NNT_TASK_WORD_REGRESSION "regression"
#define NNT_INIT_AUTO "auto"
#define NNT_BATCH_FULL "full"
#define NNT_UNIT_STEP "step"
#define NNT_PATH_KEY "path" /* what a path alone stands for, where an object may be given, too */
#define NNT_START_PATH "network.initial_weights"
#define NNT_FINGERPRINT_KEY "fingerprint"
#define NNT_FINGERPRINT_PATH NNT_START_PATH "." NNT_FINGERPRINT_KEY
#define NNT_SCALING_MODEL "model" /* that of the model in network.initial_weights */
#define NNT_LAYERS_ALL "all"
#define NNT_LAYERS_HIDDEN "hidden"
#define NNT_LAYERS_NONE "none"
#define NNT_LEVEL_WORDS "off|standard|full" /* in the order of nnt_level */

enum { NNT_NUMBER_FORMS = NNT_ACCEPT_NUMBER | NNT_ACCEPT_INTEGER | NNT_ACCEPT_SEED };

/* The config as a whole, as one row. */
extern const nnt_option nnt_config_root;

/* True for "$schema" and "$comment", which every object may have and nobody reads. */
bool nnt_config_is_remark(const char *key);

/* Parts of the table. */
extern const nnt_option nnt_network_options[];
extern const nnt_option nnt_training_options[];
extern const nnt_option nnt_output_options[];

#endif
