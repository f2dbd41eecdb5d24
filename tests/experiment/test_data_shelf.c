/* Data that several runs share: read once, kept while somebody may want it. */
#include "base/memory_testing.h"
#include "base/scratch_folder.h"
#include "experiment/config_sketch.h"
#include "experiment/data_shelf.h"
#include "experiment/run_data.h"
#include <math.h>
#include <pthread.h>

typedef struct planned {
    reading config;
    nnt_plan plan;
} planned;

static planned make_plan(const char *source) {
    planned it = {.config = read_valid(source, NULL, 0)};
    cr_assert(nnt_plan_create(it.config.config, &it.plan, NULL) == NNT_OK);
    return it;
}

static void free_plan(planned *it) {
    nnt_plan_clear(&it->plan);
    reading_clear(&it->config);
}

#define MOONS "{'data': {'train': {'type': 'moons', 'samples': 20}}, 'network': {'hidden': [2]}}"
#define NO_FILE                                                                                    \
    "{'data': {'train': {'type': 'csv', 'path': 'none.csv'}}, 'network': {'hidden': [2]}}"

static nnt_lent_data *take(nnt_data_shelf *shelf, const char *key, const planned *it) {
    nnt_lent_data *lent = NULL;
    nnt_error error = {0};
    cr_assert(nnt_data_shelf_take(shelf, key, &it->plan, &lent, NULL, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(lent->is_ready && lent->sets[NNT_TRAIN].n_rows == 20);
    return lent;
}

NNT_TEST(data_shelf, what_is_there_is_lent_again) {
    nnt_data_shelf *shelf = nnt_data_shelf_create();
    planned it = make_plan(MOONS);
    nnt_lent_data *first = take(shelf, "a", &it);
    nnt_lent_data *second = take(shelf, "a", &it);
    cr_assert(first == second && first->n_users == 2);
    nnt_lent_data *other = take(shelf, "b", &it);
    cr_assert(other != first && other->next == first);
    nnt_data_shelf_give_back(shelf, first);
    nnt_data_shelf_give_back(shelf, second);
    cr_assert(take(shelf, "a", &it) == first, "what nobody uses stays");
    nnt_data_shelf_give_back(shelf, first);
    nnt_lent_data *third = take(shelf, "c", &it);
    cr_assert(third->next == other && !other->next, "until something else is loaded");
    nnt_data_shelf_give_back(shelf, other);
    nnt_data_shelf_give_back(shelf, third);
    nnt_data_shelf_free(shelf);
    free_plan(&it);
}

NNT_TEST(data_shelf, what_cannot_be_loaded_leaves_nothing) {
    nnt_data_shelf *shelf = nnt_data_shelf_create();
    planned missing = make_plan(NO_FILE);
    planned it = make_plan(MOONS);
    nnt_lent_data *lent = NULL;
    nnt_error error = {0};
    for (int i = 0; i < 2; i++) {
        cr_assert(nnt_data_shelf_take(shelf, "a", &missing.plan, &lent, NULL, &error) ==
                  NNT_ERR_IO);
        cr_assert(lent == NULL && strstr(error.message, "none.csv") != NULL);
    }
    lent = take(shelf, "a", &it);
    cr_assert(!lent->next);
    nnt_data_shelf_give_back(shelf, lent);
    nnt_data_shelf_free(shelf);
    free_plan(&missing);
    free_plan(&it);
}

NNT_TEST(data_shelf, only_files_are_the_same_for_all_seeds) {
    planned drawn = make_plan(MOONS);
    planned file = make_plan(NO_FILE);
    cr_assert(nnt_data_sets_need_seed(&drawn.plan) && !nnt_data_sets_need_seed(&file.plan));
    free_plan(&drawn);
    free_plan(&file);
}

typedef struct visitor {
    nnt_data_shelf *shelf;
    const planned *it;
    const nnt_lent_data *seen;
} visitor;

static void *visit(void *context) {
    visitor *it = context;
    nnt_lent_data *lent = take(it->shelf, "a", it->it);
    it->seen = lent;
    nnt_data_shelf_give_back(it->shelf, lent);
    return NULL;
}

NNT_TEST(data_shelf, threads_wait_for_the_one_that_loads) {
    enum { N = 8 };
    nnt_data_shelf *shelf = nnt_data_shelf_create();
    planned it = make_plan(MOONS);
    pthread_t threads[N];
    visitor visitors[N];
    for (int i = 0; i < N; i++) {
        visitors[i] = (visitor){.shelf = shelf, .it = &it};
        cr_assert(pthread_create(&threads[i], NULL, visit, &visitors[i]) == 0);
    }
    for (int i = 0; i < N; i++) {
        cr_assert(pthread_join(threads[i], NULL) == 0);
        cr_assert(visitors[i].seen == visitors[0].seen);
    }
    nnt_data_shelf_free(shelf);
    free_plan(&it);
}

NNT_TEST(data_shelf, without_memory) {
    nnt_data_shelf *shelf = nnt_data_shelf_create();
    planned it = make_plan(MOONS);
    nnt_lent_data *lent = NULL;
    nnt_memory_fail_at(1, true);
    cr_assert(nnt_data_shelf_create() == NULL);
    nnt_memory_fail_at(0, false);
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 1;
    for (; status == NNT_ERR_MEMORY; k++) {
        nnt_memory_fail_at(k, false);
        status = nnt_data_shelf_take(shelf, "a", &it.plan, &lent, NULL, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert((status == NNT_OK) == (lent != NULL));
    }
    cr_assert(status == NNT_OK && k > 3);
    nnt_data_shelf_give_back(shelf, lent);
    nnt_data_shelf_free(shelf);
    free_plan(&it);
}

/* ---- missing values ------------------------------------------------------- */

#define FOLD(n)                                                                                    \
    "{'task': 'regression', 'data': {'train': {'type': 'csv', 'path': 'shelf_gaps.csv', "          \
    "'missing': 'mean'}, 'validation': {'folds': 2, 'fold': " #n "}}, 'network': {'hidden': []}}"

static void write_rows(const char *rows) {
    cr_assert(nnt_file_write("shelf_gaps.csv", rows, strlen(rows), NULL) == NNT_OK);
}

/* Mean of the training rows that have the feature, as a run sees it and by hand. */
static void check_fold(nnt_data_shelf *shelf, const planned *it, bool is_shared) {
    nnt_run_data data;
    nnt_error error = {0};
    cr_assert(nnt_run_data_take(&it->plan, NULL, shelf, "a", &data, NULL, &error) == NNT_OK, "%s",
              error.message);
    const nnt_view *train = &data.problem.parts[NNT_TRAIN];
    const double *raw = data.lent->sets[NNT_TRAIN].features;
    double sum = 0, count = 0;
    for (size_t i = 0; i < train->n_rows; i++) {
        const double x = raw[nnt_view_row(train, i)];
        sum += isnan(x) ? 0 : x;
        count += isnan(x) ? 0 : 1;
    }
    cr_assert(data.means && data.means[0] == sum / count);
    for (size_t row = 0; row < data.sets[NNT_TRAIN].n_rows; row++) {
        const double x = nnt_dataset_feature(&data.sets[NNT_TRAIN], row, 0);
        cr_assert(x == (isnan(raw[row]) ? data.means[0] : raw[row]));
    }
    cr_assert(nnt_run_data_is_shared(&data) == is_shared);
    nnt_run_data_clear(&data);
}

/* Each fold has its own mean, and what is lent keeps its gaps. */
NNT_TEST(data_shelf, gaps_are_filled_in_a_copy) {
    nnt_data_shelf *shelf = nnt_data_shelf_create();
    planned first = make_plan(FOLD(1));
    planned second = make_plan(FOLD(2));
    first.plan.folder = second.plan.folder = NULL; /* the current one */
    write_rows("x,y\n1,1\n2,2\n,3\n8,4\n16,5\n32,6\n,7\n128,8\n");
    check_fold(shelf, &first, false);
    check_fold(shelf, &second, false);
    nnt_data_shelf_free(shelf);
    shelf = nnt_data_shelf_create();
    write_rows("x,y\n1,1\n2,2\n4,3\n8,4\n");
    check_fold(shelf, &first, true);
    nnt_data_shelf_free(shelf);
    cr_assert(unlink("shelf_gaps.csv") == 0);
    free_plan(&first);
    free_plan(&second);
}
