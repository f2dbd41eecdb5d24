/* Files of a run folder read back. */
#ifndef NNT_EXPERIMENT_FOLDER_FILE_H
#define NNT_EXPERIMENT_FOLDER_FILE_H

#include "base/json.h"
#include "nntrain/status.h"

/* The whole file with a final NUL (nnt_free). NNT_ERR_IO with path and reason. */
NNT_MUST_CHECK nnt_status nnt_folder_file_read(
    const char *folder, const char *name, char **text, size_t *length, nnt_error *error);

/* The file as JSON; NNT_ERR_IO too when it is none. */
NNT_MUST_CHECK nnt_status nnt_folder_file_read_json(const char *folder,
                                                    const char *name,
                                                    nnt_json_document *document,
                                                    nnt_error *error);

/* Members of an object: NaN, 0 and "" when it has no such number or text. */
double nnt_json_number_of(const nnt_json *object, const char *key);
size_t nnt_json_count_of(const nnt_json *object, const char *key);
const char *nnt_json_text_of(const nnt_json *object, const char *key);

#endif
