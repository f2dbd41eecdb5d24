/* Reading the runs of a comparison for its report. */
#include "experiment/compare_report.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_row.h"
#include "experiment/folder_file.h"
#include "experiment/stored_run.h"
#include "output/report_page.h"
#include "output/report_spread.h"
#include "output/svg_profile.h"

/* Epochs that are kept of a run; fewer when there are very many runs. */
enum { MOST_EPOCHS = 200, LEAST_EPOCHS = 20, MOST_ROWS = 200000 };

static nnt_run_detail choose_detail(const nnt_comparison *comparison) {
    size_t last = 0;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const double epochs = comparison->rows[i].numbers[NNT_COMPARE_EPOCHS];
        last = epochs > (double)last ? (size_t)epochs : last;
    }
    size_t most = MOST_ROWS / (comparison->n_rows + 1);
    most = most > MOST_EPOCHS ? MOST_EPOCHS : most < LEAST_EPOCHS ? LEAST_EPOCHS : most;
    return (nnt_run_detail){.metrics = {.stride = nnt_report_stride(last, most)},
                            .layers = {.stride = 0}};
}

nnt_status nnt_compare_runs_load(const nnt_comparison *comparison,
                                 const char *directory,
                                 nnt_compare_runs *runs,
                                 nnt_error *error) {
    const nnt_run_detail detail = choose_detail(comparison);
    *runs = (nnt_compare_runs){.n = comparison->n_rows};
    runs->stored = nnt_allocate(runs->n, sizeof *runs->stored);
    runs->faces = nnt_allocate(runs->n, sizeof *runs->faces);
    nnt_status status = NNT_OK;
    if (!runs->stored || !runs->faces) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the runs of a report");
    }
    for (size_t i = 0; i < runs->n && !status; i++) {
        if (!nnt_compare_row_counts(&comparison->rows[i])) {
            continue;
        }
        char *folder = nnt_path_join(directory, comparison->rows[i].folder);
        status = folder ? nnt_stored_run_load(folder, detail, &runs->stored[i], error)
                        : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
        runs->faces[i] = &runs->stored[i].face;
        nnt_free(folder);
    }
    return status;
}

void nnt_compare_runs_clear(nnt_compare_runs *runs) {
    for (size_t i = 0; runs->stored && i < runs->n; i++) {
        nnt_stored_run_clear(&runs->stored[i]);
    }
    nnt_free(runs->stored);
    nnt_free(runs->faces);
    *runs = (nnt_compare_runs){.n = 0};
}

static nnt_status render(const nnt_report_group *group,
                         const nnt_compare_page *page,
                         nnt_text *text,
                         nnt_error *error) {
    if (!page->is_picture) {
        nnt_report_render_group(group, text);
        return NNT_OK;
    }
    nnt_svg_profile_add(text, group);
    return text->data || text->failed
               ? NNT_OK
               : nnt_error_set(error, NNT_ERR_USAGE,
                               "%s: no profile to draw: that takes two hidden layers or more, and "
                               "instruments that measured them",
                               group->comparison->name);
}

nnt_status nnt_compare_report_render(const nnt_comparison *comparison,
                                     const nnt_compare_page *page,
                                     nnt_text *text,
                                     nnt_error *error) {
    nnt_compare_runs runs;
    char *config = NULL;
    size_t length = 0;
    nnt_status status = nnt_compare_runs_load(comparison, comparison->directory, &runs, error);
    if (!status && page->has_config) {
        status =
            nnt_folder_file_read(comparison->directory, "config.json", &config, &length, error);
    }
    if (!status) {
        const nnt_report_group group = {.comparison = comparison,
                                        .runs = runs.faces,
                                        .config = config,
                                        .has_links = page->has_links};
        status = render(&group, page, text, error);
    }
    nnt_compare_runs_clear(&runs);
    nnt_free(config);
    return status;
}
