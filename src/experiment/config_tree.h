/* The inside of a configuration, for the folder that reads and carries it out. */
#ifndef NNT_EXPERIMENT_CONFIG_TREE_H
#define NNT_EXPERIMENT_CONFIG_TREE_H

#include "base/json.h"
#include "base/text.h"
#include "experiment/config_problems.h"
#include "nntrain/config.h"

struct nnt_config {
    nnt_json_document document; /* the resolved tree: every key present that has a value */
    nnt_json_document given;    /* the tree as it was read, overrides applied, without defaults */
    char *text;                 /* the resolved tree as JSON */
    char *folder;               /* relative paths start here */
    size_t memory;              /* bytes that there are for data; 0: nobody asks */
};

/* A config from a tree as it is read: defaults put in, checked, completed. `file`
 * stands in messages, and names the config when the tree does not. The tree is
 * taken over. NULL when there are problems, which go to `problems`. */
nnt_config *
nnt_config_from_tree(nnt_json_document *tree, const char *folder, nnt_problems *problems);

/* How paths are written in a copy of the config. */
typedef enum nnt_path_style {
    NNT_PATHS_AS_SEEN_FROM, /* relative to `folder`, so that the copy there means the same files */
    NNT_PATHS_BARE /* file names alone: a model carries no paths of the machine it was made on */
} nnt_path_style;

/* The resolved config with its paths rewritten; new string (nnt_free), NULL
 * when memory is out. `folder` only for NNT_PATHS_AS_SEEN_FROM. "-" and absolute
 * paths stay as they are in the first style. `fingerprint` (or NULL) is that of the
 * model which network.initial_weights names, and is put in there. */
char *nnt_config_text_with_paths(const nnt_config *config,
                                 nnt_path_style style,
                                 const char *folder,
                                 const char *fingerprint);

#endif
