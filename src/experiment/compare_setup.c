/* Setting up a comparison: its variants, their labels, and a row for each seed. */
#include "experiment/compare_job.h"

#include "base/memory.h"
#include "experiment/compare_grid.h"
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define FOLDER_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=._,+-"

enum { MAX_FOLDER = 120 }; /* bytes of a folder's name, without the seed */

const char *nnt_compare_job_keep(nnt_compare_job *job, const char *text) {
    const nnt_json *kept = nnt_json_new_string(&job->strings, text);
    job->out_of_memory = job->out_of_memory || !kept;
    return kept ? kept->text : "";
}

const char *nnt_compare_job_keep_text(nnt_compare_job *job, nnt_text *text) {
    const char *kept = nnt_compare_job_keep(job, text->data ? text->data : "");
    job->out_of_memory = job->out_of_memory || text->failed;
    nnt_text_clear(text);
    return kept;
}

/* ---- seeds ---------------------------------------------------------------- */

/* The node that says the seeds of a config: its compare.seeds, that of the first
 * config that has some, or its own seed. */
static const nnt_json *find_seeds(const nnt_compare_job *job, size_t config) {
    const nnt_json *root = job->configs[config]->document.root;
    const nnt_json *seeds = nnt_json_find(root, "compare.seeds");
    for (size_t i = 0; i < job->n_configs && !seeds; i++) {
        seeds = nnt_json_find(job->configs[i]->document.root, "compare.seeds");
    }
    return seeds ? seeds : nnt_json_get(root, "seed");
}

static bool is_count(const nnt_json *seeds) {
    return seeds->type == NNT_JSON_NUMBER && !(seeds->key && strcmp(seeds->key, "seed") == 0);
}

static size_t count_seeds(const nnt_compare_job *job, size_t config) {
    const nnt_json *seeds = find_seeds(job, config);
    if (seeds->type == NNT_JSON_ARRAY) {
        return seeds->n_children;
    }
    return is_count(seeds) ? (size_t)seeds->number : 1;
}

/* Seed `index` of a config; the nodes have been checked. */
static uint64_t get_seed(const nnt_json *seeds, size_t index) {
    uint64_t seed = index + 1;
    if (!is_count(seeds)) {
        const nnt_json *node = seeds->type == NNT_JSON_ARRAY ? seeds->first : seeds;
        for (; index > 0; index--) {
            node = node->next;
        }
        (void)nnt_json_unsigned(node, &seed);
    }
    return seed;
}

/* Runs of each seed; 1 without cross-validation, which has at least 2. */
static size_t count_folds(const nnt_compare_job *job, size_t config) {
    const size_t n_folds = nnt_grid_of(job->configs[config]->document.root).n_folds;
    return n_folds > 0 ? n_folds : 1;
}

/* ---- columns -------------------------------------------------------------- */

static bool has_text(const char *const *texts, size_t n, const char *text) {
    size_t i = 0;
    while (i < n && strcmp(texts[i], text) != 0) {
        i++;
    }
    return i < n;
}

/* Every path that some config varies, with its short name where that is free. */
static void set_columns(nnt_compare_job *job) {
    size_t n = 0;
    for (size_t c = 0; c < job->n_configs; c++) {
        const nnt_grid grid = nnt_grid_of(job->configs[c]->document.root);
        const nnt_json *axis = grid.vary ? grid.vary->first : NULL;
        for (; axis; axis = axis->next) {
            if (has_text(job->paths, n, axis->key)) {
                continue;
            }
            const char *name = nnt_grid_axis_name(&grid, axis);
            const bool is_free = !has_text(job->columns, n, name);
            job->paths[n] = nnt_compare_job_keep(job, axis->key);
            job->columns[n] = nnt_compare_job_keep(job, is_free ? name : axis->key);
            n++;
        }
    }
    job->face.n_columns = n;
}

/* ---- variants ------------------------------------------------------------- */

/* Variants of configs with the same name are told apart by a number. */
static bool has_label(const nnt_compare_job *job, const nnt_variant *end, const char *label) {
    const nnt_variant *variant = job->face.variants;
    while (variant < end && strcmp(variant->label, label) != 0) {
        variant++;
    }
    return variant < end;
}

static const char *make_label(
    nnt_compare_job *job, const nnt_grid *grid, size_t c, size_t v, const nnt_variant *variant) {
    nnt_text text = {0};
    if (job->n_configs > 1) {
        nnt_text_add(&text, nnt_config_name(job->configs[c]));
        nnt_text_add(&text, grid->n_variants > 1 ? " " : "");
    }
    nnt_grid_add_label(&text, grid, v);
    if (text.length == 0) {
        nnt_text_add(&text, nnt_config_name(job->configs[c]));
    }
    const size_t length = text.length;
    for (unsigned number = 2; text.data && has_label(job, variant, text.data); number++) {
        text.length = length;
        nnt_text_addf(&text, "-%u", number);
    }
    return nnt_compare_job_keep_text(job, &text);
}

static nnt_setting *
set_settings(nnt_compare_job *job, const nnt_grid *grid, size_t v, nnt_setting *setting) {
    for (const nnt_json *axis = grid->vary ? grid->vary->first : NULL; axis; axis = axis->next) {
        nnt_text value = {0};
        nnt_text json = {0};
        nnt_grid_add_value(&value, nnt_grid_value(v, axis));
        nnt_json_write_compact(&json, nnt_grid_value(v, axis));
        setting->json = nnt_compare_job_keep_text(job, &json);
        setting->path = nnt_compare_job_keep(job, axis->key);
        setting->value = nnt_compare_job_keep_text(job, &value);
        setting++;
    }
    return setting;
}

static void set_variants(nnt_compare_job *job) {
    nnt_variant *variant = job->face.variants;
    nnt_variant_origin *origin = job->origins;
    nnt_setting *setting = job->settings;
    for (size_t c = 0; c < job->n_configs; c++) {
        const nnt_grid grid = nnt_grid_of(job->configs[c]->document.root);
        for (size_t v = 0; v < grid.n_variants; v++) {
            variant->label = make_label(job, &grid, c, v, variant);
            variant->settings = setting;
            variant->n_settings = grid.n_axes;
            setting = set_settings(job, &grid, v, setting);
            *origin++ = (nnt_variant_origin){c, v};
            variant++;
        }
    }
}

/* ---- rows ----------------------------------------------------------------- */

/* "activation=tanh" as a file name, apart from those of the variants before. */
static const char *make_stem(nnt_compare_job *job, const char *const *stems, size_t variant) {
    nnt_text text = {0};
    nnt_text_add(&text, job->face.variants[variant].label);
    if (text.length > MAX_FOLDER) {
        text.length = MAX_FOLDER;
        text.data[text.length] = '\0';
    }
    for (size_t i = 0; i < text.length; i++) {
        const bool is_allowed =
            strchr(FOLDER_LETTERS, text.data[i]) && (i > 0 || text.data[i] != '.');
        text.data[i] = is_allowed ? text.data[i] : '_';
    }
    const size_t length = text.length;
    for (unsigned number = 2; text.data && has_text(stems, variant, text.data); number++) {
        text.length = length;
        nnt_text_addf(&text, "-%u", number);
    }
    return nnt_compare_job_keep_text(job, &text);
}

static nnt_compare_row *
set_rows_of(nnt_compare_job *job, size_t variant, const char *stem, nnt_compare_row *row) {
    const nnt_json *seeds = find_seeds(job, job->origins[variant].config);
    const size_t n_seeds = count_seeds(job, job->origins[variant].config);
    const size_t n_folds = count_folds(job, job->origins[variant].config);
    for (size_t i = 0; i < n_seeds * n_folds; i++, row++) {
        nnt_text folder = {0};
        *row = (nnt_compare_row){.variant = variant,
                                 .seed = get_seed(seeds, i / n_folds),
                                 .fold = n_folds > 1 ? i % n_folds + 1 : 0,
                                 .outcome = NNT_COMPARE_NOT_RUN,
                                 .message = ""};
        nnt_text_addf(&folder, "%s-s%" PRIu64, stem, row->seed);
        if (row->fold > 0) {
            nnt_text_addf(&folder, "f%zu", row->fold);
            job->face.has_folds = true;
        }
        row->folder = nnt_compare_job_keep_text(job, &folder);
        for (size_t k = 0; k < NNT_N_COMPARE_NUMBERS; k++) {
            row->numbers[k] = (double)NAN;
        }
    }
    return row;
}

static bool set_rows(nnt_compare_job *job) {
    const char **stems = nnt_allocate(job->face.n_variants, sizeof *stems);
    nnt_compare_row *row = job->face.rows;
    for (size_t v = 0; stems && v < job->face.n_variants; v++) {
        stems[v] = make_stem(job, stems, v);
        row = set_rows_of(job, v, stems[v], row);
    }
    const bool is_set = stems && !job->out_of_memory;
    nnt_free(stems);
    return is_set;
}

/* ---- the whole ------------------------------------------------------------ */

/* Each config has at most NNT_MAX_COMPARE_RUNS runs, unless another lends its seeds. */
static nnt_status measure(const nnt_compare_job *job, nnt_compare_sizes *sum, nnt_error *error) {
    for (size_t c = 0; c < job->n_configs; c++) {
        const nnt_grid grid = nnt_grid_of(job->configs[c]->document.root);
        sum->n_columns += grid.n_axes;
        sum->n_variants += grid.n_variants;
        sum->n_settings += grid.n_axes * grid.n_variants;
        sum->n_rows += grid.n_variants * count_seeds(job, c) * count_folds(job, c);
        if (sum->n_rows > NNT_MAX_COMPARE_RUNS) {
            return nnt_error_set(error, NNT_ERR_CONFIG, "%s: makes more than %d runs",
                                 nnt_config_name(job->configs[c]), NNT_MAX_COMPARE_RUNS);
        }
    }
    return NNT_OK;
}

bool nnt_compare_job_allocate(nnt_compare_job *job, const nnt_compare_sizes *sum) {
    job->paths = nnt_allocate(sum->n_columns, sizeof *job->paths);
    job->columns = nnt_allocate(sum->n_columns, sizeof *job->columns);
    job->origins = nnt_allocate(sum->n_variants, sizeof *job->origins);
    job->settings = nnt_allocate(sum->n_settings, sizeof *job->settings);
    job->states = nnt_allocate(sum->n_rows, sizeof *job->states);
    job->readings = nnt_allocate(sum->n_rows, sizeof *job->readings);
    job->notes = nnt_allocate(sum->n_rows, sizeof *job->notes);
    job->face.variants = nnt_allocate(sum->n_variants, sizeof *job->face.variants);
    job->face.rows = nnt_allocate(sum->n_rows, sizeof *job->face.rows);
    const bool is_complete = job->paths && job->columns && job->origins && job->settings &&
                             job->states && job->readings && job->notes && job->face.variants &&
                             job->face.rows;
    if (is_complete) {
        job->face.n_columns = sum->n_columns;
        job->face.n_variants = sum->n_variants;
        job->face.n_rows = sum->n_rows;
        job->face.paths = job->paths;
        job->face.columns = job->columns;
    }
    return is_complete;
}

static void set_tasks(nnt_compare_job *job) {
    for (size_t v = 0; v < job->face.n_variants; v++) {
        const nnt_setting *settings = job->face.variants[v].settings;
        const nnt_json *root = job->configs[job->origins[v].config]->document.root;
        const char *task = nnt_json_get(root, "task")->text;
        for (size_t i = 0; i < job->face.variants[v].n_settings; i++) {
            task = strcmp(settings[i].path, "task") == 0 ? settings[i].value : task;
        }
        const bool is_regression = strcmp(task, "regression") == 0;
        job->face.has_targets = job->face.has_targets || is_regression;
        job->face.has_classes = job->face.has_classes || !is_regression;
    }
}

nnt_status nnt_compare_job_set_up(nnt_compare_job *job, nnt_error *error) {
    nnt_compare_sizes sum = {0};
    const nnt_status status = measure(job, &sum, error);
    if (status) {
        return status;
    }
    bool is_complete = nnt_compare_job_allocate(job, &sum);
    if (is_complete) {
        set_columns(job);
        set_variants(job);
        is_complete = set_rows(job);
    }
    if (is_complete) {
        set_tasks(job);
        job->face.name = nnt_compare_job_keep(job, nnt_config_name(job->configs[0]));
        const bool is_one = job->n_configs == 1;
        job->face.description =
            nnt_compare_job_keep(job, is_one ? nnt_config_description(job->configs[0]) : "");
    }
    return is_complete && !job->out_of_memory
               ? NNT_OK
               : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a comparison");
}
