/* A first config for a CSV file: what its columns suggest, in words of the config. */
#include "nntrain/starter.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/csv_survey.h"
#include <string.h>

/* Fewer rows are all trained on: of so few none can be spared for validation. */
enum { LEAST_ROWS_TO_SPLIT = 20 };

/* A column that rises by one in each of so few rows counts them: from 0 or 1, and from
 * elsewhere, as the numbers of customers and orders do. */
enum { LEAST_ROWS_TO_COUNT = 3, LEAST_ROWS_OF_IDS = 20 };

/* A column that counts from one such number to another is taken for years. */
enum { FIRST_YEAR = 1500, LAST_YEAR = 2200 };

/* What suits a number of rows. */
typedef struct size_advice {
    size_t most_rows;
    const char *hidden;
    size_t batch, epochs, patience;
    const char *rate;
} size_advice;

static const size_advice advices[] = {
    {500, "[16]", 16, 400, 40, "0.005"},
    {5000, "[32, 16]", 32, 200, 20, "0.003"},
    {50000, "[64, 32]", 64, 100, 10, "0.002"},
    {SIZE_MAX, "[128, 64]", 128, 50, 5, "0.001"},
};

static const size_advice *find_advice(size_t n_rows) {
    const size_advice *advice = advices;
    while (n_rows > advice->most_rows) {
        advice++;
    }
    return advice;
}

/* ---- what the columns are for --------------------------------------------- */

static bool is_classification(const nnt_csv_survey *it) {
    const nnt_csv_about *target = &it->about[it->target];
    return target->n_texts > 0 ||
           (target->is_whole && it->classes.count <= NNT_CSV_MOST_NUMBERED_CLASSES &&
            2 * it->classes.count <= it->n_rows);
}

/* Why a column is left out. */
typedef enum fate {
    IS_FEATURE,
    IS_KIND,
    IS_TARGET,
    IS_TEXT,
    IS_MIXED,
    IS_CONSTANT,
    IS_EMPTY,
    IS_COUNT,
    N_FATES
} fate;

static const char *const reasons[N_FATES] = {[IS_TEXT] = "holds names",
                                             [IS_MIXED] = "holds numbers, but words, too",
                                             [IS_CONSTANT] = "is the same in every row",
                                             [IS_EMPTY] = "has no value in any row",
                                             [IS_COUNT] = "only counts the rows"};

/* Years that follow one another mean something: what is measured has its trend. */
static bool is_years(const nnt_csv_survey *it, const nnt_csv_about *about) {
    return about->start >= FIRST_YEAR && about->start + (double)it->n_rows <= LAST_YEAR;
}

/* From elsewhere than 0 or 1, few rows that follow one another may do so by chance. */
static bool counts_rows(const nnt_csv_survey *it, const nnt_csv_about *about) {
    if (is_years(it, about)) {
        return false;
    }
    const bool is_usual = about->start == 0 || about->start == 1;
    return about->counts_up && it->n_rows >= (is_usual ? LEAST_ROWS_TO_COUNT : LEAST_ROWS_OF_IDS);
}

static fate find_fate(const nnt_csv_survey *it, size_t column) {
    const nnt_csv_about *about = &it->about[column];
    if (column == it->target) {
        return IS_TARGET;
    }
    if (about->n_texts > 0) {
        const bool is_kind = it->columns.names && about->n_numbers == 0 && about->varies &&
                             about->words.count <= NNT_CSV_MOST_WORDS;
        return is_kind ? IS_KIND : about->n_numbers > 0 ? IS_MIXED : IS_TEXT;
    }
    if (about->n_numbers == 0) {
        return IS_EMPTY;
    }
    if (!about->varies) {
        return IS_CONSTANT;
    }
    return counts_rows(it, about) ? IS_COUNT : IS_FEATURE;
}

static size_t count_fate(const nnt_csv_survey *it, fate asked) {
    size_t n = 0;
    for (size_t i = 0; i < it->columns.layout.n_columns; i++) {
        n += find_fate(it, i) == asked;
    }
    return n;
}

static bool any_is_missing(const nnt_csv_survey *it) {
    for (size_t i = 0; i < it->columns.layout.n_columns; i++) {
        const fate of_column = find_fate(it, i);
        const bool is_used = of_column == IS_FEATURE || of_column == IS_KIND;
        if (is_used && it->about[i].n_missing > 0) {
            return true;
        }
    }
    return false;
}

/* Words of which hardly any comes twice are no classes: names, or amounts with a unit. */
static nnt_status refuse_names(const nnt_csv_survey *it, nnt_error *error) {
    const nnt_csv_about *target = &it->about[it->target];
    char name[NNT_CSV_COLUMN_ROOM];
    char text[NNT_CSV_SHOWN_ROOM];
    return nnt_csv_file_refuse(
        &it->file, target->first_text.start, error,
        "%s has %zu different values in %zu rows, and some are words (%s), so that it is neither "
        "an amount nor a class; write amounts as plain numbers, or name another column with "
        "--target",
        nnt_csv_column_show(&it->columns, "target", it->target, name), it->classes.count,
        it->n_rows, nnt_csv_field_show(&target->first_text, text));
}

static nnt_status refuse_columns(const nnt_csv_survey *it, nnt_error *error) {
    enum { MOST_NAMES = 8 };
    nnt_text list = {0};
    size_t n = 0;
    nnt_text_add(&list, "");
    for (size_t i = 0; i < it->columns.layout.n_columns; i++) {
        const char *reason = reasons[find_fate(it, i)];
        char name[NNT_CSV_COLUMN_ROOM];
        if (reason && n++ < MOST_NAMES) {
            nnt_text_addf(&list, "%s%s %s", n > 1 ? ", " : ": ",
                          nnt_csv_column_show(&it->columns, "column", i, name), reason);
        }
    }
    const nnt_status status = nnt_error_set(
        error, NNT_ERR_DATA, "%s: no column is left for a feature beside the target%s%s",
        it->file.name, list.failed ? "" : list.data, n > MOST_NAMES ? ", …" : "");
    nnt_text_clear(&list);
    return status;
}

static nnt_status check(const nnt_csv_survey *it, nnt_error *error) {
    if (it->classes.count < 2) {
        char name[NNT_CSV_COLUMN_ROOM];
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: %s has %s in every row; there is nothing to learn", it->file.name,
                             nnt_csv_column_show(&it->columns, "target", it->target, name),
                             it->classes.count == 1 ? "one value" : "no value");
    }
    if (it->about[it->target].n_texts > 0 && it->n_rows >= LEAST_ROWS_TO_SPLIT &&
        2 * it->classes.count > it->n_rows) {
        return refuse_names(it, error);
    }
    if (count_fate(it, IS_FEATURE) + count_fate(it, IS_KIND) == 0) {
        return refuse_columns(it, error);
    }
    return NNT_OK;
}

/* ---- writing -------------------------------------------------------------- */

/* A column as the config names it. */
static void add_column(const nnt_csv_survey *it, size_t column, nnt_text *text) {
    if (it->columns.names) {
        nnt_text_add_json_string(text, it->columns.names[column]);
    } else {
        nnt_text_add_unsigned(text, column);
    }
}

static void add_head(const nnt_csv_survey *it, nnt_text *text) {
    const size_t n_features = count_fate(it, IS_FEATURE) + count_fate(it, IS_KIND);
    nnt_text_addf(
        text, "// A first config, written by nntrain init for %zu rows with %zu column%s of use.\n",
        it->n_rows, n_features, n_features == 1 ? "" : "s");
    nnt_text_add(text,
                 "// All that is not here has a default: nntrain check FILE --resolved.\n{\n");
    if (is_classification(it)) {
        nnt_text_addf(text, "  \"task\": \"classification\", // the target has %zu classes\n",
                      it->classes.count);
    } else {
        nnt_text_add(text, "  \"task\": \"regression\", // the target is an amount\n");
    }
}

static void add_ignored(const nnt_csv_survey *it, nnt_text *text) {
    bool is_first = true;
    for (size_t i = 0; i < it->columns.layout.n_columns; i++) {
        const char *reason = reasons[find_fate(it, i)];
        if (reason) {
            nnt_text_add(text, is_first ? ",\n      \"ignore\": [\n        " : ",\n        ");
            nnt_text_addf(text, "/* %s: */ ", reason);
            add_column(it, i, text);
            is_first = false;
        }
    }
    nnt_text_add(text, is_first ? "" : "\n      ]");
}

static void add_categorical(const nnt_csv_survey *it, nnt_text *text) {
    bool is_first = true;
    for (size_t i = 0; i < it->columns.layout.n_columns; i++) {
        if (find_fate(it, i) == IS_KIND) {
            nnt_text_add(text, is_first ? ",\n      // each word becomes a feature, 1 or 0\n"
                                          "      \"categorical\": ["
                                        : ", ");
            add_column(it, i, text);
            is_first = false;
        }
    }
    nnt_text_add(text, is_first ? "" : "]");
}

static void add_source(const nnt_csv_survey *it, const char *path, nnt_text *text) {
    nnt_text_add(text,
                 "  \"data\": {\n    \"train\": {\n      \"type\": \"csv\",\n      \"path\": ");
    nnt_text_add_json_string(text, path);
    nnt_text_add(text, ",\n      \"target\": ");
    add_column(it, it->target, text);
    add_ignored(it, text);
    add_categorical(it, text);
    if (it->about[it->target].n_missing > 0) {
        nnt_text_add(text, ",\n      \"missing\": \"drop\" // the target is missing in some rows");
    } else if (any_is_missing(it)) {
        nnt_text_add(text, ",\n      \"missing\": \"mean\" // some values are; \"drop\" leaves out "
                           "their rows");
    }
    nnt_text_add(text, "\n    },\n");
    if (it->n_rows >= LEAST_ROWS_TO_SPLIT) {
        nnt_text_add(text, "    // rows that are not trained on, drawn with the seed\n"
                           "    \"validation\": { \"fraction\": 0.2 },\n");
    }
    nnt_text_add(text,
                 "    \"scaling\": \"standard\" // every feature to mean 0 and variance 1\n  },\n");
}

static void add_training(const nnt_csv_survey *it, nnt_text *text) {
    const size_advice *advice = find_advice(it->n_rows);
    nnt_text_addf(text,
                  "  // units of each hidden layer; more for what is more involved\n"
                  "  \"network\": { \"hidden\": %s, \"activation\": \"relu\" },\n"
                  "  \"training\": {\n    \"epochs\": %zu,\n    \"batch_size\": %zu,\n",
                  advice->hidden, advice->epochs, advice->batch);
    if (it->n_rows >= LEAST_ROWS_TO_SPLIT) {
        nnt_text_addf(text,
                      "    // ends when the validation loss has not fallen for so many epochs,"
                      " and keeps the best weights\n"
                      "    \"early_stopping\": { \"patience\": %zu },\n",
                      advice->patience);
    }
    nnt_text_addf(text,
                  "    \"optimizer\": { \"type\": \"adam\", \"learning_rate\": %s }\n  }\n}\n",
                  advice->rate);
}

/* The data's path as the config is to name it. */
static char *find_path(const char *data, const char *folder) {
    return data[0] == '/' ? nnt_copy_text(data) : nnt_path_relative(data, folder);
}

nnt_status nnt_starter_text(
    const char *data, const char *target, const char *folder, char **text, nnt_error *error) {
    nnt_csv_survey survey;
    nnt_text config = {0};
    if (strcmp(data, "-") == 0) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "init: a config names a file; standard input has no name");
    }
    nnt_status status = nnt_csv_survey_read(data, target, &survey, error);
    if (status) {
        return status;
    }
    status = check(&survey, error);
    char *path = find_path(data, folder);
    if (!status && path) {
        add_head(&survey, &config);
        add_source(&survey, path, &config);
        add_training(&survey, &config);
        *text = nnt_text_take(&config);
    }
    if (!status && (!path || !*text)) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", data);
    }
    nnt_text_clear(&config);
    nnt_free(path);
    nnt_csv_survey_clear(&survey);
    return status;
}

nnt_status nnt_starter_save(
    const char *data, const char *target, const char *path, bool force, nnt_error *error) {
    if (!force && nnt_file_exists(path)) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "%s: is there already; give another name, or --force to write over it",
                             path);
    }
    char *text = NULL;
    char *folder = nnt_path_folder(path);
    nnt_status status = folder ? nnt_starter_text(data, target, folder, &text, error)
                               : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
    if (!status) {
        status = nnt_file_write(path, text, strlen(text), error);
    }
    nnt_free(text);
    nnt_free(folder);
    return status;
}
