/* A CSV file in memory: checked text, and the places that messages name. */
#ifndef NNT_DATA_CSV_FILE_H
#define NNT_DATA_CSV_FILE_H

#include "nntrain/status.h"
#include <stddef.h>

typedef struct nnt_csv_file {
    char *name;       /* as messages show it */
    char *data;       /* the whole file; ends in NUL */
    const char *text; /* behind a byte order mark */
    const char *end;  /* of the text: the final NUL */
} nnt_csv_file;

/* Reads a file, plain or packed with gzip, or standard input for "-". Anything but UTF-8 without NUL bytes is
 * NNT_ERR_DATA, so that readers may take the first NUL for the end. */
NNT_MUST_CHECK nnt_status nnt_csv_file_open(const char *path, nnt_csv_file *file, nnt_error *error);
void nnt_csv_file_clear(nnt_csv_file *file);

/* An NNT_ERR_DATA "name:line:column: …" at a place in the text. Lines end with LF,
 * CR or CRLF; columns count characters; both from 1. The place is found by going
 * through the text, which only errors need. */
nnt_status nnt_csv_file_refuse(const nnt_csv_file *file,
                               const char *at,
                               nnt_error *error,
                               const char *format,
                               ...) NNT_PRINTF(4, 5);

#endif
