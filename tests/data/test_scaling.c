/* Scaling of columns against statistics computed by hand. */
#include "data/scaling.h"

#include "base/memory_testing.h"
#include "support/nnt_test.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 4, COLUMNS = 3 };

/* Means 2.5, 10 and 7; population deviations sqrt(1.25), sqrt(50) and 0. */
static const double values[ROWS][COLUMNS] = {{1, 0, 7}, {2, 20, 7}, {3, 10, 7}, {4, 10, 7}};

static nnt_dataset make_data(nnt_storage storage) {
    nnt_dataset data;
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, storage, ROWS, COLUMNS, 2, &data, NULL) ==
              NNT_OK);
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        const double x = values[i / COLUMNS][i % COLUMNS];
        if (storage == NNT_STORAGE_U8) {
            ((unsigned char *)data.features)[i] = (unsigned char)x;
        } else {
            ((double *)data.features)[i] = x;
        }
    }
    for (size_t row = 0; row < ROWS; row++) {
        data.targets[2 * row] = values[row][0];
        data.targets[2 * row + 1] = 0.1;
    }
    return data;
}

static void expect_near(double found, double expected) {
    cr_assert(fabs(found - expected) <= 1e-15 * (1 + fabs(expected)), "%.17g, not %.17g", found,
              expected);
}

static void
check_fit(nnt_storage storage, const char *word, const double *offset, const double *scale) {
    nnt_dataset data = make_data(storage);
    const nnt_view all = {.dataset = &data, .n_rows = ROWS};
    nnt_scaling scaling;
    nnt_error error = {0};
    cr_assert(nnt_scaling_fit_features(word, &all, &scaling, NULL, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(scaling.n_columns == COLUMNS);
    for (size_t j = 0; j < COLUMNS; j++) {
        expect_near(scaling.offset[j], offset[j]);
        expect_near(scaling.scale[j], scale[j]);
    }
    nnt_scaling_clear(&scaling);
    nnt_dataset_clear(&data);
}

NNT_TEST(scaling, fits_each_kind) {
    const double zero[COLUMNS] = {0, 0, 0};
    const double one[COLUMNS] = {1, 1, 1};
    const double byte[COLUMNS] = {255, 255, 255};
    const double mean[COLUMNS] = {2.5, 10, 7};
    const double deviation[COLUMNS] = {sqrt(1.25), sqrt(50), 1};
    const double low[COLUMNS] = {1, 0, 7};
    const double range[COLUMNS] = {3, 20, 1};
    for (int storage = NNT_STORAGE_F64; storage <= NNT_STORAGE_U8; storage++) {
        check_fit((nnt_storage)storage, "none", zero, one);
        check_fit((nnt_storage)storage, "unit", zero, byte);
        check_fit((nnt_storage)storage, "standard", mean, deviation);
        check_fit((nnt_storage)storage, "minmax", low, range);
    }
}

NNT_TEST(scaling, fits_the_rows_of_the_view_only) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const uint32_t rows[] = {1, 3};
    const nnt_view some = {.dataset = &data, .rows = rows, .n_rows = 2};
    nnt_scaling scaling;
    cr_assert(nnt_scaling_fit_features("standard", &some, &scaling, NULL, NULL) == NNT_OK);
    expect_near(scaling.offset[0], 3);
    expect_near(scaling.scale[0], 1);
    expect_near(scaling.offset[1], 15);
    expect_near(scaling.scale[1], 5);
    nnt_scaling_clear(&scaling);
    nnt_dataset_clear(&data);
}

/* The mean of ten times 0.1 is not 0.1 in doubles; the deviation is then tiny, not
 * 0, and dividing by it would make ±1 out of nothing. */
NNT_TEST(scaling, moves_constant_columns_to_zero_with_a_note) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const uint32_t rows[] = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1};
    const nnt_view ten = {.dataset = &data, .rows = rows, .n_rows = 10};
    nnt_scaling scaling;
    nnt_messages notes = {0};
    cr_assert(nnt_scaling_fit_targets("standard", &ten, &scaling, &notes, NULL) == NNT_OK);
    cr_assert(scaling.offset[1] == 0.1 && scaling.scale[1] == 1);
    cr_assert(notes.count == 1);
    cr_assert_str_eq(notes.items[0].text,
                     "1 target is constant on the training rows and only moved to 0: y2");
    nnt_scaling_clear(&scaling);
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

NNT_TEST(scaling, names_few_of_many_constant_columns) {
    nnt_dataset data;
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_U8, 2, 12, 1, &data, NULL) ==
              NNT_OK);
    const nnt_view all = {.dataset = &data, .n_rows = 2};
    nnt_scaling scaling;
    nnt_messages notes = {0};
    cr_assert(nnt_scaling_fit_features("minmax", &all, &scaling, &notes, NULL) == NNT_OK);
    cr_assert_str_eq(notes.items[0].text, "12 features are constant on the training rows and only "
                                          "moved to 0: x1, x2, x3, x4, x5, x6, x7, x8, …");
    nnt_scaling_clear(&scaling);
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

/* 1e200 squared is beyond doubles. */
NNT_TEST(scaling, refuses_what_overflows) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const nnt_view all = {.dataset = &data, .n_rows = ROWS};
    nnt_scaling scaling;
    nnt_error error = {0};
    ((double *)data.features)[1] = 1e200;
    cr_assert(nnt_scaling_fit_features("standard", &all, &scaling, NULL, &error) == NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "feature 'x2' runs from 10 to 1e+200 on the training rows, "
                                    "which is beyond what \"standard\" scaling can compute");
    cr_assert(scaling.offset == NULL);
    nnt_dataset_clear(&data);
}

NNT_TEST(scaling, refuses_unknown_words) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const nnt_view all = {.dataset = &data, .n_rows = ROWS};
    nnt_scaling scaling;
    nnt_error error = {0};
    cr_assert(nnt_scaling_fit_features("zscore", &all, &scaling, NULL, &error) == NNT_ERR_CONFIG);
    cr_assert_str_eq(error.message, "unknown scaling \"zscore\"; known: none|standard|minmax|unit");
    nnt_dataset_clear(&data);
}

NNT_TEST(scaling, knows_every_word_of_its_list) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const nnt_view all = {.dataset = &data, .n_rows = ROWS};
    char words[64];
    snprintf(words, sizeof words, "%s", NNT_SCALING_WORDS);
    for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|")) {
        nnt_scaling scaling;
        cr_assert(nnt_scaling_fit_features(word, &all, &scaling, NULL, NULL) == NNT_OK, "%s", word);
        nnt_scaling_clear(&scaling);
    }
    nnt_dataset_clear(&data);
}

NNT_TEST(scaling, survives_lack_of_memory) {
    nnt_dataset data = make_data(NNT_STORAGE_F64);
    const nnt_view all = {.dataset = &data, .n_rows = ROWS};
    for (size_t k = 1; k <= 3; k++) {
        nnt_scaling scaling;
        nnt_memory_fail_at(k, false);
        cr_assert(nnt_scaling_fit_features("standard", &all, &scaling, NULL, NULL) ==
                  NNT_ERR_MEMORY);
        nnt_memory_fail_at(0, false);
        cr_assert(scaling.offset == NULL && scaling.scale == NULL);
    }
    nnt_dataset_clear(&data);
}
