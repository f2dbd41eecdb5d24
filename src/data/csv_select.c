/* Choosing the features, targets and weights among a CSV file's columns. */
#include "data/csv_columns.h"

#include "base/memory.h"
#include "data/csv_levels.h"
#include <stdint.h>

typedef unsigned char role;

enum { FREE, IGNORED, FEATURE, TARGET, WEIGHT, KNOWN };

static const char *const role_names[] = {[FREE] = "free",
                                         [IGNORED] = "ignored",
                                         [FEATURE] = "a feature",
                                         [TARGET] = "a target",
                                         [WEIGHT] = "the weight"};

/* What the choice works with. */
typedef struct choice {
    const nnt_csv_selection *selection;
    nnt_csv_columns *columns;
    bool goes_by_name; /* columns are those of the training data, by their names */
    role *roles;       /* (n_columns) */
} choice;

/* ---- what the user named -------------------------------------------------- */

static nnt_status resolve(const choice *it,
                          const char *option,
                          const nnt_value *asked,
                          size_t *column,
                          nnt_error *error) {
    const nnt_csv_columns *columns = it->columns;
    if (asked->kind == NNT_VALUE_TEXT) {
        *column = nnt_csv_columns_find(columns, asked->text);
        return *column != SIZE_MAX ? NNT_OK
                                   : nnt_csv_columns_refuse(columns, option, asked->text, error);
    }
    const double last = (double)(columns->layout.n_columns - 1);
    if (asked->number > last) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: %s: no column %.0f; columns are numbered 0 to %.0f",
                             columns->file->name, option, asked->number, last);
    }
    *column = (size_t)asked->number;
    return NNT_OK;
}

/* Gives the columns that the user named a role, and lists them in `chosen`, which
 * may be NULL. */
static nnt_status assign(choice *it,
                         const char *option,
                         const nnt_value *asked,
                         role given,
                         size_t *chosen,
                         nnt_error *error) {
    const bool is_list = asked->kind == NNT_VALUE_LIST;
    const size_t n = is_list ? asked->n_items : 1;
    for (size_t i = 0; i < n; i++) {
        size_t column = 0;
        const nnt_value *name = is_list ? &asked->items[i] : asked;
        const nnt_status status = resolve(it, option, name, &column, error);
        if (status) {
            return status;
        }
        if (it->roles[column] != FREE) {
            char room[NNT_CSV_COLUMN_ROOM];
            return nnt_error_set(error, NNT_ERR_DATA, "%s: %s: %s is already %s",
                                 it->columns->file->name, option,
                                 nnt_csv_column_show(it->columns, "column", column, room),
                                 role_names[it->roles[column]]);
        }
        it->roles[column] = given;
        if (chosen) {
            chosen[i] = column;
        }
    }
    return NNT_OK;
}

/* Room for the columns that the user named; at least for one. */
static size_t *allocate_list(size_t n, const nnt_csv_columns *columns, nnt_error *error) {
    size_t *list = nnt_allocate(n, sizeof *list);
    if (!list) {
        nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory for a list of %zu columns",
                      columns->file->name, n);
    }
    return list;
}

/* ---- weight --------------------------------------------------------------- */

static nnt_status choose_weight(choice *it, nnt_error *error) {
    const nnt_value *asked = it->selection->weight;
    if (asked->kind != NNT_VALUE_ABSENT) {
        return assign(it, "weight", asked, WEIGHT, &it->columns->weight, error);
    }
    const char *known = it->goes_by_name ? it->selection->like->weight_name : NULL;
    const size_t column = known ? nnt_csv_columns_find(it->columns, known) : SIZE_MAX;
    if (column != SIZE_MAX && it->roles[column] == FREE) {
        it->roles[column] = WEIGHT;
        it->columns->weight = column;
    }
    return NNT_OK;
}

/* ---- targets -------------------------------------------------------------- */

/* Sets the training data's features apart, or gives them free again. */
static void mark_known_features(choice *it, role from, role to) {
    const nnt_dataset *like = it->selection->like;
    for (size_t i = 0; it->goes_by_name && i < like->n_features; i++) {
        const char *level = NULL;
        const size_t column = nnt_csv_levels_find(it->columns, like->feature_names[i], &level);
        if (column != SIZE_MAX && it->roles[column] == from) {
            it->roles[column] = to;
        }
    }
}

/* The column of the training data's labels, if it is here and free. */
static size_t find_known_labels(const choice *it) {
    const nnt_dataset *like = it->selection->like;
    if (!it->goes_by_name || !like->label_name) {
        return SIZE_MAX;
    }
    const size_t column = nnt_csv_columns_find(it->columns, like->label_name);
    return column != SIZE_MAX && it->roles[column] == FREE ? column : SIZE_MAX;
}

/* The last free column that is no feature of the training data. */
static size_t find_last(choice *it) {
    mark_known_features(it, FREE, KNOWN);
    size_t column = it->columns->layout.n_columns;
    while (column > 0 && it->roles[column - 1] != FREE) {
        column--;
    }
    mark_known_features(it, KNOWN, FREE);
    return column > 0 ? column - 1 : SIZE_MAX;
}

static nnt_status take_default_target(choice *it, nnt_error *error) {
    size_t column = find_known_labels(it);
    if (column == SIZE_MAX) {
        column = find_last(it);
    }
    if (column == SIZE_MAX) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: no column is left for the target; all are features or ignored",
                             it->columns->file->name);
    }
    it->columns->targets[0] = column;
    it->roles[column] = TARGET;
    return NNT_OK;
}

/* The training data's targets by their names. */
static nnt_status take_known_targets(choice *it, nnt_error *error) {
    const nnt_dataset *like = it->selection->like;
    for (size_t i = 0; i < like->n_outputs; i++) {
        const nnt_value name = {.kind = NNT_VALUE_TEXT, .text = like->output_names[i]};
        const nnt_status status = assign(it, "target of the training data", &name, TARGET,
                                         &it->columns->targets[i], error);
        if (status) {
            return status;
        }
    }
    return NNT_OK;
}

static nnt_status choose_targets(choice *it, nnt_error *error) {
    const nnt_csv_selection *selection = it->selection;
    const nnt_value *asked = selection->target;
    const bool is_given = asked->kind != NNT_VALUE_ABSENT;
    const bool is_known = !is_given && it->goes_by_name && selection->task == NNT_TASK_REGRESSION &&
                          selection->like->output_names;
    size_t n = is_known ? selection->like->n_outputs : 1;
    n = asked->kind == NNT_VALUE_LIST ? asked->n_items : n;
    if (n > 1 && selection->task == NNT_TASK_CLASSIFICATION) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: target: %zu columns; a classification has one, which holds the "
                             "class labels",
                             it->columns->file->name, n);
    }
    if (n == 0) {
        return nnt_error_set(error, NNT_ERR_DATA, "%s: target: the list names no column",
                             it->columns->file->name);
    }
    it->columns->targets = allocate_list(n, it->columns, error);
    if (!it->columns->targets) {
        return NNT_ERR_MEMORY;
    }
    it->columns->n_targets = n;
    if (is_given) {
        return assign(it, "target", asked, TARGET, it->columns->targets, error);
    }
    return is_known ? take_known_targets(it, error) : take_default_target(it, error);
}

/* ---- features ------------------------------------------------------------- */

static void take_free_columns(choice *it) {
    size_t n = 0;
    for (size_t i = 0; i < it->columns->layout.n_columns; i++) {
        if (it->roles[i] == FREE) {
            it->roles[i] = FEATURE;
            it->columns->features[n++] = i;
        }
    }
    it->columns->n_features = n;
}

static size_t count_role(const choice *it, role asked) {
    size_t n = 0;
    for (size_t i = 0; i < it->columns->layout.n_columns; i++) {
        n += it->roles[i] == asked;
    }
    return n;
}

/* Puts the training data's features in the place of those that were chosen. */
static nnt_status match_features(choice *it, nnt_messages *notes, nnt_error *error) {
    const nnt_dataset *like = it->selection->like;
    nnt_csv_columns *columns = it->columns;
    for (size_t i = 0; i < like->n_features; i++) {
        const char *name = like->feature_names[i];
        const char *level = NULL;
        const size_t column = nnt_csv_levels_find(columns, name, &level);
        if (column == SIZE_MAX) {
            return nnt_csv_columns_refuse(columns, "feature of the training data", name, error);
        }
        if (it->roles[column] != FEATURE && it->roles[column] != KNOWN) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: column '%s' is a feature of the training data, but %s here",
                                 columns->file->name, name,
                                 it->roles[column] == FREE ? "not among \"features\""
                                                           : role_names[it->roles[column]]);
        }
        const nnt_status status =
            nnt_csv_levels_set(columns, like->n_features, i, column, level, error);
        if (status) {
            return status;
        }
        it->roles[column] = KNOWN;
    }
    const size_t n = count_role(it, FEATURE);
    if (n > 0) {
        nnt_messages_add(notes, 0, 0,
                         "%s: %zu column%s that the training data do not have %s passed over",
                         columns->file->name, n, n == 1 ? "" : "s", n == 1 ? "is" : "are");
    }
    columns->n_features = like->n_features;
    return NNT_OK;
}

static nnt_status choose_features(choice *it, nnt_messages *notes, nnt_error *error) {
    nnt_csv_columns *columns = it->columns;
    const nnt_value *asked = it->selection->features;
    const size_t n_known = it->goes_by_name ? it->selection->like->n_features : 0;
    const size_t n_columns = columns->layout.n_columns;
    columns->features = allocate_list(n_columns + n_known, columns, error);
    if (!columns->features) {
        return NNT_ERR_MEMORY;
    }
    if (asked->kind == NNT_VALUE_ABSENT) {
        take_free_columns(it);
    } else {
        const nnt_status status = assign(it, "features", asked, FEATURE, columns->features, error);
        if (status) {
            return status;
        }
        columns->n_features = asked->n_items;
    }
    if (it->goes_by_name) {
        return match_features(it, notes, error);
    }
    if (columns->n_features > 0) {
        return NNT_OK;
    }
    char room[NNT_CSV_DELIMITER_ROOM];
    return nnt_error_set(error, NNT_ERR_DATA,
                         "%s: no column is left for a feature; delimiter %s cuts the rows into %zu "
                         "field%s, and a feature and a target are needed",
                         columns->file->name,
                         nnt_csv_delimiter_show(columns->layout.delimiter, room), n_columns,
                         n_columns == 1 ? "" : "s");
}

/* ---- all ------------------------------------------------------------------ */

static void note_match_by_position(const choice *it, nnt_messages *notes) {
    const nnt_dataset *like = it->selection->like;
    if (like && !it->goes_by_name && (like->feature_names || it->columns->names)) {
        nnt_messages_add(notes, 0, 0,
                         "%s: columns are matched with the training data by position, because "
                         "%s no names",
                         it->columns->file->name,
                         it->columns->names ? "those have" : "this file has");
    }
}

nnt_status nnt_csv_columns_select(const nnt_csv_selection *selection,
                                  nnt_csv_columns *columns,
                                  nnt_messages *notes,
                                  nnt_error *error) {
    const nnt_dataset *like = selection->like;
    choice it = {.selection = selection,
                 .columns = columns,
                 .goes_by_name = like && like->feature_names && columns->names};
    it.roles = nnt_allocate(columns->layout.n_columns, sizeof *it.roles);
    if (!it.roles) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", columns->file->name);
    }
    nnt_status status = NNT_OK;
    if (selection->ignore->kind != NNT_VALUE_ABSENT) {
        status = assign(&it, "ignore", selection->ignore, IGNORED, NULL, error);
    }
    if (!status) {
        status = choose_weight(&it, error);
    }
    if (!status) {
        status = choose_targets(&it, error);
    }
    if (!status) {
        status = choose_features(&it, notes, error);
    }
    if (!status) {
        note_match_by_position(&it, notes);
    }
    nnt_free(it.roles);
    return status;
}
