/* Feeds: the same scaled values whatever the storage and the order. */
#include "support/nnt_test.h"
#include "train/feed.h"
#include <math.h>

enum { ROWS = 5, COLUMNS = 3 };

static nnt_dataset make_data(nnt_storage storage) {
    nnt_dataset data;
    nnt_error error;
    cr_assert(nnt_dataset_create(NNT_TASK_CLASSIFICATION, storage, ROWS, COLUMNS, 2, &data,
                                 &error) == NNT_OK);
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        if (storage == NNT_STORAGE_U8) {
            ((uint8_t *)data.features)[i] = (uint8_t)(17 * i);
        } else {
            ((double *)data.features)[i] = (double)(17 * i);
        }
    }
    for (size_t i = 0; i < ROWS; i++) {
        data.labels[i] = i % 2;
    }
    return data;
}

static nnt_scaling make_scaling(bool is_uniform) {
    nnt_scaling scaling;
    nnt_error error;
    cr_assert(nnt_scaling_identity(COLUMNS, &scaling, &error) == NNT_OK);
    for (size_t c = 0; c < COLUMNS; c++) {
        scaling.offset[c] = is_uniform ? 0 : 10.0 * (double)c + 1;
        scaling.scale[c] = is_uniform ? 255 : 3.0 + (double)c;
    }
    return scaling;
}

/* What a feed must hand out, from the definition. */
static real expected(const nnt_scaling *scaling, size_t row, size_t column) {
    const double value = (double)(17 * (row * COLUMNS + column));
    return (real)((value - scaling->offset[column]) / scaling->scale[column]);
}

static void check(nnt_storage storage, bool is_uniform) {
    const uint32_t rows[3] = {4, 0, 2};
    const uint32_t order[3] = {2, 0, 1};
    nnt_dataset data = make_data(storage);
    nnt_scaling scaling = make_scaling(is_uniform);
    const nnt_view view = {&data, rows, 3};
    nnt_feed feed;
    nnt_batch_room room;
    nnt_error error;
    cr_assert(nnt_feed_create(&view, &scaling, NULL, &feed, &error) == NNT_OK);
    cr_assert(nnt_batch_room_create(&feed, 3, &room, &error) == NNT_OK);
    const nnt_batch gathered = nnt_feed_gather(&feed, 3, order, &room);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(gathered.truth.labels[i] == rows[order[i]] % 2);
        for (size_t c = 0; c < COLUMNS; c++) {
            cr_assert(gathered.x[i * COLUMNS + c] == expected(&scaling, rows[order[i]], c));
        }
    }
    const nnt_batch range = nnt_feed_range(&feed, 1, 2, &room);
    cr_assert(range.truth.labels[0] == 0 && range.truth.labels[1] == 0);
    for (size_t c = 0; c < COLUMNS; c++) {
        cr_assert(range.x[c] == expected(&scaling, 0, c));
        cr_assert(range.x[COLUMNS + c] == expected(&scaling, 2, c));
    }
    nnt_batch_room_clear(&room);
    nnt_feed_clear(&feed);
    nnt_scaling_clear(&scaling);
    nnt_dataset_clear(&data);
}

NNT_TEST(feed, doubles) {
    check(NNT_STORAGE_F64, true);
    check(NNT_STORAGE_F64, false);
}

NNT_TEST(feed, bytes_with_one_scale) {
    check(NNT_STORAGE_U8, true);
}

NNT_TEST(feed, bytes_with_a_scale_per_column) {
    check(NNT_STORAGE_U8, false);
}

/* Targets are scaled; their spread is the sum of squared deviations, unscaled, and
 * nothing for a constant, whose mean is not quite its value. */
NNT_TEST(feed, targets) {
    nnt_dataset data;
    nnt_error error;
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, 3, 1, 2, &data, &error) ==
              NNT_OK);
    const double targets[6] = {1, 0.1, 2, 0.1, 6, 0.1};
    for (size_t i = 0; i < 6; i++) {
        data.targets[i] = targets[i];
    }
    nnt_scaling features, scaling;
    cr_assert(nnt_scaling_identity(1, &features, &error) == NNT_OK);
    cr_assert(nnt_scaling_identity(2, &scaling, &error) == NNT_OK);
    scaling.offset[0] = 3;
    scaling.scale[0] = 2;
    const nnt_view view = {&data, NULL, 3};
    nnt_feed feed;
    cr_assert(nnt_feed_create(&view, &features, &scaling, &feed, &error) == NNT_OK);
    cr_assert(feed.targets[0] == -1 && feed.targets[2] == (real)-0.5 &&
              feed.targets[4] == (real)1.5);
    cr_assert(feed.targets[1] == (real)0.1);
    cr_assert(feed.target_spread[0] == 14 && feed.target_spread[1] == 0);
    cr_assert(feed.target_scale[0] == 2);
    nnt_feed_clear(&feed);
    nnt_scaling_clear(&features);
    nnt_scaling_clear(&scaling);
    nnt_dataset_clear(&data);
}
