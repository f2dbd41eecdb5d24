/* Where a config has a key that was written in the wrong object. */
#ifndef NNT_EXPERIMENT_CONFIG_ELSEWHERE_H
#define NNT_EXPERIMENT_CONFIG_ELSEWHERE_H

#include <stdbool.h>

enum { NNT_PLACE_ROOM = 128 };

/* The path of the key that is nearest to the root: "training.epochs" for epochs; of what can
 * be named, too: "training.optimizer.momentum". False when there is none. */
bool nnt_config_find_elsewhere(const char *key, char place[NNT_PLACE_ROOM]);

#endif
