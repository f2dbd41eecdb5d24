/* Reading whole files of a run folder. */
#include "experiment/folder_file.h"

#include "base/file.h"
#include "base/memory.h"
#include <math.h>

static const size_t largest_file = (size_t)1 << 32; /* bytes */
static const double largest_count = 9007199254740992.0;

nnt_status nnt_folder_file_read(
    const char *folder, const char *name, char **text, size_t *length, nnt_error *error) {
    char *path = nnt_path_join(folder, name);
    if (!path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    const nnt_status status = nnt_file_read(path, largest_file, text, length, error);
    nnt_free(path);
    return status;
}

nnt_status nnt_folder_file_read_json(const char *folder,
                                     const char *name,
                                     nnt_json_document *document,
                                     nnt_error *error) {
    char *text = NULL;
    size_t length = 0;
    nnt_status status = nnt_folder_file_read(folder, name, &text, &length, error);
    if (!status) {
        status = nnt_json_read(text, length, name, document, NULL, error);
    }
    nnt_free(text);
    return status == NNT_ERR_CONFIG ? NNT_ERR_IO : status;
}

double nnt_json_number_of(const nnt_json *object, const char *key) {
    const nnt_json *value = nnt_json_get(object, key);
    return value && value->type == NNT_JSON_NUMBER ? value->number : (double)NAN;
}

size_t nnt_json_count_of(const nnt_json *object, const char *key) {
    const double number = nnt_json_number_of(object, key);
    return number >= 0 && number <= largest_count ? (size_t)number : 0;
}

const char *nnt_json_text_of(const nnt_json *object, const char *key) {
    const nnt_json *value = nnt_json_get(object, key);
    return value && value->type == NNT_JSON_STRING ? value->text : "";
}
