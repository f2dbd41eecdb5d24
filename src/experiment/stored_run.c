/* Reading a run folder. */
#include "experiment/stored_run.h"

#include "base/file.h"
#include "base/memory.h"
#include "experiment/folder_file.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char *const described_columns[] = {"units", "activation", NULL};
static const char *const event_words[] = {"born_dead", "died", "revived", NULL};
static const nnt_table_format metrics_format = {.file = "metrics.csv"};
static const nnt_table_format layers_format = {.file = "layers.csv", .left_out = described_columns};
static const nnt_table_format theory_format = {.file = "theory.csv"};
static const nnt_table_format units_format = {
    .file = "units.csv", .word_column = "event", .words = event_words};

static const char *const quantity_words[] = {"preactivation", "delta",  "gradient",
                                             "activation",    "update", NULL};
static const nnt_table_format trail_format = {.file = "divergence.csv"};
static const nnt_table_format histograms_format = {
    .file = "histograms.csv", .word_column = "quantity", .words = quantity_words};

nnt_run_detail nnt_run_detail_all(void) {
    return (nnt_run_detail){
        .metrics = {.stride = 1}, .layers = {.stride = 1}, .has_histograms = true};
}

static nnt_status refuse(const nnt_stored_run *run, nnt_error *error, const char *why) {
    return nnt_error_set(error, NNT_ERR_DATA, "%s/summary.json: %s", run->directory, why);
}

/* ---- summary.json --------------------------------------------------------------- */

static bool find_stop(const char *text, nnt_stop *stop) {
    for (unsigned i = 0; i <= NNT_STOP_INTERRUPTED; i++) {
        if (strcmp(text, nnt_stop_text((nnt_stop)i)) == 0) {
            *stop = (nnt_stop)i;
            return true;
        }
    }
    return false;
}

static nnt_severity find_severity(const char *text) {
    for (unsigned i = NNT_NOTE; i < NNT_SEVERE; i++) {
        if (strcmp(text, nnt_severity_text((nnt_severity)i)) == 0) {
            return (nnt_severity)i;
        }
    }
    return NNT_SEVERE;
}

static uint64_t get_unsigned(const nnt_json *object, const char *key) {
    uint64_t number = 0;
    const nnt_json *value = nnt_json_get(object, key);
    return value && nnt_json_unsigned(value, &number) ? number : 0;
}

static nnt_scores read_scores(const nnt_json *part) {
    return (nnt_scores){.exists = part && part->type == NNT_JSON_OBJECT,
                        .n_rows = nnt_json_count_of(part, "rows"),
                        .loss = nnt_json_number_of(part, "loss"),
                        .accuracy = nnt_json_number_of(part, "accuracy"),
                        .rmse = nnt_json_number_of(part, "rmse"),
                        .r2 = nnt_json_number_of(part, "r2")};
}

/* 0 when nothing is said of it. */
static double find_value(const char *text) {
    return strcmp(text, "nan") == 0    ? (double)NAN
           : strcmp(text, "inf") == 0  ? (double)INFINITY
           : strcmp(text, "-inf") == 0 ? -(double)INFINITY
                                       : 0;
}

static nnt_divergence read_divergence(const nnt_json *divergence) {
    return (nnt_divergence){.epoch = nnt_json_count_of(divergence, "epoch"),
                            .step = get_unsigned(divergence, "step"),
                            .layer = nnt_json_count_of(divergence, "layer"),
                            .quantity = nnt_json_text_of(divergence, "quantity"),
                            .unit = nnt_json_count_of(divergence, "unit"),
                            .input = nnt_json_count_of(divergence, "input"),
                            .row = nnt_json_count_of(divergence, "row"),
                            .value = find_value(nnt_json_text_of(divergence, "value"))};
}

static nnt_status read_layers(nnt_stored_run *run, nnt_error *error) {
    const nnt_json *list = nnt_json_get(run->summary.root, "layers");
    const size_t n = list ? list->n_children : 0;
    run->layers = nnt_allocate(n, sizeof *run->layers);
    if (!run->layers) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to read the layers");
    }
    const nnt_json *layer = n > 0 ? list->first : NULL;
    for (size_t l = 0; layer; l++, layer = layer->next) {
        run->layers[l] = (nnt_layer_info){.inputs = nnt_json_count_of(layer, "inputs"),
                                          .units = nnt_json_count_of(layer, "units"),
                                          .activation = nnt_json_text_of(layer, "activation")};
        if (run->layers[l].inputs == 0 || run->layers[l].units == 0) {
            return refuse(run, error, "a layer has no inputs or no units");
        }
    }
    run->face.n_layers = n;
    run->face.layers = run->layers;
    return n > 0 ? NNT_OK : refuse(run, error, "has no layers");
}

static nnt_verdict read_verdict(const nnt_json *verdict) {
    nnt_verdict it = {.rule = nnt_json_text_of(verdict, "rule"),
                      .severity = find_severity(nnt_json_text_of(verdict, "level")),
                      .layer = nnt_json_count_of(verdict, "layer"),
                      .first_epoch = nnt_json_count_of(verdict, "first_epoch")};
    snprintf(it.sentence, sizeof it.sentence, "%s", nnt_json_text_of(verdict, "sentence"));
    snprintf(it.evidence, sizeof it.evidence, "%s", nnt_json_text_of(verdict, "evidence"));
    snprintf(it.remedy, sizeof it.remedy, "%s", nnt_json_text_of(verdict, "remedy"));
    return it;
}

static nnt_status read_verdicts(nnt_stored_run *run, nnt_error *error) {
    const nnt_json *list = nnt_json_get(run->summary.root, "verdicts");
    const size_t n = list ? list->n_children : 0;
    run->verdicts = nnt_allocate(n, sizeof *run->verdicts);
    if (!run->verdicts) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to read the verdicts");
    }
    const nnt_json *verdict = n > 0 ? list->first : NULL;
    for (size_t v = 0; verdict; v++, verdict = verdict->next) {
        run->verdicts[v] = read_verdict(verdict);
    }
    run->face.verdicts = run->verdicts;
    run->face.n_verdicts = n;
    return NNT_OK;
}

static void describe(nnt_stored_run *run) {
    const nnt_json *summary = run->summary.root;
    const nnt_json *config = run->config.root;
    nnt_run *face = &run->face;
    face->name = nnt_json_text_of(summary, "name");
    face->description = nnt_json_text_of(config, "description");
    face->directory = run->directory;
    face->isa = "";
    face->precision = nnt_json_text_of(summary, "precision");
    face->task = nnt_json_text_of(summary, "task");
    face->optimizer = nnt_json_text_of(nnt_json_find(config, "training.optimizer"), "type");
    face->seed = get_unsigned(config, "seed");
    face->divergence = read_divergence(nnt_json_get(summary, "divergence"));
    face->epochs = nnt_json_count_of(summary, "epochs");
    face->best_epoch = nnt_json_count_of(summary, "best_epoch");
    face->steps = get_unsigned(summary, "steps");
    face->n_parameters = nnt_json_count_of(summary, "parameters");
    face->train = read_scores(nnt_json_get(summary, "train"));
    face->validation = read_scores(nnt_json_get(summary, "validation"));
    face->test = read_scores(nnt_json_get(summary, "test"));
}

static nnt_status read_summary(nnt_stored_run *run, nnt_error *error) {
    nnt_status status =
        nnt_folder_file_read_json(run->directory, "summary.json", &run->summary, error);
    if (status) {
        return status;
    }
    if (!find_stop(nnt_json_text_of(run->summary.root, "status"), &run->face.stop)) {
        return refuse(run, error, "says no status of a run");
    }
    describe(run);
    status = read_layers(run, error);
    if (!status) {
        run->face.n_features = run->layers[0].inputs;
        run->face.n_outputs = run->layers[run->face.n_layers - 1].units;
        status = read_verdicts(run, error);
    }
    return status;
}

/* ---- the tables ----------------------------------------------------------------- */

/* Every moment has a row for each layer in their order. */
static nnt_status check_layers(const nnt_stored_run *run, nnt_error *error) {
    const nnt_table *table = &run->measurements.face;
    const size_t column = nnt_table_column(table, "layer");
    bool is_whole = table->n_rows % run->face.n_layers == 0 && column != SIZE_MAX;
    for (size_t r = 0; is_whole && r < table->n_rows; r++) {
        is_whole =
            table->cells[r * table->n_columns + column] == (double)(1 + r % run->face.n_layers);
    }
    return is_whole ? NNT_OK
                    : nnt_error_set(error, NNT_ERR_DATA,
                                    "%s/layers.csv: expected a row for each of %zu layers at every "
                                    "moment",
                                    run->directory, run->face.n_layers);
}

/* A file that not every run has. */
static nnt_status read_optional(const nnt_stored_run *run,
                                const nnt_table_format *format,
                                nnt_stored_table *table,
                                nnt_error *error) {
    const nnt_row_choice all = {.stride = 1};
    char *path = nnt_path_join(run->directory, format->file);
    nnt_status status = path ? NNT_OK : NNT_ERR_MEMORY;
    if (path && nnt_file_exists(path)) {
        status = nnt_stored_table_read(run->directory, format, all, table, error);
    }
    nnt_free(path);
    return path ? status : nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
}

static nnt_status read_tables(nnt_stored_run *run, nnt_run_detail detail, nnt_error *error) {
    const char *folder = run->directory;
    const nnt_row_choice all = {.stride = 1};
    nnt_status status =
        nnt_stored_table_read(folder, &metrics_format, detail.metrics, &run->metrics, error);
    if (!status) {
        status =
            nnt_stored_table_read(folder, &layers_format, detail.layers, &run->measurements, error);
    }
    if (!status) {
        status = nnt_stored_table_read(folder, &theory_format, all, &run->theory, error);
    }
    if (!status) {
        status = nnt_stored_table_read(folder, &units_format, all, &run->units, error);
    }
    if (!status && detail.has_histograms) {
        status = read_optional(run, &histograms_format, &run->histograms, error);
    }
    if (!status) {
        status = read_optional(run, &trail_format, &run->trail, error);
    }
    if (status) {
        return status;
    }
    run->history = (nnt_history){.metrics = run->metrics.face,
                                 .layers = run->measurements.face,
                                 .units = run->units.face,
                                 .histograms = run->histograms.face,
                                 .trail = run->trail.face,
                                 .n_layers = run->face.n_layers};
    run->face.history = &run->history;
    run->face.theory = &run->theory.face;
    return check_layers(run, error);
}

/* ---- the whole ------------------------------------------------------------------ */

static nnt_status read_config(nnt_stored_run *run, nnt_error *error) {
    size_t length = 0;
    nnt_status status =
        nnt_folder_file_read(run->directory, "config.json", &run->config_text, &length, error);
    if (!status) {
        status = nnt_json_read(run->config_text, length, "config.json", &run->config, NULL, error);
        if (status) {
            nnt_error_prefix(error, "%s/", run->directory);
        }
    }
    return status;
}

nnt_status nnt_stored_run_load(const char *folder,
                               nnt_run_detail detail,
                               nnt_stored_run *run,
                               nnt_error *error) {
    *run = (nnt_stored_run){.directory = nnt_copy_text(folder)};
    if (!run->directory) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a path");
    }
    nnt_status status = read_config(run, error);
    status = status ? status : read_summary(run, error);
    return status ? status : read_tables(run, detail, error);
}

void nnt_stored_run_clear(nnt_stored_run *run) {
    nnt_stored_table_clear(&run->metrics);
    nnt_stored_table_clear(&run->measurements);
    nnt_stored_table_clear(&run->theory);
    nnt_stored_table_clear(&run->units);
    nnt_stored_table_clear(&run->histograms);
    nnt_stored_table_clear(&run->trail);
    nnt_json_clear(&run->config);
    nnt_json_clear(&run->summary);
    nnt_free(run->config_text);
    nnt_free(run->directory);
    nnt_free(run->layers);
    nnt_free(run->verdicts);
    *run = (nnt_stored_run){.directory = NULL};
}
