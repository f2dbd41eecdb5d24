/* Everything that `nntrain explain` has something to say on, shelf by shelf. */
#ifndef NNT_CLI_TOPICS_H
#define NNT_CLI_TOPICS_H

#include "nntrain/option.h"

enum { NNT_TOPIC_NAME_SIZE = 96, NNT_TOPIC_SUMMARY_SIZE = 160 };

typedef struct nnt_cli_topic {
    const char *shelf;         /* "verdicts"; also a name under which the shelf is listed */
    const char *kind;          /* one of them: "verdict"; valid during the visit */
    const char *name;          /* valid during the visit */
    const char *summary;       /* one line; valid during the visit */
    const char *page;          /* paragraphs, or NULL */
    const nnt_row *row;        /* of what a config can name; else NULL */
    const nnt_option *setting; /* a key of the config, or an option of such a thing; else NULL */
} nnt_cli_topic;

typedef void nnt_topic_visitor(void *context, const nnt_cli_topic *topic);

/* In the order in which they are listed; those of a shelf follow each other. */
void nnt_topics_visit(nnt_topic_visitor *visit, void *context);

/* The keys of a setting that is an object, or of the objects in a list; else NULL. */
const nnt_option *nnt_topic_section(const nnt_option *setting);

/* Whether a topic goes by this name: '-' and '_' and the cases of ASCII letters are
 * alike, and a key or option also goes by its last parts: "early_stopping.patience". */
bool nnt_topic_is_named(const nnt_cli_topic *topic, const char *name);

#endif
