/* Division of rows: exact counts, every row once, each class its share. */
#include "data/split.h"

#include "base/memory_testing.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A classification whose class c has counts[c] rows, one class after the other; or
 * with n_classes 0 a regression of counts[0] rows. */
static nnt_dataset make_rows(const size_t *counts, size_t n_classes) {
    size_t n_rows = n_classes == 0 ? counts[0] : 0;
    for (size_t c = 0; c < n_classes; c++) {
        n_rows += counts[c];
    }
    nnt_dataset data;
    const nnt_task task = n_classes > 0 ? NNT_TASK_CLASSIFICATION : NNT_TASK_REGRESSION;
    cr_assert(nnt_dataset_create(task, NNT_STORAGE_U8, n_rows, 1, n_classes > 0 ? n_classes : 1,
                                 &data, NULL) == NNT_OK);
    size_t row = 0;
    for (size_t c = 0; c < n_classes; c++) {
        for (size_t i = 0; i < counts[c]; i++) {
            data.labels[row++] = (uint32_t)c;
        }
    }
    return data;
}

static nnt_split draw(const nnt_dataset *data, double validation, double test, uint64_t seed) {
    nnt_split split;
    nnt_error error = {0};
    cr_assert(nnt_split_draw(data, validation, test, seed, &split, &error) == NNT_OK, "%s",
              error.message);
    return split;
}

/* Rows in rising order within each part, and every row in exactly one. */
static void check_cover(const nnt_dataset *data, const nnt_split *split) {
    const nnt_view *parts[] = {&split->train, &split->validation, &split->test};
    int *seen = calloc(data->n_rows, sizeof *seen);
    size_t total = 0;
    for (size_t p = 0; p < 3; p++) {
        for (size_t i = 0; i < parts[p]->n_rows; i++) {
            const size_t row = nnt_view_row(parts[p], i);
            cr_assert(row < data->n_rows && seen[row]++ == 0);
            cr_assert(i == 0 || row > nnt_view_row(parts[p], i - 1));
        }
        total += parts[p]->n_rows;
        cr_assert(parts[p]->dataset == data);
    }
    cr_assert(total == data->n_rows);
    free(seen);
}

static size_t count_class(const nnt_view *view, uint32_t class) {
    size_t count = 0;
    for (size_t i = 0; i < view->n_rows; i++) {
        count += view->dataset->labels[nnt_view_row(view, i)] == class;
    }
    return count;
}

NNT_TEST(split, gives_exact_totals) {
    const size_t n = 101;
    nnt_dataset data = make_rows(&n, 0);
    nnt_split split = draw(&data, 0.25, 0.1, 7);
    cr_assert(split.validation.n_rows == 25 && split.test.n_rows == 10);
    check_cover(&data, &split);
    nnt_split_clear(&split);
    nnt_dataset_clear(&data);
}

NNT_TEST(split, without_fractions_trains_on_all_rows) {
    const size_t n = 10;
    nnt_dataset data = make_rows(&n, 0);
    nnt_split split = draw(&data, 0, 0, 7);
    cr_assert(split.train.n_rows == 10 && split.validation.n_rows == 0 && split.test.n_rows == 0);
    check_cover(&data, &split);
    nnt_split_clear(&split);
    nnt_dataset_clear(&data);
}

/* Each class' share is met to less than one row, whatever the sizes. */
NNT_TEST(split, gives_each_class_its_share) {
    const size_t counts[] = {50, 31, 7, 12, 100, 3};
    nnt_dataset data = make_rows(counts, 6);
    nnt_split split = draw(&data, 0.2, 0.15, 3);
    cr_assert(split.validation.n_rows == 41 && split.test.n_rows == 30); /* of 203 */
    check_cover(&data, &split);
    for (uint32_t c = 0; c < 6; c++) {
        const double in_validation = (double)count_class(&split.validation, c);
        const double in_test = (double)count_class(&split.test, c);
        cr_assert(fabs(in_validation - 0.2 * (double)counts[c]) < 1, "class %u", c);
        cr_assert(fabs(in_test - 0.15 * (double)counts[c]) < 1, "class %u", c);
    }
    nnt_split_clear(&split);
    nnt_dataset_clear(&data);
}

/* By hand: shares of 0.5 of 1, 1 and 2 rows are 0.5, 0.5 and 1; the total is 2, so
 * the first of the two remainders of 0.5 gets the row. */
NNT_TEST(split, gives_largest_remainders_first) {
    const size_t counts[] = {1, 1, 2};
    nnt_dataset data = make_rows(counts, 3);
    nnt_split split = draw(&data, 0.5, 0, 1);
    cr_assert(count_class(&split.validation, 0) == 1 && count_class(&split.validation, 1) == 0 &&
              count_class(&split.validation, 2) == 1);
    nnt_split_clear(&split);
    nnt_dataset_clear(&data);
}

NNT_TEST(split, never_asks_a_class_for_more_than_it_has) {
    const size_t counts[] = {1, 1, 1, 1, 1, 1, 1};
    nnt_dataset data = make_rows(counts, 7);
    nnt_split split = draw(&data, 0.45, 0.4, 1);
    cr_assert(split.validation.n_rows == 3 && split.test.n_rows == 3);
    check_cover(&data, &split);
    nnt_split_clear(&split);
    nnt_dataset_clear(&data);
}

static bool have_same_rows(const nnt_view *a, const nnt_view *b) {
    return a->n_rows == b->n_rows && memcmp(a->rows, b->rows, a->n_rows * sizeof *a->rows) == 0;
}

NNT_TEST(split, depends_on_the_seed_alone) {
    const size_t counts[] = {40, 60};
    nnt_dataset data = make_rows(counts, 2);
    nnt_split first = draw(&data, 0.3, 0.2, 5);
    nnt_split again = draw(&data, 0.3, 0.2, 5);
    nnt_split other = draw(&data, 0.3, 0.2, 6);
    cr_assert(have_same_rows(&first.validation, &again.validation));
    cr_assert(have_same_rows(&first.test, &again.test));
    cr_assert(!have_same_rows(&first.validation, &other.validation));
    nnt_split_clear(&first);
    nnt_split_clear(&again);
    nnt_split_clear(&other);
    nnt_dataset_clear(&data);
}

/* A row is as likely to be drawn at the beginning as at the end. */
NNT_TEST(split, draws_every_row_alike) {
    enum { ROWS = 20, DRAWS = 2000 };
    const size_t n = ROWS;
    nnt_dataset data = make_rows(&n, 0);
    size_t hits[ROWS] = {0};
    for (uint64_t seed = 0; seed < DRAWS; seed++) {
        nnt_split split = draw(&data, 0.25, 0, seed);
        for (size_t i = 0; i < split.validation.n_rows; i++) {
            hits[split.validation.rows[i]]++;
        }
        nnt_split_clear(&split);
    }
    for (size_t row = 0; row < ROWS; row++) {
        /* 500 expected; five standard deviations of a binomial count. */
        cr_assert(fabs((double)hits[row] - 500) < 5 * sqrt(DRAWS * 0.25 * 0.75), "row %zu: %zu",
                  row, hits[row]);
    }
    nnt_dataset_clear(&data);
}

static void expect_failure(size_t n, double validation, double test, const char *text) {
    nnt_dataset data = make_rows(&n, 0);
    nnt_split split;
    nnt_error error = {0};
    cr_assert(nnt_split_draw(&data, validation, test, 1, &split, &error) == NNT_ERR_DATA);
    cr_assert(strstr(error.message, text) != NULL, "%s", error.message);
    cr_assert(split.rows == NULL);
    nnt_dataset_clear(&data);
}

NNT_TEST(split, refuses_empty_parts) {
    expect_failure(4, 0.1, 0, "the validation fraction 0.1 of 4 rows is no row");
    expect_failure(4, 0.5, 0.1, "the test fraction 0.1 of 4 rows is no row");
    expect_failure(2, 0.5, 0.49, "no row is left to train on: validation takes 1 and test 1 of 2");
    expect_failure(0, 0, 0, "no row is left to train on");
}

NNT_TEST(split, survives_lack_of_memory) {
    const size_t counts[] = {5, 5};
    nnt_dataset data = make_rows(counts, 2);
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_split split;
        nnt_error error = {0};
        nnt_memory_fail_at(k, false);
        status = nnt_split_draw(&data, 0.2, 0.2, 1, &split, &error);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || strcmp(error.message, "no memory to divide 10 rows") == 0);
        cr_assert(k < 20);
        nnt_split_clear(&split);
    }
    nnt_dataset_clear(&data);
}

/* ---- folds -------------------------------------------------------------------- */

static nnt_split draw_fold(const nnt_dataset *data, size_t fold, size_t n_folds, double test) {
    nnt_split split;
    nnt_error error = {0};
    cr_assert(nnt_split_draw_fold(data, fold, n_folds, test, 3, &split, &error) == NNT_OK, "%s",
              error.message);
    return split;
}

/* Each row that is not for test validates once, test rows never, and no class or fold
 * has two rows more in one fold than in another. */
static void check_folds(const nnt_dataset *data, size_t n_folds, double test) {
    const nnt_split whole = draw(data, 0, test, 3);
    int *times = calloc(data->n_rows, sizeof *times);
    for (size_t fold = 1; fold <= n_folds; fold++) {
        nnt_split split = draw_fold(data, fold, n_folds, test);
        const size_t n = whole.train.n_rows;
        check_cover(data, &split);
        cr_assert(split.validation.n_rows == n / n_folds ||
                  split.validation.n_rows == n / n_folds + 1);
        cr_assert(split.test.n_rows == whole.test.n_rows);
        for (size_t i = 0; i < split.test.n_rows; i++) {
            cr_assert(split.test.rows[i] == whole.test.rows[i]);
        }
        for (size_t i = 0; i < split.validation.n_rows; i++) {
            times[split.validation.rows[i]]++;
        }
        for (uint32_t c = 0; data->labels && c < data->n_outputs; c++) {
            const size_t all = count_class(&whole.train, c);
            const size_t here = count_class(&split.validation, c);
            cr_assert(here == all / n_folds || here == all / n_folds + 1, "class %u: %zu of %zu", c,
                      here, all);
        }
        nnt_split_clear(&split);
    }
    for (size_t i = 0; i < whole.train.n_rows; i++) {
        cr_assert(times[whole.train.rows[i]]-- == 1);
    }
    for (size_t i = 0; i < data->n_rows; i++) {
        cr_assert(times[i] == 0, "a test row validates");
    }
    nnt_split whole_split = whole;
    nnt_split_clear(&whole_split);
    free(times);
}

NNT_TEST(split, every_row_validates_in_one_fold) {
    const size_t classes[] = {23, 40, 8}, rows[] = {37};
    nnt_dataset data = make_rows(classes, 3);
    check_folds(&data, 5, 0);
    check_folds(&data, 5, 0.3);
    check_folds(&data, 2, 0.1);
    check_folds(&data, 71, 0);
    nnt_dataset_clear(&data);
    data = make_rows(rows, 0);
    check_folds(&data, 4, 0.2);
    nnt_dataset_clear(&data);
}

NNT_TEST(split, more_folds_than_rows) {
    const size_t rows[] = {10};
    nnt_dataset data = make_rows(rows, 0);
    nnt_split split;
    nnt_error error = {0};
    cr_assert(nnt_split_draw_fold(&data, 1, 9, 0.2, 1, &split, &error) == NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "9 folds of 8 rows; every fold needs a row");
    nnt_dataset_clear(&data);
}
