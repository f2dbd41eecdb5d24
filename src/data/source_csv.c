/* CSV files: options, and the way from a file to a dataset. */
#include "data/source.h"

#include "base/memory.h"
#include "base/text.h"
#include "data/csv_classes.h"
#include "data/csv_levels.h"
#include "data/csv_values.h"
#include "data/missing.h"
#include <stdint.h>
#include <string.h>

enum { PATH, TARGET, FEATURES, IGNORE, WEIGHT, HEADER, DELIMITER, MISSING, CLASSES, CATEGORICAL };

/* All that is needed on the way; cleared at its end. */
typedef struct loading {
    const nnt_value *options;
    const nnt_source_context *context;
    nnt_csv_file file;
    nnt_csv_columns columns;
    nnt_csv_cursor cursor;
    nnt_class_set classes;
    nnt_csv_reading reading;
} loading;

/* ---- options -------------------------------------------------------------- */

static const char delimiter_key[] = "delimiter";

/* The delimiter that the user gave; NUL for "auto". What numbers are made of cannot
 * stand between them. False when it cannot be one. */
static bool read_delimiter(const char *text, char *delimiter) {
    *delimiter = '\0';
    if (strcmp(text, "auto") == 0) {
        return true;
    }
    if (strcmp(text, "\\t") == 0) {
        text = "\t";
    }
    *delimiter = text[0];
    return strlen(text) == 1 && (text[0] == '\t' || (text[0] >= ' ' && text[0] < 0x7F)) &&
           !strchr("\"+-.0123456789eE", text[0]);
}

static const char *refuse_text(const char *name, const char *text) {
    char delimiter = '\0';
    const bool is_refused = strcmp(name, delimiter_key) == 0 && !read_delimiter(text, &delimiter);
    return is_refused ? "\"auto\" or one ASCII character that is no quote and no part of a number"
                      : NULL;
}

static nnt_status take_delimiter(const nnt_value *option, char *delimiter, nnt_error *error) {
    if (read_delimiter(option->text, delimiter)) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_CONFIG,
                         "csv: delimiter \"%s\" is not allowed; it must be %s", option->text,
                         refuse_text(delimiter_key, option->text));
}

static nnt_csv_header read_header_option(const nnt_value *option) {
    if (option->kind != NNT_VALUE_BOOLEAN) {
        return NNT_CSV_HEADER_AUTO;
    }
    return option->number != 0 ? NNT_CSV_HEADER_PRESENT : NNT_CSV_HEADER_ABSENT;
}

static nnt_csv_missing read_missing_option(const nnt_value *option) {
    if (strcmp(option->text, "mean") == 0) {
        return NNT_CSV_MISSING_MEAN;
    }
    return strcmp(option->text, "drop") == 0 ? NNT_CSV_MISSING_DROP : NNT_CSV_MISSING_ERROR;
}

/* ---- from rows to a dataset ----------------------------------------------- */

static nnt_status read_rows(loading *it, nnt_dataset *dataset, nnt_error *error) {
    size_t n_rows = 0;
    nnt_status status = nnt_csv_rows_count(&it->cursor, &n_rows, error);
    if (status) {
        return status;
    }
    const bool is_classification = it->context->task == NNT_TASK_CLASSIFICATION;
    status = nnt_dataset_create(it->context->task, NNT_STORAGE_F64, n_rows, it->columns.n_features,
                                is_classification ? 1 : it->columns.n_targets, dataset, error);
    if (status) {
        return status;
    }
    if (it->columns.weight != SIZE_MAX) {
        dataset->weights = nnt_allocate(n_rows, sizeof *dataset->weights);
        if (!dataset->weights) {
            return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for the weights of %zu rows",
                                 it->file.name, n_rows);
        }
    }
    status = nnt_csv_rows_read(&it->reading, &it->cursor, dataset, error);
    if (!status && dataset->n_rows == 0) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: no rows of data%s", it->file.name,
                             it->reading.n_dropped > 0 ? " are left, because all miss a value"
                             : it->columns.names       ? " below the header"
                                                       : "");
    }
    return status;
}

/* The names of some columns; NULL when memory is out. */
static char **copy_some(const nnt_csv_columns *columns, const size_t *chosen, size_t n) {
    char **names = nnt_allocate(n, sizeof *names);
    for (size_t i = 0; names && i < n; i++) {
        names[i] = nnt_copy_text(columns->names[chosen[i]]);
        if (!names[i]) {
            nnt_text_array_free(names, n);
            return NULL;
        }
    }
    return names;
}

/* The names of the features: their columns', and the level where they have one. */
static char **copy_feature_names(const nnt_csv_columns *columns) {
    char **names = copy_some(columns, columns->features, columns->n_features);
    for (size_t i = 0; names && columns->levels && i < columns->n_features; i++) {
        if (!columns->levels[i]) {
            continue;
        }
        nnt_text name = {0};
        nnt_text_addf(&name, "%s=%s", names[i], columns->levels[i]);
        nnt_free(names[i]);
        names[i] = nnt_text_take(&name);
        if (!names[i]) {
            nnt_text_array_free(names, columns->n_features);
            return NULL;
        }
    }
    return names;
}

static nnt_status
copy_names(const nnt_csv_columns *columns, nnt_dataset *dataset, nnt_error *error) {
    if (!columns->names) {
        return NNT_OK;
    }
    dataset->feature_names = copy_feature_names(columns);
    bool is_complete = dataset->feature_names != NULL;
    if (dataset->task == NNT_TASK_CLASSIFICATION) {
        dataset->label_name = nnt_copy_text(columns->names[columns->targets[0]]);
        is_complete = is_complete && dataset->label_name;
    } else {
        dataset->output_names = copy_some(columns, columns->targets, columns->n_targets);
        is_complete = is_complete && dataset->output_names;
    }
    if (dataset->weights) {
        dataset->weight_name = nnt_copy_text(columns->names[columns->weight]);
        is_complete = is_complete && dataset->weight_name;
    }
    return is_complete ? NNT_OK
                       : nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for the names",
                                       columns->file->name);
}

/* ---- what the user is told ------------------------------------------------ */

static void describe_target(const loading *it, const nnt_dataset *dataset, nnt_text *text) {
    enum { MOST_CLASSES = 8 };
    nnt_text_add(text, it->columns.n_targets > 1 ? "targets " : "target ");
    nnt_csv_columns_list(&it->columns, it->columns.targets, it->columns.n_targets, text);
    if (dataset->task == NNT_TASK_REGRESSION) {
        return;
    }
    nnt_text_addf(text, " with %zu classes: ", dataset->n_outputs);
    for (size_t i = 0; i < dataset->n_outputs && i < MOST_CLASSES; i++) {
        nnt_text_addf(text, "%s%.80s", i > 0 ? ", " : "", dataset->output_names[i]);
    }
    nnt_text_add(text, dataset->n_outputs > MOST_CLASSES ? ", …" : "");
}

static void note_reading(const loading *it, const nnt_dataset *dataset) {
    const nnt_csv_columns *columns = &it->columns;
    const size_t n = columns->n_features;
    char room[NNT_CSV_DELIMITER_ROOM];
    nnt_text text = {0};
    nnt_text_addf(&text, "%s: %s; delimiter %s; %zu rows; %zu feature%s: ", it->file.name,
                  columns->names ? "header found" : "no header",
                  nnt_csv_delimiter_show(columns->layout.delimiter, room), dataset->n_rows, n,
                  n == 1 ? "" : "s");
    nnt_csv_columns_list(columns, columns->features, n, &text);
    nnt_text_add(&text, "; ");
    describe_target(it, dataset, &text);
    if (dataset->weights) {
        nnt_text_add(&text, "; weights: ");
        nnt_csv_columns_list(columns, &columns->weight, 1, &text);
    }
    if (!text.failed) {
        nnt_messages_add(it->context->notes, 0, 0, "%s", text.data);
    }
    nnt_text_clear(&text);
    nnt_csv_levels_note(columns, it->reading.n_unseen, it->context->notes);
    if (it->reading.n_dropped > 0) {
        nnt_messages_add(it->context->notes, 0, 0, "%s: %zu row%s with missing values dropped",
                         it->file.name, it->reading.n_dropped,
                         it->reading.n_dropped == 1 ? "" : "s");
    }
}

/* ---- loading -------------------------------------------------------------- */

static nnt_status open_file(loading *it, nnt_error *error) {
    const char *path = it->options[PATH].text;
    char *place = nnt_source_path(it->context, path);
    const nnt_status status = place
                                  ? nnt_csv_file_open(place, &it->file, error)
                                  : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
    nnt_free(place);
    return status;
}

/* Up to the first row of data: which columns there are and what they are for. */
static nnt_status prepare(loading *it, nnt_error *error) {
    char delimiter = '\0';
    nnt_status status = take_delimiter(&it->options[DELIMITER], &delimiter, error);
    if (!status) {
        status = open_file(it, error);
    }
    nnt_csv_layout layout;
    if (!status) {
        status = nnt_csv_detect(&it->file, delimiter, read_header_option(&it->options[HEADER]),
                                &layout, error);
    }
    if (!status) {
        status = nnt_csv_columns_start(&it->file, &layout, &it->columns, &it->cursor,
                                       it->context->notes, error);
    }
    if (!status) {
        const nnt_csv_selection selection = {.target = &it->options[TARGET],
                                             .features = &it->options[FEATURES],
                                             .ignore = &it->options[IGNORE],
                                             .weight = &it->options[WEIGHT],
                                             .task = it->context->task,
                                             .like = it->context->like};
        status = nnt_csv_columns_select(&selection, &it->columns, it->context->notes, error);
    }
    /* Other parts have the levels of the training data, by the names of its features. */
    if (!status && !it->context->like) {
        status = nnt_csv_levels_expand(&it->options[CATEGORICAL], &it->cursor, &it->columns,
                                       it->context->notes, error);
    }
    return status;
}

static nnt_status finish(loading *it, nnt_dataset *dataset, nnt_error *error) {
    nnt_status status = copy_names(&it->columns, dataset, error);
    if (!status && it->reading.missing == NNT_CSV_MISSING_MEAN) {
        dataset->takes_means = true;
        nnt_missing_note(dataset->features, dataset->n_rows, dataset->n_features, it->file.name,
                         it->context->notes);
    }
    if (!status && dataset->labels) {
        status = nnt_csv_classes_finish(&it->reading, it->context, dataset, error);
    }
    return status;
}

static nnt_status load(const nnt_value *options,
                       const nnt_source_context *context,
                       nnt_dataset *dataset,
                       nnt_error *error) {
    loading it = {.options = options, .context = context};
    it.reading = (nnt_csv_reading){.columns = &it.columns,
                                   .missing = read_missing_option(&options[MISSING]),
                                   .classes = &it.classes};
    nnt_status status = prepare(&it, error);
    if (!status && context->task == NNT_TASK_CLASSIFICATION) {
        status = nnt_csv_classes_start(&options[CLASSES], context->like, &it.reading, error);
    }
    if (!status) {
        status = read_rows(&it, dataset, error);
    }
    if (!status) {
        status = finish(&it, dataset, error);
    }
    if (status) {
        nnt_dataset_clear(dataset);
    } else {
        note_reading(&it, dataset);
    }
    nnt_class_set_clear(&it.classes);
    nnt_csv_cursor_clear(&it.cursor);
    nnt_csv_columns_clear(&it.columns);
    nnt_csv_file_clear(&it.file);
    return status;
}

static const nnt_option column_item = {
    .name = "column",
    .accepts = NNT_ACCEPT_TEXT | NNT_ACCEPT_INTEGER,
    .low = 0,
    .high = NNT_CSV_MOST_FIELDS,
    .help = "a column by its name, or by its number from 0",
};

static const nnt_option word_column_item = {
    .name = "column",
    .accepts = NNT_ACCEPT_TEXT,
    .help = "a column by its name",
};

static const nnt_option class_item = {
    .name = "class",
    .accepts = NNT_ACCEPT_TEXT | NNT_ACCEPT_NUMBER,
    .help = "a label as the file has it",
};

static const nnt_option options_of_csv[] = {
    {.name = "path", .accepts = NNT_ACCEPT_PATH, .help = "the file"},
    {.name = "target",
     .accepts = NNT_ACCEPT_TEXT | NNT_ACCEPT_INTEGER | NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 0,
     .high = NNT_CSV_MOST_FIELDS,
     .item = &column_item,
     .help = "column to predict, by name or by number from 0, or a list of them; the last unless "
             "given"},
    {.name = "features",
     .accepts = NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 1,
     .high = NNT_CSV_MOST_FIELDS,
     .item = &column_item,
     .help = "columns to predict from; all others unless given"},
    {.name = "ignore",
     .accepts = NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 0,
     .high = NNT_CSV_MOST_FIELDS,
     .item = &column_item,
     .help = "columns to leave out"},
    {.name = "weight",
     .accepts = NNT_ACCEPT_TEXT | NNT_ACCEPT_INTEGER,
     .fallback = "",
     .low = 0,
     .high = NNT_CSV_MOST_FIELDS,
     .help = "column that says what each row counts in the loss and the metrics, 0 or more; all "
             "count alike unless given"},
    {.name = "header",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_BOOLEAN,
     .fallback = "\"auto\"",
     .words = "auto",
     .help = "whether the first row names the columns"},
    {.name = delimiter_key,
     .accepts = NNT_ACCEPT_TEXT,
     .fallback = "\"auto\"",
     .help = "character between two fields; a blank stands for any run of blanks"},
    {.name = "missing",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"error\"",
     .words = "error|mean|drop",
     .help = "what to do where a field is empty, NA, NaN, null or ?"},
    {.name = "classes",
     .accepts = NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 2,
     .high = NNT_MOST_CLASSES,
     .item = &class_item,
     .help = "the class labels in their order; those found unless given"},
    {.name = "categorical",
     .accepts = NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 1,
     .high = NNT_CSV_MOST_FIELDS,
     .item = &word_column_item,
     .help = "columns of words to predict from; each value becomes a feature that is 1 or 0"},
    {0},
};

const nnt_source nnt_source_csv = {
    .row = {.name = "csv",
            .summary = "a CSV file",
            .source = "RFC 4180",
            .options = options_of_csv},
    .tasks = 1u << NNT_TASK_CLASSIFICATION | 1u << NNT_TASK_REGRESSION,
    .scaling = "standard",
    .is_file = true,
    .refuse_text = refuse_text,
    .load = load,
};
