/* What a comparison keeps of a run, read from the run's own files. */
#include "experiment/compare_row.h"

#include "base/exact_math.h"
#include "base/file.h"
#include "base/memory.h"
#include "experiment/config_difference.h"
#include "experiment/csv_lines.h"
#include "experiment/folder_file.h"
#include "output/model_file.h"
#include <math.h>
#include <string.h>

static const double natural_log_of_ten = 2.302585092994046;

/* ---- summary.json --------------------------------------------------------- */

/* The text of the status in memory that stays; NULL when it is none of ours. */
static const char *find_outcome(const nnt_json *summary) {
    const nnt_json *status = nnt_json_get(summary, "status");
    for (unsigned stop = 0; stop <= NNT_STOP_INTERRUPTED; stop++) {
        const char *text = nnt_stop_text((nnt_stop)stop);
        if (status && status->type == NNT_JSON_STRING && strcmp(status->text, text) == 0) {
            return text;
        }
    }
    return NULL;
}

/* A verdict above a note: a healthy run has none. */
static bool is_finding(const nnt_json *verdict) {
    const nnt_json *rule = nnt_json_get(verdict, "rule");
    const nnt_json *level = nnt_json_get(verdict, "level");
    return rule && rule->type == NNT_JSON_STRING && level && level->type == NNT_JSON_STRING &&
           strcmp(level->text, nnt_severity_text(NNT_NOTE)) != 0;
}

static bool read_verdicts(const nnt_json *summary, nnt_run_reading *reading) {
    nnt_json_document *document = &reading->verdicts;
    const nnt_json *verdicts = nnt_json_get(summary, "verdicts");
    document->root = nnt_json_new(document, NNT_JSON_ARRAY);
    const nnt_json *verdict = verdicts ? verdicts->first : NULL;
    for (; document->root && verdict; verdict = verdict->next) {
        if (!is_finding(verdict)) {
            continue;
        }
        nnt_json *rule = nnt_json_new_string(document, nnt_json_get(verdict, "rule")->text);
        if (!nnt_json_append(document, document->root, NULL, rule)) {
            return false;
        }
    }
    return document->root != NULL;
}

static nnt_status
read_summary(const nnt_json *summary, nnt_run_reading *reading, nnt_error *error) {
    reading->outcome = find_outcome(summary);
    if (!reading->outcome) {
        return nnt_error_set(error, NNT_ERR_IO, "summary.json: says no status that is known");
    }
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        reading->numbers[i] =
            nnt_json_number_of(summary, nnt_compare_number_name((nnt_compare_number)i));
    }
    if (!read_verdicts(summary, reading)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the verdicts");
    }
    reading->numbers[NNT_COMPARE_N_VERDICTS] = (double)reading->verdicts.root->n_children;
    return NNT_OK;
}

/* ---- layers.csv and theory.csv -------------------------------------------- */

/* log10(first / last); NaN when one of them has no logarithm. */
static double measure_ratio(double first, double last) {
    const bool has_logs = first > 0 && last > 0 && isfinite(first) && isfinite(last);
    return has_logs ? (nnt_exact_log(first) - nnt_exact_log(last)) / natural_log_of_ten
                    : (double)NAN;
}

/* One epoch's rows of layers.csv, of which the first n_hidden are hidden layers. */
static double sum_hidden(const nnt_csv_lines *lines, const char *name, size_t start, size_t n) {
    double sum = 0;
    for (size_t layer = 0; layer < n; layer++) {
        sum += nnt_csv_lines_get(lines, start + layer, name);
    }
    return sum;
}

static void
read_gradients(const nnt_csv_lines *lines, size_t n_hidden, size_t end, double *numbers) {
    const char *gradient = "gradient_norm";
    const char *delta = "delta_norm";
    const size_t last = n_hidden - 1;
    numbers[NNT_COMPARE_FIRST_GRADIENT_START] = nnt_csv_lines_get(lines, 0, gradient);
    numbers[NNT_COMPARE_FIRST_GRADIENT_END] = nnt_csv_lines_get(lines, end, gradient);
    numbers[NNT_COMPARE_LAST_GRADIENT_START] = nnt_csv_lines_get(lines, last, gradient);
    numbers[NNT_COMPARE_LAST_GRADIENT_END] = nnt_csv_lines_get(lines, end + last, gradient);
    numbers[NNT_COMPARE_DELTA_RATIO_START] =
        measure_ratio(nnt_csv_lines_get(lines, 0, delta), nnt_csv_lines_get(lines, last, delta));
    numbers[NNT_COMPARE_DELTA_RATIO_END] = measure_ratio(
        nnt_csv_lines_get(lines, end, delta), nnt_csv_lines_get(lines, end + last, delta));
    if (last > 0) {
        numbers[NNT_COMPARE_DELTA_SLOPE_START] =
            numbers[NNT_COMPARE_DELTA_RATIO_START] / (double)last;
        numbers[NNT_COMPARE_DELTA_SLOPE_END] = numbers[NNT_COMPARE_DELTA_RATIO_END] / (double)last;
    }
}

/* A unit of layer 1 that is dead on every training row has no gradient, and under
 * plain gradient descent no step moves it any more: its inputs are the data. NaN
 * where that cannot be said. */
static double count_permanent(const nnt_json *config, double n_rows, double dead_in_first) {
    const nnt_json *optimizer = nnt_json_find(config, "training.optimizer");
    const nnt_json *type = nnt_json_get(optimizer, "type");
    const bool is_plain = type && type->type == NNT_JSON_STRING && strcmp(type->text, "sgd") == 0 &&
                          nnt_json_number_of(optimizer, "momentum") == 0;
    const double probe_rows = nnt_json_number_of(nnt_json_get(config, "instruments"), "probe_rows");
    return is_plain && n_rows <= probe_rows ? dead_in_first : (double)NAN;
}

static void read_layers(const nnt_csv_lines *lines,
                        const nnt_json *config,
                        const nnt_json *summary,
                        double *numbers) {
    const size_t n_layers = nnt_json_get(summary, "layers")->n_children;
    if (n_layers < 2 || lines->n_lines < n_layers) {
        return;
    }
    const size_t n_hidden = n_layers - 1;
    const size_t end = lines->n_lines - n_layers;
    const double n_rows = nnt_json_number_of(nnt_json_get(summary, "train"), "rows");
    read_gradients(lines, n_hidden, end, numbers);
    numbers[NNT_COMPARE_HIDDEN_UNITS] = sum_hidden(lines, "units", 0, n_hidden);
    numbers[NNT_COMPARE_DEAD_UNITS] = sum_hidden(lines, "dead_units", end, n_hidden);
    numbers[NNT_COMPARE_PERMANENT] =
        count_permanent(config, n_rows, nnt_csv_lines_get(lines, end, "dead_units"));
}

static void count_events(const nnt_csv_lines *lines, double *numbers) {
    static const struct {
        const char *event;
        nnt_compare_number number;
    } counters[] = {
        {"born_dead", NNT_COMPARE_BORN_DEAD},
        {"died", NNT_COMPARE_DIED},
        {"revived", NNT_COMPARE_REVIVED},
    };
    for (size_t i = 0; i < sizeof counters / sizeof counters[0]; i++) {
        numbers[counters[i].number] =
            (double)nnt_csv_lines_count(lines, "event", counters[i].event);
    }
}

/* ---- the whole ------------------------------------------------------------ */

static nnt_status
open_lines(const char *folder, const char *name, nnt_csv_lines *lines, nnt_error *error) {
    char *text = NULL;
    size_t length = 0;
    nnt_status status = nnt_folder_file_read(folder, name, &text, &length, error);
    if (!status && !nnt_csv_lines_open(text, length, lines)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to read %s", name);
    }
    if (status) {
        nnt_free(text);
    }
    return status;
}

static nnt_status read_tables(const char *folder,
                              const nnt_json *config,
                              const nnt_json *summary,
                              double *numbers,
                              nnt_error *error) {
    nnt_csv_lines layers = {0};
    nnt_csv_lines theory = {0};
    nnt_csv_lines units = {0};
    nnt_status status = open_lines(folder, "layers.csv", &layers, error);
    status = status ? status : open_lines(folder, "theory.csv", &theory, error);
    status = status ? status : open_lines(folder, "units.csv", &units, error);
    if (!status) {
        read_layers(&layers, config, summary, numbers);
    }
    if (!status && layers.n_lines > 0) { /* else nothing was measured */
        count_events(&units, numbers);
    }
    if (!status && theory.n_lines > 0) {
        numbers[NNT_COMPARE_DELTA_RATIO_PREDICTED] =
            measure_ratio(nnt_csv_lines_get(&theory, 0, "delta_norm"),
                          nnt_csv_lines_get(&theory, theory.n_lines - 1, "delta_norm"));
    }
    nnt_csv_lines_clear(&layers);
    nnt_csv_lines_clear(&theory);
    nnt_csv_lines_clear(&units);
    return status;
}

nnt_status nnt_run_reading_load(const char *folder,
                                const nnt_json *config,
                                nnt_run_reading *reading,
                                nnt_error *error) {
    nnt_json_document summary = {0};
    *reading = (nnt_run_reading){0};
    nnt_status status = nnt_folder_file_read_json(folder, "summary.json", &summary, error);
    if (!status) {
        status = read_summary(summary.root, reading, error);
    }
    if (!status && !nnt_json_get(summary.root, "layers")) {
        status = nnt_error_set(error, NNT_ERR_IO, "summary.json: has no layers");
    }
    if (!status) {
        status = read_tables(folder, config, summary.root, reading->numbers, error);
    }
    nnt_json_clear(&summary);
    if (status) {
        nnt_error_prefix(error, "%s: ", folder);
        nnt_run_reading_clear(reading);
    }
    return status;
}

void nnt_run_reading_clear(nnt_run_reading *reading) {
    nnt_json_clear(&reading->verdicts);
    *reading = (nnt_run_reading){0};
}

static bool has_checkpoint(const char *folder) {
    char *path = nnt_path_join(folder, NNT_CHECKPOINT_FILE);
    const bool is_there = path && nnt_file_exists(path);
    nnt_free(path);
    return is_there;
}

static bool is_time_limit(const char *path) {
    return strcmp(path, "training.time_limit") == 0;
}

/* Whether two configs differ in nothing but the time that a training may take. */
static bool is_same_but_for_time(const char *before, size_t length, const char *now) {
    nnt_json_document old = {0}, new = {0};
    nnt_text path = {0};
    const bool is_same = !nnt_json_read(before, length, "config.json", &old, NULL, NULL) &&
                         !nnt_json_read(now, strlen(now), "config", &new, NULL, NULL) &&
                         !nnt_config_find_difference(old.root, new.root, is_time_limit, &path) &&
                         !path.failed;
    nnt_text_clear(&path);
    nnt_json_clear(&new);
    nnt_json_clear(&old);
    return is_same;
}

nnt_run_state nnt_run_folder_inspect(const char *folder, const char *config_text) {
    nnt_json_document summary = {0};
    char *config = NULL;
    size_t length = 0;
    if (nnt_folder_file_read(folder, "config.json", &config, &length, NULL)) {
        return NNT_RUN_ABSENT;
    }
    const bool is_read = !nnt_folder_file_read_json(folder, "summary.json", &summary, NULL);
    const char *outcome = is_read ? find_outcome(summary.root) : NULL;
    nnt_run_state state = has_checkpoint(folder) ? NNT_RUN_STOPPED : NNT_RUN_ABSENT;
    const bool is_same = strcmp(config, config_text) == 0;
    if (!is_same && !is_same_but_for_time(config, length, config_text)) {
        state = NNT_RUN_OF_OTHER;
    } else if (outcome && strcmp(outcome, nnt_stop_text(NNT_STOP_INTERRUPTED)) != 0) {
        const bool was_late = strcmp(outcome, nnt_stop_text(NNT_STOP_TIME_LIMIT)) == 0;
        state = was_late && !is_same ? state : NNT_RUN_COMPLETE;
    }
    nnt_free(config);
    nnt_json_clear(&summary);
    return state;
}
