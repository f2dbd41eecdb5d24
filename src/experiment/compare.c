/* Comparing variants from the configs to the comparison's folder. */
#include "nntrain/compare.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/compare_grid.h"
#include "experiment/compare_job.h"
#include "experiment/compare_report.h"
#include "experiment/run_folder.h"
#include "output/compare_files.h"
#include "output/report_page.h"
#include <string.h>

size_t nnt_config_count_variants(const nnt_config *config) {
    const nnt_json *root = config->document.root;
    return nnt_json_get(root, "compare") ? nnt_grid_of(root).n_variants : 0;
}

size_t nnt_config_count_seeds(const nnt_config *config) {
    const nnt_json *seeds = nnt_json_find(config->document.root, "compare.seeds");
    if (!seeds) {
        return 0;
    }
    return seeds->type == NNT_JSON_ARRAY ? seeds->n_children : (size_t)seeds->number;
}

/* ---- the folder ------------------------------------------------------------ */

static nnt_status open_folder(nnt_compare_job *job, nnt_error *error) {
    const nnt_compare_options *options = job->options;
    const nnt_config *config = job->configs[0];
    const nnt_json *output = nnt_json_find(config->document.root, "output.directory");
    char *asked = NULL;
    if (options->directory) {
        asked = nnt_copy_text(options->directory);
    } else if (output && output->type == NNT_JSON_STRING) {
        asked = nnt_path_join(config->folder, output->text);
    }
    const bool needs_name = options->directory || (output && output->type == NNT_JSON_STRING);
    if (needs_name && !asked) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    const nnt_folder_use use =
        options->force || options->resume ? NNT_FOLDER_REPLACE : NNT_FOLDER_NEW;
    const nnt_status status =
        nnt_run_folder_open(asked, nnt_config_name(config), use, &job->folder, error);
    nnt_free(asked);
    job->directory = job->folder.path;
    job->face.directory = job->directory;
    return status;
}

static nnt_status
write_file(const nnt_compare_job *job, const char *name, nnt_text *text, nnt_error *error) {
    char *path = nnt_path_join(job->directory, name);
    nnt_status status = NNT_OK;
    if (!path || text->failed) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write %s", name);
    } else {
        status = nnt_file_write(path, text->data, text->length, error);
    }
    nnt_free(path);
    nnt_text_clear(text);
    return status;
}

static nnt_status write_table(const nnt_compare_job *job, nnt_error *error) {
    nnt_text text = {0};
    nnt_compare_csv_render(&job->face, &text);
    return write_file(job, NNT_COMPARE_TABLE_FILE, &text, error);
}

/* What other keys decide is left out where the config did not say it: a variant may
 * decide otherwise. */
static void remove_defaults(const nnt_config *config, nnt_json *root) {
    nnt_json *data = nnt_json_get(root, "data");
    static const char *const keys[] = {"scaling", "target_scaling"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (!nnt_json_get(nnt_json_get(config->given.root, "data"), keys[i])) {
            nnt_json_remove(data, keys[i]);
        }
    }
    if (!nnt_json_get(config->given.root, "loss")) {
        nnt_json_remove(root, "loss");
    }
}

static nnt_status write_config(const nnt_compare_job *job, nnt_error *error) {
    nnt_text text = {0};
    nnt_json_document tree = {0};
    char *whole =
        nnt_config_text_with_paths(job->configs[0], NNT_PATHS_AS_SEEN_FROM, job->directory, NULL);
    nnt_status status = NNT_ERR_MEMORY;
    if (whole) {
        status = nnt_json_read(whole, strlen(whole), "config.json", &tree, NULL, error);
    }
    if (status == NNT_OK) {
        remove_defaults(job->configs[0], tree.root);
        nnt_json_write(&text, tree.root, 0);
        nnt_text_add(&text, "\n");
        status = write_file(job, "config.json", &text, error);
    } else {
        nnt_error_set(error, status, "no memory to write config.json");
    }
    nnt_json_clear(&tree);
    nnt_free(whole);
    return status;
}

/* The table is there from the beginning, so that the folder counts as used. */
static nnt_status begin_folder(nnt_compare_job *job, nnt_error *error) {
    nnt_status status = open_folder(job, error);
    if (!status && job->options->resume) {
        status = nnt_compare_job_look_back(job, error);
    }
    if (!status && job->n_configs == 1) {
        status = write_config(job, error);
    }
    if (!status) {
        status = write_table(job, error);
    }
    return status;
}

static bool wants_report(const nnt_compare_job *job) {
    const nnt_json *wanted = nnt_json_find(job->configs[0]->document.root, "output.report");
    return !wanted || wanted->number != 0;
}

/* The summary comes last, so that a folder with a summary is complete. */
static nnt_status finish_folder(const nnt_compare_job *job, nnt_error *error) {
    enum { TABLE, REPORT, SUMMARY, N_FILES };
    nnt_text texts[N_FILES] = {{0}};
    nnt_new_file files[N_FILES];
    size_t n_files = 0;
    static const char *const names[N_FILES] = {NNT_COMPARE_TABLE_FILE, NNT_REPORT_FILE,
                                               NNT_COMPARE_SUMMARY_FILE};
    nnt_status status = NNT_OK;
    nnt_compare_csv_render(&job->face, &texts[TABLE]);
    nnt_compare_summary_render(&job->face, &texts[SUMMARY]);
    if (job->face.has_report) {
        const nnt_compare_page page = {.has_config = job->n_configs == 1, .has_links = true};
        status = nnt_compare_report_render(&job->face, &page, &texts[REPORT], error);
    }
    for (size_t i = 0; i < N_FILES && !status; i++) {
        if (texts[i].failed) {
            status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write %s", names[i]);
        } else if (texts[i].data) {
            files[n_files++] = (nnt_new_file){names[i], texts[i].data, texts[i].length};
        }
    }
    status = status ? status : nnt_files_write(job->directory, files, n_files, error);
    for (size_t i = 0; i < N_FILES; i++) {
        nnt_text_clear(&texts[i]);
    }
    return status;
}

/* ---- the whole ------------------------------------------------------------- */

static bool is_known(const nnt_messages *notes, const char *text) {
    size_t i = 0;
    while (i < notes->count && strcmp(notes->items[i].text, text) != 0) {
        i++;
    }
    return i < notes->count;
}

/* Every note once, in the order of the rows. */
static void hand_over_notes(const nnt_compare_job *job, nnt_messages *notes) {
    for (size_t i = 0; notes && i < job->face.n_rows; i++) {
        for (size_t k = 0; k < job->notes[i].count; k++) {
            const nnt_message *note = &job->notes[i].items[k];
            if (!is_known(notes, note->text)) {
                nnt_messages_add(notes, note->line, note->column, "%s", note->text);
            }
        }
    }
}

nnt_status nnt_compare_run(const nnt_config *const *configs,
                           size_t n_configs,
                           const nnt_compare_options *options,
                           nnt_comparison **comparison,
                           nnt_messages *notes,
                           nnt_error *error) {
    nnt_compare_job *job = nnt_allocate(1, sizeof *job);
    if (!job) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a comparison");
    }
    job->configs = configs;
    job->n_configs = n_configs;
    job->options = options;
    job->face.has_report = wants_report(job);
    nnt_status status = nnt_compare_job_set_up(job, error);
    if (!status) {
        status = begin_folder(job, error);
    }
    if (!status) {
        status = nnt_compare_job_carry_out(job, error);
        hand_over_notes(job, notes);
    }
    if (!status) {
        status = nnt_compare_job_sum_up(job, error);
    }
    if (!status) {
        status = finish_folder(job, error);
    }
    if (status) {
        nnt_comparison_free(&job->face);
        return status;
    }
    *comparison = &job->face;
    return NNT_OK;
}

/* The face is the job's first field. */
void nnt_comparison_free(nnt_comparison *comparison) {
    nnt_compare_job *job = (nnt_compare_job *)comparison;
    if (!job) {
        return;
    }
    for (size_t i = 0; i < job->face.n_rows; i++) {
        nnt_run_reading_clear(&job->readings[i]);
        nnt_messages_clear(&job->notes[i]);
    }
    nnt_json_clear(&job->strings);
    nnt_run_folder_close(&job->folder);
    nnt_free(job->paths);
    nnt_free(job->columns);
    nnt_free(job->origins);
    nnt_free(job->settings);
    nnt_free(job->states);
    nnt_free(job->readings);
    nnt_free(job->notes);
    nnt_free(job->rules);
    nnt_free(job->verdict_counts);
    nnt_free(job->face.variants);
    nnt_free(job->face.rows);
    nnt_free(job);
}
