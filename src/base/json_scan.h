/* The scanner in front of cJSON: checks a text against RFC 8259, strictly and with
 * places, and prepares the copy that cJSON reads. */
#ifndef NNT_BASE_JSON_SCAN_H
#define NNT_BASE_JSON_SCAN_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stddef.h>

/* Where a value stands. Lines and columns count from 1, columns in characters. */
typedef struct nnt_json_place {
    size_t line, column;
    size_t key_line, key_column; /* 0 outside of objects */
    size_t offset, length;       /* of a number's own text; 0 for other values */
} nnt_json_place;

/* What a scan found. Start with all fields zero. */
typedef struct nnt_json_scan {
    char *copy;             /* the text with comments, byte order mark and numbers blanked; a
                               number leaves "0", since cJSON would round it */
    nnt_json_place *places; /* one per value, in document order, parents first */
    size_t n_places;
    size_t capacity;
} nnt_json_scan;

/* Ends at the first error, as nnt_json_read says. The scan is to be cleared in
 * every case. */
NNT_MUST_CHECK nnt_status nnt_json_scan_text(const char *text,
                                             size_t length,
                                             const char *name,
                                             nnt_json_scan *scan,
                                             nnt_messages *problems,
                                             nnt_error *error);

void nnt_json_scan_clear(nnt_json_scan *scan);

#endif
