/* Reports from folders. */
#include "nntrain/report.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_report.h"
#include "experiment/run_report.h"
#include "experiment/stored_comparison.h"
#include "output/compare_files.h"
#include "output/report_page.h"

static bool has_file(const char *folder, const char *name) {
    char *path = nnt_path_join(folder, name);
    const bool exists = path && nnt_file_exists(path);
    nnt_free(path);
    return exists;
}

static bool is_comparison(const char *folder) {
    return has_file(folder, NNT_COMPARE_TABLE_FILE);
}

/* A folder without any of the files is more likely a slip than half a run. */
static nnt_status check_folders(const char *const *folders, size_t n, nnt_error *error) {
    for (size_t i = 0; i < n; i++) {
        if (n > 1 && is_comparison(folders[i])) {
            return nnt_error_set(error, NNT_ERR_USAGE,
                                 "%s: is a comparison; a report of several takes run folders only",
                                 folders[i]);
        }
        if (!is_comparison(folders[i]) && !has_file(folders[i], "config.json")) {
            return nnt_error_set(error, NNT_ERR_IO,
                                 "%s: is no folder of a run or a comparison: it has neither "
                                 "config.json nor %s",
                                 folders[i], NNT_COMPARE_TABLE_FILE);
        }
    }
    return NNT_OK;
}

/* ---- several runs --------------------------------------------------------------- */

static nnt_status load_comparison(const char *const *folders,
                                  size_t n,
                                  nnt_comparison **comparison,
                                  nnt_error *error) {
    return is_comparison(folders[0]) ? nnt_stored_comparison_load(folders[0], comparison, error)
                                     : nnt_side_by_side_load(folders, n, comparison, error);
}

static nnt_status render_group(const char *const *folders,
                               size_t n,
                               const nnt_report_options *options,
                               nnt_text *text,
                               nnt_error *error) {
    const bool is_own = is_comparison(folders[0]);
    const nnt_compare_page page = {.has_config = is_own && has_file(folders[0], "config.json"),
                                   .has_links = is_own && !options->directory,
                                   .is_picture = options->picture != NULL};
    nnt_comparison *comparison = NULL;
    nnt_status status = load_comparison(folders, n, &comparison, error);
    status = status ? status : nnt_compare_report_render(comparison, &page, text, error);
    nnt_comparison_free(comparison);
    return status;
}

/* ---- the whole ------------------------------------------------------------------ */

/* Where the file goes; NULL when memory is out. */
static char *choose_path(const char *const *folders, size_t n, const nnt_report_options *options) {
    if (options->picture) {
        return nnt_copy_text(options->picture);
    }
    const char *folder = options->directory ? options->directory : n == 1 ? folders[0] : ".";
    return nnt_path_join(folder, NNT_REPORT_FILE);
}

nnt_status nnt_report_write(const char *const *folders,
                            size_t n_folders,
                            const nnt_report_options *options,
                            char **path,
                            nnt_messages *notes,
                            nnt_error *error) {
    nnt_text text = {0};
    char *target = choose_path(folders, n_folders, options);
    nnt_status status = check_folders(folders, n_folders, error);
    if (!status && n_folders == 1 && !is_comparison(folders[0]) && !options->picture) {
        status = nnt_run_report_render(folders[0], options->isa, &text, notes, error);
    } else if (!status) {
        status = render_group(folders, n_folders, options, &text, error);
    }
    if (!status && options->directory) {
        status = nnt_folder_create(options->directory, error);
    }
    if (!status && (!target || text.failed)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write a report");
    }
    status = status ? status : nnt_file_write(target, text.data, text.length, error);
    nnt_text_clear(&text);
    if (status) {
        nnt_free(target);
        return status;
    }
    *path = target;
    return NNT_OK;
}
