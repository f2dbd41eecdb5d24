/* Fitting the scaling of columns. Sums run over the rows in the view's order, in
 * two passes: first mean and range, then squared deviations from the mean. */
#include "data/scaling.h"

#include "base/memory.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

/* Columns of the view: the features or the targets. */
typedef struct columns {
    const nnt_view *view;
    size_t n;
    bool are_targets;
} columns;

static double get_value(const columns *it, size_t row, size_t column) {
    const size_t at = nnt_view_row(it->view, row);
    return it->are_targets ? it->view->dataset->targets[at * it->n + column]
                           : nnt_dataset_feature(it->view->dataset, at, column);
}

static const char *get_name(const columns *it, size_t column, char room[NNT_NAME_ROOM]) {
    return it->are_targets ? nnt_dataset_output_name(it->view->dataset, column, room)
                           : nnt_dataset_feature_name(it->view->dataset, column, room);
}

/* One block (4, n_columns). */
typedef struct moments {
    double *mean, *square, *low, *high; /* square: mean squared deviation */
} moments;

static bool create_moments(size_t n_columns, moments *m) {
    size_t n = 0;
    if (!nnt_size_multiply(n_columns, 4, &n)) {
        return false;
    }
    double *block = nnt_allocate(n, sizeof *block);
    if (!block) {
        return false;
    }
    *m = (moments){block, block + n_columns, block + 2 * n_columns, block + 3 * n_columns};
    for (size_t j = 0; j < n_columns; j++) {
        m->low[j] = HUGE_VAL;
        m->high[j] = -HUGE_VAL;
    }
    return true;
}

/* Row by row, as the values lie in memory. */
static void measure(const columns *it, moments *m) {
    const double n_rows = (double)it->view->n_rows;
    for (size_t row = 0; row < it->view->n_rows; row++) {
        for (size_t j = 0; j < it->n; j++) {
            const double x = get_value(it, row, j);
            m->mean[j] += x;
            m->low[j] = x < m->low[j] ? x : m->low[j];
            m->high[j] = x > m->high[j] ? x : m->high[j];
        }
    }
    for (size_t j = 0; j < it->n; j++) {
        m->mean[j] /= n_rows;
    }
    for (size_t row = 0; row < it->view->n_rows; row++) {
        for (size_t j = 0; j < it->n; j++) {
            const double deviation = get_value(it, row, j) - m->mean[j];
            m->square[j] += deviation * deviation;
        }
    }
    for (size_t j = 0; j < it->n; j++) {
        m->square[j] /= n_rows;
    }
}

/* ---- the kinds of scaling ------------------------------------------------- */

typedef struct rule {
    const char *word;
    bool is_fitted; /* looks at the values */
    double (*offset)(const moments *m, size_t column);
    double (*scale)(const moments *m, size_t column);
} rule;

static double get_mean(const moments *m, size_t column) {
    return m->mean[column];
}

static double get_deviation(const moments *m, size_t column) {
    return sqrt(m->square[column]);
}

static double get_low(const moments *m, size_t column) {
    return m->low[column];
}

static double get_range(const moments *m, size_t column) {
    return m->high[column] - m->low[column];
}

static double get_zero(const moments *m, size_t column) {
    (void)m;
    (void)column;
    return 0;
}

static double get_one(const moments *m, size_t column) {
    (void)m;
    (void)column;
    return 1;
}

/* The largest value of a byte. */
static double get_largest_byte(const moments *m, size_t column) {
    (void)m;
    (void)column;
    return 255;
}

static const rule rules[] = {
    {"none", false, get_zero, get_one},
    {"standard", true, get_mean, get_deviation},
    {"minmax", true, get_low, get_range},
    {"unit", false, get_zero, get_largest_byte},
};

static const rule *find_rule(const char *word) {
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].word, word) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

/* ---- fitting -------------------------------------------------------------- */

/* Said in one message, however many columns there are. */
static void note_constants(const columns *it, const moments *m, nnt_messages *notes) {
    enum { MOST_NAMES = 8 };
    char room[NNT_NAME_ROOM];
    nnt_text names = {0};
    size_t count = 0;
    for (size_t j = 0; j < it->n; j++) {
        if (m->low[j] == m->high[j] && count++ < MOST_NAMES) {
            nnt_text_addf(&names, "%s%s", count > 1 ? ", " : "", get_name(it, j, room));
        }
    }
    if (count > 0 && !names.failed) {
        nnt_messages_add(notes, 0, 0,
                         "%zu %s%s constant on the training rows and only moved to 0: %s%s", count,
                         it->are_targets ? "target" : "feature", count > 1 ? "s are" : " is",
                         names.data, count > MOST_NAMES ? ", …" : "");
    }
    nnt_text_clear(&names);
}

/* By low == high and not by a deviation of 0: the mean of equal numbers is rounded,
 * and dividing by what that leaves would blow up nothing into ±1. */
static nnt_status fit_column(const columns *it,
                             const rule *by,
                             const moments *m,
                             size_t j,
                             nnt_scaling *scaling,
                             nnt_error *error) {
    if (m->low[j] == m->high[j]) {
        scaling->offset[j] = m->low[j];
        return NNT_OK;
    }
    const double offset = by->offset(m, j);
    const double scale = by->scale(m, j);
    if (!isfinite(offset) || !isfinite(scale) || scale == 0) {
        char room[NNT_NAME_ROOM];
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s '%s' runs from %g to %g on the training rows, which is beyond "
                             "what \"%s\" scaling can compute",
                             it->are_targets ? "target" : "feature", get_name(it, j, room),
                             m->low[j], m->high[j], by->word);
    }
    scaling->offset[j] = offset;
    scaling->scale[j] = scale;
    return NNT_OK;
}

static nnt_status fit_to_values(const columns *it,
                                const rule *by,
                                nnt_scaling *scaling,
                                nnt_messages *notes,
                                nnt_error *error) {
    moments m;
    if (!create_moments(it->n, &m)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to scale %zu columns", it->n);
    }
    measure(it, &m);
    nnt_status status = NNT_OK;
    for (size_t j = 0; j < it->n && !status; j++) {
        status = fit_column(it, by, &m, j, scaling, error);
    }
    if (!status) {
        note_constants(it, &m, notes);
    }
    nnt_free(m.mean);
    return status;
}

static nnt_status fit(const char *word,
                      const columns *it,
                      nnt_scaling *scaling,
                      nnt_messages *notes,
                      nnt_error *error) {
    *scaling = (nnt_scaling){0};
    const rule *by = find_rule(word);
    if (!by) {
        return nnt_error_set(error, NNT_ERR_CONFIG,
                             "unknown scaling \"%s\"; known: " NNT_SCALING_WORDS, word);
    }
    nnt_status status = nnt_scaling_identity(it->n, scaling, error);
    if (!status && by->is_fitted) {
        status = fit_to_values(it, by, scaling, notes, error);
    }
    for (size_t j = 0; !status && !by->is_fitted && j < it->n; j++) {
        scaling->offset[j] = by->offset(NULL, j);
        scaling->scale[j] = by->scale(NULL, j);
    }
    if (status) {
        nnt_scaling_clear(scaling);
    }
    return status;
}

nnt_status nnt_scaling_fit_features(const char *word,
                                    const nnt_view *train,
                                    nnt_scaling *scaling,
                                    nnt_messages *notes,
                                    nnt_error *error) {
    const columns it = {train, train->dataset->n_features, false};
    return fit(word, &it, scaling, notes, error);
}

nnt_status nnt_scaling_fit_targets(const char *word,
                                   const nnt_view *train,
                                   nnt_scaling *scaling,
                                   nnt_messages *notes,
                                   nnt_error *error) {
    const columns it = {train, train->dataset->n_outputs, true};
    return fit(word, &it, scaling, notes, error);
}

nnt_status nnt_scaling_identity(size_t n_columns, nnt_scaling *scaling, nnt_error *error) {
    *scaling = (nnt_scaling){.n_columns = n_columns};
    scaling->offset = nnt_allocate(n_columns, sizeof *scaling->offset);
    scaling->scale = nnt_allocate(n_columns, sizeof *scaling->scale);
    if (!scaling->offset || !scaling->scale) {
        nnt_scaling_clear(scaling);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to scale %zu columns", n_columns);
    }
    for (size_t j = 0; j < n_columns; j++) {
        scaling->scale[j] = 1;
    }
    return NNT_OK;
}

nnt_status nnt_scaling_copy(const nnt_scaling *from, nnt_scaling *scaling, nnt_error *error) {
    const nnt_status status = nnt_scaling_identity(from->n_columns, scaling, error);
    for (size_t j = 0; j < from->n_columns && !status; j++) {
        scaling->offset[j] = from->offset[j];
        scaling->scale[j] = from->scale[j];
    }
    return status;
}

size_t nnt_scaling_count_differences(const nnt_scaling *a, const nnt_scaling *b) {
    size_t n = 0;
    for (size_t j = 0; j < a->n_columns; j++) {
        n += a->offset[j] != b->offset[j] || a->scale[j] != b->scale[j];
    }
    return n;
}

void nnt_scaling_clear(nnt_scaling *scaling) {
    nnt_free(scaling->offset);
    nnt_free(scaling->scale);
    *scaling = (nnt_scaling){0};
}
