/* The table of sources: what holds for every one of them. */
#include "base/memory_testing.h"
#include "data_support.h"

/* ---- every row of the list ------------------------------------------------ */

static bool reads_files(const nnt_source *source) {
    return source->row.options[0].accepts & NNT_ACCEPT_PATH;
}

static nnt_task first_task(const nnt_source *source) {
    return source->tasks & 1u << NNT_TASK_CLASSIFICATION ? NNT_TASK_CLASSIFICATION
                                                         : NNT_TASK_REGRESSION;
}

/* Of data sets of doubles with the same shape. */
static bool are_same(const nnt_dataset *a, const nnt_dataset *b) {
    const size_t n_values = a->n_rows * a->n_features;
    if (a->n_rows != b->n_rows ||
        memcmp(a->features, b->features, n_values * sizeof(double)) != 0) {
        return false;
    }
    return a->labels
               ? memcmp(a->labels, b->labels, a->n_rows * sizeof *a->labels) == 0
               : memcmp(a->targets, b->targets, a->n_rows * a->n_outputs * sizeof(double)) == 0;
}

static void check_description(const nnt_source *source) {
    const char *name = source->row.name;
    cr_assert(nnt_source_find(name) == source);
    cr_assert(source->row.summary != NULL && source->tasks != 0 && source->load != NULL, "%s",
              name);
    cr_assert(nnt_option_count(source->row.options) <= NNT_MAX_OPTIONS, "%s", name);
    for (const nnt_option *it = source->row.options; it->name; it++) {
        cr_assert(it->help != NULL && it->accepts != 0, "%s: %s", name, it->name);
        if (it->fallback && it->fallback[0] >= '0' && it->fallback[0] <= '9') {
            const double number = strtod(it->fallback, NULL);
            cr_assert(number >= it->low && number <= it->high, "%s: %s", name, it->name);
        }
    }
}

static void check_values(const nnt_dataset *data, const char *name) {
    for (size_t i = 0; i < data->n_rows * data->n_features; i++) {
        const double x = ((const double *)data->features)[i];
        cr_assert(x > -1e6 && x < 1e6, "%s: value %zu is %g", name, i, x);
    }
    for (size_t row = 0; data->labels && row < data->n_rows; row++) {
        cr_assert(data->labels[row] < data->n_outputs, "%s: label of row %zu", name, row);
    }
}

/* Same seed, same bytes; another seed or part, other draws, unless nothing is drawn. */
static void check_generator(const nnt_source *source) {
    const nnt_choice choice = choose(source->row.name);
    nnt_source_context context = training_of(first_task(source));
    nnt_dataset first = load_data(&choice, &context);
    nnt_dataset again = load_data(&choice, &context);
    context.seed = 2;
    nnt_dataset other = load_data(&choice, &context);
    context.seed = 1;
    context.part = "validation";
    nnt_dataset part = load_data(&choice, &context);
    const bool is_drawn =
        strcmp(source->row.name, "xor") != 0 && strcmp(source->row.name, "parity") != 0;
    check_values(&first, source->row.name);
    cr_assert(are_same(&first, &again), "%s: the same seed gave other data", source->row.name);
    cr_assert(are_same(&first, &other) == !is_drawn, "%s: seeds", source->row.name);
    cr_assert(are_same(&first, &part) == !is_drawn, "%s: parts", source->row.name);
    nnt_dataset_clear(&first);
    nnt_dataset_clear(&again);
    nnt_dataset_clear(&other);
    nnt_dataset_clear(&part);
}

/* Each allocation fails in turn, until none does. */
static void check_memory(const nnt_source *source) {
    const nnt_choice choice = choose(source->row.name);
    const nnt_source_context context = training_of(first_task(source));
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_dataset data;
        nnt_memory_fail_at(k, false);
        status = nnt_source_load(&choice, &context, &data, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY, "%s", source->row.name);
        cr_assert(status == NNT_OK || data.features == NULL, "%s", source->row.name);
        nnt_dataset_clear(&data);
        cr_assert(k < 100, "%s", source->row.name);
    }
}

static void check_missing_file(const nnt_source *source) {
    nnt_choice choice = choose(source->row.name);
    for (const nnt_option *it = source->row.options; it->name; it++) {
        if (it->accepts & NNT_ACCEPT_PATH) {
            set_text(&choice, it->name, "no/such/file");
        }
    }
    nnt_source_context context = training_of(first_task(source));
    context.folder = "/nowhere";
    expect_failure(&choice, &context, NNT_ERR_IO, "/nowhere/no/such/file: ");
}

static void check_source(const nnt_source *source) {
    check_description(source);
    if (reads_files(source)) {
        check_missing_file(source);
    } else {
        check_generator(source);
        check_memory(source);
    }
}

#define NNT_SOURCE(name)                                                                           \
    NNT_TEST(source, name) {                                                                       \
        check_source(nnt_source_find(#name));                                                      \
    }
#include "data/source_list.inc"
#undef NNT_SOURCE

/* ---- the checks that all share -------------------------------------------- */

NNT_TEST(source_table, is_indexed) {
    for (size_t i = 0; i < nnt_source_count(); i++) {
        cr_assert(nnt_source_row(i) == &nnt_source_get(i)->row);
    }
    cr_assert(nnt_source_find("spirals") == NULL);
}

NNT_TEST(source_table, refuses_unknown_names) {
    const nnt_choice choice = {.name = "spirals"};
    const nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    expect_failure(&choice, &context, NNT_ERR_CONFIG,
                   "unknown source \"spirals\"; did you mean \"spiral\"? known: xor, parity, ");
    const nnt_choice far = {.name = "kubernetes"};
    expect_failure(&far, &context, NNT_ERR_CONFIG, "unknown source \"kubernetes\"; known: xor");
}

NNT_TEST(source_table, refuses_the_wrong_task) {
    const nnt_choice sine = choose("sine");
    const nnt_source_context classification = training_of(NNT_TASK_CLASSIFICATION);
    expect_failure(&sine, &classification, NNT_ERR_CONFIG,
                   "source \"sine\" gives no data for a classification; those that do: xor, "
                   "parity, spiral, circles, moons, blobs, checkerboard, csv, idx");
    const nnt_choice spiral = choose("spiral");
    const nnt_source_context regression = training_of(NNT_TASK_REGRESSION);
    expect_failure(&spiral, &regression, NNT_ERR_CONFIG,
                   "gives no data for a regression; those that do: xor, parity, sine, "
                   "polynomial, friedman, csv");
}

NNT_TEST(source_table, refuses_another_shape_than_the_training_data) {
    nnt_choice choice = choose("blobs");
    nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    nnt_dataset train = load_data(&choice, &context);
    context.part = "test";
    context.like = &train;
    set_number(&choice, "features", 3);
    expect_failure(&choice, &context, NNT_ERR_DATA,
                   "blobs: the test data have 3 features; the training data have 2");
    set_number(&choice, "features", 2);
    set_number(&choice, "classes", 4);
    expect_failure(&choice, &context, NNT_ERR_DATA,
                   "blobs: the test data have 4 classes; the training data have 3");
    nnt_dataset_clear(&train);
}

NNT_TEST(source_table, joins_paths) {
    nnt_source_context context = {.folder = "a/b"};
    char *joined = nnt_source_path(&context, "c.csv");
    char *absolute = nnt_source_path(&context, "/c.csv");
    char *standard_input = nnt_source_path(&context, "-");
    context.folder = ".";
    char *here = nnt_source_path(&context, "c.csv");
    cr_assert_str_eq(joined, "a/b/c.csv");
    cr_assert_str_eq(absolute, "/c.csv");
    cr_assert_str_eq(standard_input, "-");
    cr_assert_str_eq(here, "c.csv");
    free(joined);
    free(absolute);
    free(standard_input);
    free(here);
}
