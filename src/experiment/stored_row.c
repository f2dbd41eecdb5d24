/* Rows from run folders. */
#include "experiment/stored_row.h"

#include "experiment/folder_file.h"
#include <string.h>

nnt_status
nnt_stored_row_load(nnt_compare_job *job, size_t index, const char *path, nnt_error *error) {
    nnt_json_document config = {0};
    nnt_compare_row *row = &job->face.rows[index];
    nnt_run_reading *reading = &job->readings[index];
    nnt_status status = nnt_folder_file_read_json(path, "config.json", &config, error);
    if (!status) {
        status = nnt_run_reading_load(path, config.root, reading, error);
    }
    if (!status) {
        const char *task = nnt_json_text_of(config.root, "task");
        const bool is_regression = strcmp(task, "regression") == 0;
        job->face.has_targets = job->face.has_targets || is_regression;
        job->face.has_classes = job->face.has_classes || !is_regression;
        row->outcome = reading->outcome;
        memcpy(row->numbers, reading->numbers, sizeof row->numbers);
    }
    nnt_json_clear(&config);
    return status;
}
