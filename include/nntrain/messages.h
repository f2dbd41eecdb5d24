/* A list of messages for the user: all problems of a config in one pass, or the
 * decisions that a reader took ("delimiter ';' found"). The library prints
 * nothing; it hands such lists to its caller. */
#ifndef NNTRAIN_MESSAGES_H
#define NNTRAIN_MESSAGES_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_message {
    size_t line, column; /* place in the file, from 1; 0 when there is none */
    char *text;          /* the whole line as shown to the user */
} nnt_message;

/* Start with all fields zero. The list owns its texts. */
typedef struct nnt_messages {
    nnt_message *items;
    size_t count;
    size_t capacity;
    int lost; /* messages that did not fit into memory */
} nnt_messages;

/* Appends a message. Cannot fail for the caller: when memory is out, `lost`
 * counts what is missing. `list` may be NULL, then nothing happens. */
NNT_API void
nnt_messages_add(nnt_messages *list, size_t line, size_t column, const char *format, ...)
    NNT_PRINTF(4, 5);

/* Sorts by place, messages without one last, and keeps the order of those at the
 * same place. Leaves the list as it is when memory is out. */
NNT_API void nnt_messages_sort(nnt_messages *list);

/* Frees the texts and empties the list, which can be used again. */
NNT_API void nnt_messages_clear(nnt_messages *list);

#ifdef __cplusplus
}
#endif
#endif
