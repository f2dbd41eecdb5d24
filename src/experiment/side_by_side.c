/* Run folders as the rows of a comparison. */
#include "experiment/stored_comparison.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_job.h"
#include "experiment/folder_file.h"
#include "experiment/stored_row.h"
#include <math.h>
#include <string.h>

/* A run folder and the group of its like. */
typedef struct entry {
    const char *folder;
    uint64_t seed;
    size_t fold; /* that validates; 0: no cross-validation */
    size_t variant;
    char *essence; /* its config without what may differ within a variant */
} entry;

static nnt_status read_entry(entry *it, nnt_error *error) {
    nnt_json_document config = {0};
    nnt_text text = {0};
    nnt_status status = nnt_folder_file_read_json(it->folder, "config.json", &config, error);
    const nnt_json *seed = nnt_json_get(config.root, "seed");
    if (!status && (!seed || !nnt_json_unsigned(seed, &it->seed))) {
        status = nnt_error_set(error, NNT_ERR_DATA, "%s/config.json: has no seed", it->folder);
    }
    if (!status) {
        nnt_json *validation = nnt_json_find(config.root, "data.validation");
        it->fold = nnt_json_count_of(validation, "fold");
        nnt_json_remove(validation, "fold");
        nnt_json_remove(config.root, "seed");
        nnt_json_remove(config.root, "name");
        nnt_json_remove(config.root, "description");
        nnt_json_remove(config.root, "output");
        nnt_json_write_compact(&text, config.root);
        it->essence = nnt_text_take(&text);
        status =
            it->essence ? NNT_OK : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a config");
    }
    nnt_text_clear(&text);
    nnt_json_clear(&config);
    return status;
}

/* The first entry with the same essence gives the variant; a new one is the next. */
static size_t group(entry *entries, size_t n) {
    size_t n_variants = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (strcmp(entries[k].essence, entries[i].essence) != 0) {
            k++;
        }
        entries[i].variant = k < i ? entries[k].variant : n_variants++;
    }
    return n_variants;
}

/* "runs/iris/" is "iris". */
static const char *keep_name(nnt_compare_job *job, const char *folder) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    char *trimmed = nnt_copy_bytes(folder, length);
    const char *kept = trimmed ? nnt_compare_job_keep(job, nnt_path_name(trimmed)) : "";
    job->out_of_memory = job->out_of_memory || !trimmed;
    nnt_free(trimmed);
    return kept;
}

static nnt_status add_row(nnt_compare_job *job, size_t index, const entry *it, nnt_error *error) {
    nnt_compare_row *row = &job->face.rows[index];
    nnt_variant *variant = &job->face.variants[it->variant];
    *row = (nnt_compare_row){.variant = it->variant,
                             .seed = it->seed,
                             .fold = it->fold,
                             .folder = nnt_compare_job_keep(job, it->folder),
                             .message = "",
                             .is_kept = true};
    job->face.has_folds = job->face.has_folds || it->fold > 0;
    if (!variant->label) {
        variant->label = keep_name(job, it->folder);
    }
    return nnt_stored_row_load(job, index, it->folder, error);
}

/* The rows of a variant stand together. */
static nnt_status fill(nnt_compare_job *job, const entry *entries, size_t n, nnt_error *error) {
    size_t index = 0;
    nnt_status status = NNT_OK;
    for (size_t v = 0; v < job->face.n_variants; v++) {
        for (size_t i = 0; i < n && !status; i++) {
            if (entries[i].variant == v) {
                status = add_row(job, index++, &entries[i], error);
            }
        }
    }
    job->face.name = "runs side by side";
    job->face.description = "";
    job->face.directory = ".";
    return status;
}

static nnt_status build(nnt_compare_job *job, entry *entries, size_t n, nnt_error *error) {
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        status = read_entry(&entries[i], error);
    }
    if (status) {
        return status;
    }
    const nnt_compare_sizes sizes = {.n_variants = group(entries, n), .n_rows = n};
    if (!nnt_compare_job_allocate(job, &sizes)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a comparison");
    }
    status = fill(job, entries, n, error);
    return status ? status : nnt_compare_job_sum_up(job, error);
}

nnt_status nnt_side_by_side_load(const char *const *folders,
                                 size_t n_folders,
                                 nnt_comparison **comparison,
                                 nnt_error *error) {
    nnt_compare_job *job = nnt_allocate(1, sizeof *job);
    entry *entries = nnt_allocate(n_folders, sizeof *entries);
    nnt_status status = NNT_ERR_MEMORY;
    if (job && entries) {
        for (size_t i = 0; i < n_folders; i++) {
            entries[i].folder = folders[i];
        }
        status = build(job, entries, n_folders, error);
    } else {
        nnt_error_set(error, status, "no memory for a comparison");
    }
    for (size_t i = 0; entries && i < n_folders; i++) {
        nnt_free(entries[i].essence);
    }
    nnt_free(entries);
    if (status) {
        nnt_comparison_free(job ? &job->face : NULL);
        return status;
    }
    *comparison = &job->face;
    return NNT_OK;
}
