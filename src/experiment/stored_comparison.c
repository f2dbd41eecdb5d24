/* Reading the folder of a comparison. */
#include "experiment/stored_comparison.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/number.h"
#include "data/csv_reader.h"
#include "experiment/compare_job.h"
#include "experiment/folder_file.h"
#include "experiment/stored_row.h"
#include "output/compare_files.h"
#include <math.h>
#include <string.h>

/* The file while it is read. Its columns: the variant, what is varied, the seed, the
 * status, numbers, and folder and message last. */
typedef struct table_reader {
    nnt_compare_job *job;
    nnt_csv_file file;
    nnt_csv_cursor cursor;
    size_t seed, fold, status, folder, message; /* columns */
} table_reader;

static size_t find_column(const nnt_csv_cursor *cursor, const char *name) {
    size_t c = 0;
    while (c < cursor->n_fields && !nnt_csv_field_equals(&cursor->fields[c], name)) {
        c++;
    }
    return c;
}

/* Starts from the first row again; the header is checked and passed over. */
static nnt_status rewind_table(table_reader *it, nnt_error *error) {
    bool is_there = false;
    nnt_csv_cursor_clear(&it->cursor);
    nnt_csv_cursor_start(&it->file, ',', 0, &it->cursor);
    const nnt_status status = nnt_csv_cursor_next(&it->cursor, &is_there, error);
    if (status) {
        return status;
    }
    const size_t n = it->cursor.n_fields;
    it->seed = find_column(&it->cursor, "seed");
    it->fold = find_column(&it->cursor, "fold");
    it->job->face.has_folds = it->fold < n;
    it->status = find_column(&it->cursor, "status");
    it->folder = find_column(&it->cursor, "folder");
    it->message = find_column(&it->cursor, "message");
    if (!is_there || it->seed == 0 || it->status != it->seed + (it->fold < n ? 2 : 1) ||
        it->folder >= n || it->message >= n) {
        return nnt_csv_file_refuse(&it->file, it->file.text, error,
                                   "expected the columns of a comparison");
    }
    it->cursor.n_required = n;
    return NNT_OK;
}

/* Bytes of a run's folder that name its variant: without "-s1". */
static size_t measure_stem(const nnt_csv_field *folder) {
    size_t length = folder->length;
    while (length > 0 && folder->text[length - 1] != '-') {
        length--;
    }
    return length;
}

static bool has_stem(const nnt_csv_field *folder, const nnt_csv_field *other) {
    const size_t length = measure_stem(folder);
    return measure_stem(other) == length && memcmp(folder->text, other->text, length) == 0;
}

static nnt_status measure(table_reader *it, nnt_compare_sizes *sizes, nnt_error *error) {
    nnt_csv_field before = {.text = NULL};
    bool is_there = true;
    nnt_status status = rewind_table(it, error);
    sizes->n_columns = it->seed - 1;
    while (!status && is_there) {
        status = nnt_csv_cursor_next(&it->cursor, &is_there, error);
        if (!status && is_there) {
            const nnt_csv_field folder = it->cursor.fields[it->folder];
            sizes->n_variants += !before.text || !has_stem(&folder, &before);
            sizes->n_rows++;
            before = folder;
        }
    }
    sizes->n_settings = sizes->n_columns * sizes->n_variants;
    if (!status && (sizes->n_rows == 0 || sizes->n_rows > NNT_MAX_COMPARE_RUNS)) {
        status =
            nnt_csv_file_refuse(&it->file, it->file.text, error, "expected 1 to %d runs, found %zu",
                                NNT_MAX_COMPARE_RUNS, sizes->n_rows);
    }
    return status;
}

/* ---- filling -------------------------------------------------------------------- */

static const char *keep_field(nnt_compare_job *job, const nnt_csv_field *field) {
    char *text = nnt_csv_field_copy(field);
    const char *kept = text ? nnt_compare_job_keep(job, text) : "";
    job->out_of_memory = job->out_of_memory || !text;
    nnt_free(text);
    return kept;
}

static void set_columns(table_reader *it) {
    for (size_t c = 0; c < it->job->face.n_columns; c++) {
        it->job->columns[c] = keep_field(it->job, &it->cursor.fields[c + 1]);
        it->job->paths[c] = it->job->columns[c];
    }
}

/* A value that is not set in the variant is an empty field. */
static void set_variant(table_reader *it, size_t v) {
    nnt_compare_job *job = it->job;
    nnt_variant *variant = &job->face.variants[v];
    nnt_setting *settings = job->settings + v * job->face.n_columns;
    variant->label = keep_field(job, &it->cursor.fields[0]);
    variant->settings = settings;
    for (size_t c = 0; c < job->face.n_columns; c++) {
        const nnt_csv_field *field = &it->cursor.fields[c + 1];
        if (field->length > 0) {
            const char *value = keep_field(job, field);
            settings[variant->n_settings++] = (nnt_setting){job->paths[c], value, value};
        }
    }
}

/* The texts of these two stand for runs without a folder. */
static const char *find_outcome(const nnt_csv_field *status) {
    return nnt_csv_field_equals(status, NNT_COMPARE_FAILED)    ? NNT_COMPARE_FAILED
           : nnt_csv_field_equals(status, NNT_COMPARE_NOT_RUN) ? NNT_COMPARE_NOT_RUN
                                                               : NULL;
}

static nnt_status load_run(table_reader *it, size_t index, nnt_error *error) {
    nnt_compare_row *row = &it->job->face.rows[index];
    char *path = nnt_path_join(it->job->directory, row->folder);
    const nnt_status status = path ? nnt_stored_row_load(it->job, index, path, error)
                                   : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    nnt_free(path);
    return status;
}

static nnt_status set_row(table_reader *it, size_t index, size_t variant, nnt_error *error) {
    nnt_compare_job *job = it->job;
    nnt_compare_row *row = &job->face.rows[index];
    const nnt_csv_field *fields = it->cursor.fields;
    const nnt_csv_field *seed = &fields[it->seed];
    if (!nnt_number_parse_unsigned(seed->text, seed->length, &row->seed)) {
        return nnt_csv_file_refuse(&it->file, seed->start, error, "expected a seed");
    }
    if (job->face.has_folds) {
        const nnt_csv_field *fold = &fields[it->fold];
        uint64_t number = 0;
        if (!nnt_number_parse_unsigned(fold->text, fold->length, &number)) {
            return nnt_csv_file_refuse(&it->file, fold->start, error, "expected a fold");
        }
        row->fold = (size_t)number;
    }
    row->variant = variant;
    row->folder = keep_field(job, &fields[it->folder]);
    row->message = keep_field(job, &fields[it->message]);
    row->outcome = find_outcome(&fields[it->status]);
    row->is_kept = true;
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        row->numbers[i] = (double)NAN;
    }
    if (!row->outcome) {
        return load_run(it, index, error);
    }
    row->status = strcmp(row->outcome, NNT_COMPARE_FAILED) == 0 ? NNT_ERR_IO : NNT_OK;
    return NNT_OK;
}

static nnt_status fill(table_reader *it, nnt_error *error) {
    nnt_csv_field before = {.text = NULL};
    size_t variant = 0;
    nnt_status status = rewind_table(it, error);
    if (!status) {
        set_columns(it);
    }
    for (size_t row = 0; row < it->job->face.n_rows && !status; row++) {
        bool is_there = false;
        status = nnt_csv_cursor_next(&it->cursor, &is_there, error);
        if (!status) {
            const nnt_csv_field folder = it->cursor.fields[it->folder];
            const bool is_new = !before.text || !has_stem(&folder, &before);
            variant += is_new && before.text;
            if (is_new) {
                set_variant(it, variant);
            }
            before = folder;
            status = set_row(it, row, variant, error);
        }
    }
    return status;
}

static nnt_status read_table(nnt_compare_job *job, nnt_error *error) {
    table_reader it = {.job = job};
    nnt_compare_sizes sizes = {0};
    char *path = nnt_path_join(job->directory, NNT_COMPARE_TABLE_FILE);
    nnt_status status = path ? nnt_csv_file_open(path, &it.file, error) : NNT_ERR_MEMORY;
    if (!status) {
        status = measure(&it, &sizes, error);
    }
    if (!status) {
        status = nnt_compare_job_allocate(job, &sizes) ? fill(&it, error) : NNT_ERR_MEMORY;
    }
    if (status == NNT_ERR_MEMORY || (!status && job->out_of_memory)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to read a comparison");
    }
    nnt_csv_cursor_clear(&it.cursor);
    nnt_csv_file_clear(&it.file);
    nnt_free(path);
    return status;
}

/* ---- the whole ------------------------------------------------------------------ */

/* Name, description and how it ended; an interrupted comparison has them too. */
static nnt_status describe(nnt_compare_job *job, nnt_error *error) {
    nnt_json_document summary = {0};
    const nnt_status status =
        nnt_folder_file_read_json(job->directory, NNT_COMPARE_SUMMARY_FILE, &summary, error);
    if (!status) {
        job->face.directory = job->directory;
        job->face.name = nnt_compare_job_keep(job, nnt_json_text_of(summary.root, "name"));
        job->face.description =
            nnt_compare_job_keep(job, nnt_json_text_of(summary.root, "description"));
        job->face.was_interrupted =
            strcmp(nnt_json_text_of(summary.root, "status"), "interrupted") == 0;
    }
    nnt_json_clear(&summary);
    return status;
}

nnt_status
nnt_stored_comparison_load(const char *folder, nnt_comparison **comparison, nnt_error *error) {
    nnt_compare_job *job = nnt_allocate(1, sizeof *job);
    char *directory = nnt_copy_text(folder);
    if (!job || !directory) {
        nnt_free(job);
        nnt_free(directory);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to read a comparison");
    }
    job->folder.path = directory;
    job->directory = directory;
    nnt_status status = describe(job, error);
    status = status ? status : read_table(job, error);
    status = status ? status : nnt_compare_job_sum_up(job, error);
    if (status) {
        nnt_comparison_free(&job->face);
        return status;
    }
    *comparison = &job->face;
    return NNT_OK;
}
