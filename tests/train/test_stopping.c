/* Early stopping and targets on made-up metrics. */
#include "base/table.h"
#include "support/nnt_test.h"
#include "train/stopping.h"
#include <math.h>
#include <string.h>

static const char *const columns[] = {"epoch", "validation_loss", "train_accuracy"};

typedef struct trial {
    nnt_training_spec spec;
    nnt_table table;
    nnt_stopping stopping;
} trial;

static void start(trial *it) {
    nnt_error error;
    cr_assert(nnt_table_create(&it->table, columns, 3, 32));
    cr_assert(nnt_stopping_start(&it->spec, &it->table, &it->stopping, &error) == NNT_OK);
}

static nnt_stop add(trial *it, double loss, double accuracy, bool *is_best) {
    double *row = nnt_table_append(&it->table);
    row[0] = (double)it->table.n_rows - 1;
    row[1] = loss;
    row[2] = accuracy;
    return nnt_stopping_observe(&it->stopping, &it->table, is_best);
}

static trial watch(const char *metric, size_t patience, double min_delta) {
    trial it = {0};
    it.spec.early_stopping.on = true;
    it.spec.early_stopping.patience = patience;
    it.spec.early_stopping.min_delta = min_delta;
    strcpy(it.spec.early_stopping.monitor, metric);
    return it;
}

NNT_TEST(early_stopping, waits_for_patience_and_remembers_the_best) {
    trial it = watch("validation_loss", 2, 0);
    bool best = false;
    start(&it);
    cr_assert(add(&it, 5, 0, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, 3, 0, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, 4, 0, &best) == NNT_STOP_COMPLETED && !best);
    cr_assert(add(&it, 2, 0, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, 2, 0, &best) == NNT_STOP_COMPLETED && !best);
    cr_assert(add(&it, 9, 0, &best) == NNT_STOP_EARLY_STOPPED && !best);
    cr_assert(it.stopping.best_epoch == 3);
    nnt_table_clear(&it.table);
}

NNT_TEST(early_stopping, min_delta_asks_for_more) {
    trial it = watch("validation_loss", 1, 0.5);
    bool best = false;
    start(&it);
    add(&it, 5, 0, &best);
    cr_assert(add(&it, 4.4, 0, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, 4.0, 0, &best) == NNT_STOP_EARLY_STOPPED && !best);
    nnt_table_clear(&it.table);
}

NNT_TEST(early_stopping, accuracy_is_to_rise) {
    trial it = watch("train_accuracy", 1, 0);
    bool best = false;
    start(&it);
    add(&it, 0, 0.5, &best);
    cr_assert(add(&it, 9, 0.75, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, 0, 0.7, &best) == NNT_STOP_EARLY_STOPPED);
    nnt_table_clear(&it.table);
}

NNT_TEST(early_stopping, nan_is_never_better) {
    trial it = watch("validation_loss", 2, 0);
    bool best = false;
    start(&it);
    cr_assert(add(&it, NAN, 0, &best) == NNT_STOP_COMPLETED && !best);
    cr_assert(add(&it, 1, 0, &best) == NNT_STOP_COMPLETED && best);
    cr_assert(add(&it, NAN, 0, &best) == NNT_STOP_COMPLETED && !best);
    nnt_table_clear(&it.table);
}

NNT_TEST(stop_when, any_target_reached) {
    trial it = {0};
    bool best = false;
    it.spec.n_stop_when = 2;
    strcpy(it.spec.stop_when[0].metric, "validation_loss");
    it.spec.stop_when[0].value = 0.25;
    strcpy(it.spec.stop_when[1].metric, "train_accuracy");
    it.spec.stop_when[1].value = 0.9;
    start(&it);
    cr_assert(add(&it, 0.1, 1, &best) == NNT_STOP_COMPLETED, "epoch 0 does not count");
    cr_assert(add(&it, 0.3, 0.8, &best) == NNT_STOP_COMPLETED);
    cr_assert(add(&it, 0.25, 0, &best) == NNT_STOP_REACHED);
    cr_assert(add(&it, 9, 0.95, &best) == NNT_STOP_REACHED);
    nnt_table_clear(&it.table);
}

NNT_TEST(stop_when, unknown_metric_is_an_error) {
    trial it = {0};
    nnt_error error = {0};
    it.spec.n_stop_when = 1;
    strcpy(it.spec.stop_when[0].metric, "test_loss");
    cr_assert(nnt_table_create(&it.table, columns, 3, 1));
    cr_assert(nnt_stopping_start(&it.spec, &it.table, &it.stopping, &error) == NNT_ERR_CONFIG);
    cr_assert(strstr(error.message, "test_loss"));
    nnt_table_clear(&it.table);
}
