/* Dividing rows into parts: how many rows each class gives to each part, then one
 * walk over the rows in a random order that fills the parts. */
#include "data/split.h"

#include "base/memory.h"
#include "base/rng.h"
#include <assert.h>
#include <math.h>
#include <string.h>

enum { TRAIN, VALIDATION, TEST, N_PARTS };

/* What is worked with while drawing. A regression is one class. */
typedef struct draw {
    const nnt_dataset *dataset;
    size_t n_classes;
    size_t totals[N_PARTS];
    size_t *left;         /* (n_classes) rows that no part has claimed yet */
    size_t *wants;        /* (N_PARTS, n_classes) rows that a part takes from a class */
    uint32_t *order;      /* (n_rows) all rows, shuffled */
    unsigned char *parts; /* (n_rows) the part of each row */
} draw;

static size_t get_class(const nnt_dataset *dataset, size_t row) {
    return dataset->labels ? dataset->labels[row] : 0;
}

static size_t *get_wants(const draw *it, size_t part) {
    return it->wants + part * it->n_classes;
}

static bool create_draw(const nnt_dataset *dataset, draw *it) {
    const size_t n_classes = dataset->labels ? dataset->n_outputs : 1;
    *it = (draw){.dataset = dataset, .n_classes = n_classes};
    size_t n_wants = 0;
    if (!nnt_size_multiply(n_classes, N_PARTS, &n_wants)) {
        return false;
    }
    it->left = nnt_allocate(n_classes, sizeof *it->left);
    it->wants = nnt_allocate(n_wants, sizeof *it->wants);
    it->order = nnt_allocate(dataset->n_rows, sizeof *it->order);
    it->parts = nnt_allocate(dataset->n_rows, sizeof *it->parts);
    return it->left && it->wants && it->order && it->parts;
}

static void clear_draw(draw *it) {
    nnt_free(it->left);
    nnt_free(it->wants);
    nnt_free(it->order);
    nnt_free(it->parts);
}

/* Rows of each part; halves are rounded up. */
static nnt_status
count_totals(draw *it, double validation_fraction, double test_fraction, nnt_error *error) {
    const size_t n = it->dataset->n_rows;
    const double fractions[N_PARTS] = {0, validation_fraction, test_fraction};
    static const char *const names[N_PARTS] = {"training", "validation", "test"};
    it->totals[TRAIN] = n;
    for (size_t part = VALIDATION; part < N_PARTS; part++) {
        it->totals[part] = (size_t)floor(fractions[part] * (double)n + 0.5);
        if (fractions[part] > 0 && it->totals[part] == 0) {
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "the %s fraction %g of %zu rows is no row; give a larger fraction "
                                 "or more rows",
                                 names[part], fractions[part], n);
        }
        it->totals[TRAIN] -= it->totals[part];
    }
    if (it->totals[TRAIN] == 0) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "no row is left to train on: validation takes %zu and test %zu of %zu",
                             it->totals[VALIDATION], it->totals[TEST], n);
    }
    return NNT_OK;
}

/* The class with rows left whose share of the part falls short the most; the
 * first of equals. `counts` are the rows of each class. */
static size_t find_neediest(const draw *it, size_t part, const size_t *counts) {
    const size_t *wants = get_wants(it, part);
    const double share = (double)it->totals[part] / (double)it->dataset->n_rows;
    size_t neediest = SIZE_MAX;
    double most = -HUGE_VAL;
    for (size_t class = 0; class < it->n_classes; class ++) {
        const double lacks = share * (double)counts[class] - (double)wants[class];
        if (it->left[class] > 0 && lacks > most) {
            neediest = class;
            most = lacks;
        }
    }
    return neediest;
}

/* Largest remainders: every class first gives the whole rows of its share, then
 * the largest remainders one more each, until the total is reached. */
static void share_out(draw *it, size_t part, const size_t *counts) {
    size_t *wants = get_wants(it, part);
    const double share = (double)it->totals[part] / (double)it->dataset->n_rows;
    size_t given = 0;
    for (size_t class = 0; class < it->n_classes; class ++) {
        const size_t whole = (size_t)floor(share * (double)counts[class]);
        wants[class] = whole < it->left[class] ? whole : it->left[class];
        it->left[class] -= wants[class];
        given += wants[class];
    }
    for (; given < it->totals[part]; given++) {
        const size_t class = find_neediest(it, part, counts);
        assert(class < it->n_classes); /* the parts together leave rows to train on */
        wants[class]++;
        it->left[class]--;
    }
}

static void plan_classes(draw *it) {
    /* The wants of the training part are what the others leave; until then their
     * room holds the number of rows of each class. */
    size_t *counts = get_wants(it, TRAIN);
    for (size_t row = 0; row < it->dataset->n_rows; row++) {
        counts[get_class(it->dataset, row)]++;
    }
    memcpy(it->left, counts, it->n_classes * sizeof *counts);
    share_out(it, VALIDATION, counts);
    share_out(it, TEST, counts);
    memcpy(counts, it->left, it->n_classes * sizeof *counts);
}

/* Gives each row, in random order, to the first part that still wants its class. */
static void assign_rows(draw *it, uint64_t seed) {
    const size_t n = it->dataset->n_rows;
    for (size_t i = 0; i < n; i++) {
        it->order[i] = (uint32_t)i;
    }
    nnt_rng rng = nnt_rng_stream(seed, "data/split", 0);
    nnt_rng_shuffle(&rng, it->order, n);
    for (size_t i = 0; i < n; i++) {
        const size_t class = get_class(it->dataset, it->order[i]);
        unsigned char part = TEST;
        while (part > TRAIN && get_wants(it, part)[class] == 0) {
            part--;
        }
        get_wants(it, part)[class]--;
        it->parts[it->order[i]] = part;
    }
}

static bool collect_rows(const draw *it, nnt_split *split) {
    split->rows = nnt_allocate(it->dataset->n_rows, sizeof *split->rows);
    if (!split->rows) {
        return false;
    }
    nnt_view *const views[N_PARTS] = {&split->train, &split->validation, &split->test};
    size_t at = 0;
    for (unsigned part = TRAIN; part < N_PARTS; part++) {
        *views[part] = (nnt_view){
            .dataset = it->dataset, .rows = split->rows + at, .n_rows = it->totals[part]};
        for (size_t row = 0; row < it->dataset->n_rows; row++) {
            if (it->parts[row] == part) {
                split->rows[at++] = (uint32_t)row;
            }
        }
    }
    return true;
}

/* One fold of several; n 0: none. */
typedef struct fold_choice {
    size_t fold, n; /* fold from 1 */
} fold_choice;

/* Deals the training rows out to the folds in turn, class after class in the random
 * order; those of the chosen fold validate. */
static nnt_status choose_fold(draw *it, fold_choice choice, nnt_error *error) {
    const size_t n_rows = it->totals[TRAIN];
    if (choice.n > n_rows) {
        return nnt_error_set(error, NNT_ERR_DATA, "%zu folds of %zu rows; every fold needs a row",
                             choice.n, n_rows);
    }
    size_t dealt = 0;
    for (size_t class = 0; class < it->n_classes; class ++) {
        for (size_t i = 0; i < it->dataset->n_rows; i++) {
            const uint32_t row = it->order[i];
            if (it->parts[row] != TRAIN || get_class(it->dataset, row) != class) {
                continue;
            }
            const bool is_chosen = dealt++ % choice.n == choice.fold - 1;
            it->parts[row] = is_chosen ? VALIDATION : TRAIN;
            it->totals[VALIDATION] += is_chosen;
        }
    }
    it->totals[TRAIN] -= it->totals[VALIDATION];
    return NNT_OK;
}

static nnt_status split_rows(const nnt_dataset *dataset,
                             const double fractions[N_PARTS],
                             fold_choice choice,
                             uint64_t seed,
                             nnt_split *split,
                             nnt_error *error) {
    *split = (nnt_split){0};
    draw it;
    nnt_status status = NNT_ERR_MEMORY;
    if (create_draw(dataset, &it)) {
        status = count_totals(&it, fractions[VALIDATION], fractions[TEST], error);
    }
    if (!status) {
        plan_classes(&it);
        assign_rows(&it, seed);
        status = choice.n > 0 ? choose_fold(&it, choice, error) : NNT_OK;
    }
    if (!status) {
        status = collect_rows(&it, split) ? NNT_OK : NNT_ERR_MEMORY;
    }
    if (status == NNT_ERR_MEMORY) {
        nnt_error_set(error, status, "no memory to divide %zu rows", dataset->n_rows);
    }
    clear_draw(&it);
    return status;
}

nnt_status nnt_split_draw(const nnt_dataset *dataset,
                          double validation_fraction,
                          double test_fraction,
                          uint64_t seed,
                          nnt_split *split,
                          nnt_error *error) {
    const double fractions[N_PARTS] = {0, validation_fraction, test_fraction};
    return split_rows(dataset, fractions, (fold_choice){0, 0}, seed, split, error);
}

nnt_status nnt_split_draw_fold(const nnt_dataset *dataset,
                               size_t fold,
                               size_t n_folds,
                               double test_fraction,
                               uint64_t seed,
                               nnt_split *split,
                               nnt_error *error) {
    const double fractions[N_PARTS] = {0, 0, test_fraction};
    return split_rows(dataset, fractions, (fold_choice){fold, n_folds}, seed, split, error);
}

void nnt_split_clear(nnt_split *split) {
    nnt_free(split->rows);
    *split = (nnt_split){0};
}
