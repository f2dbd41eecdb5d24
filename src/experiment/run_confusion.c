/* Counting of right and wrong classes. */
#include "experiment/run_confusion.h"

#include "base/memory.h"

enum { MOST_ROWS = 10000, BLOCK_ROWS = 256 };

static const char *const part_names[NNT_N_PARTS] = {"training", "validation", "test"};

/* The part that says most about new rows. */
static nnt_part choose_part(const nnt_problem *problem) {
    if (problem->parts[NNT_TEST].n_rows > 0) {
        return NNT_TEST;
    }
    return problem->parts[NNT_VALIDATION].n_rows > 0 ? NNT_VALIDATION : NNT_TRAIN;
}

static size_t find_best(const double *answers, size_t n) {
    size_t best = 0;
    for (size_t k = 1; k < n; k++) {
        best = answers[k] > answers[best] ? k : best;
    }
    return best;
}

/* Some rows of a part on their way through the network. */
typedef struct row_block {
    size_t n_rows;
    size_t rows[BLOCK_ROWS]; /* their numbers in the dataset */
    double *features;        /* (BLOCK_ROWS, features) */
    double *answers;         /* (BLOCK_ROWS, classes) */
} row_block;

/* Rows `first` … of the n_counted ones. */
static void fill(row_block *block, const nnt_view *view, size_t first, size_t n_counted) {
    const nnt_dataset *data = view->dataset;
    const size_t left = n_counted - first;
    block->n_rows = left < BLOCK_ROWS ? left : BLOCK_ROWS;
    for (size_t i = 0; i < block->n_rows; i++) {
        block->rows[i] = nnt_view_row(view, (first + i) * view->n_rows / n_counted);
        for (size_t c = 0; c < data->n_features; c++) {
            block->features[i * data->n_features + c] =
                nnt_dataset_feature(data, block->rows[i], c);
        }
    }
}

static void count(const row_block *block, const nnt_dataset *data, size_t *counts) {
    const size_t n = data->n_outputs;
    for (size_t i = 0; i < block->n_rows; i++) {
        counts[data->labels[block->rows[i]] * n + find_best(block->answers + i * n, n)]++;
    }
}

nnt_status nnt_confusion_tally(const nnt_predictor *predictor,
                               const nnt_view *view,
                               size_t n_counted,
                               size_t *counts,
                               nnt_error *error) {
    const nnt_dataset *data = view->dataset;
    row_block block = {.features = nnt_allocate(BLOCK_ROWS * data->n_features, sizeof(double)),
                       .answers = nnt_allocate(BLOCK_ROWS * data->n_outputs, sizeof(double))};
    nnt_status status = NNT_OK;
    if (!block.features || !block.answers) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for the confusion matrix");
        goto cleanup;
    }
    for (size_t first = 0; first < n_counted; first += BLOCK_ROWS) {
        fill(&block, view, first, n_counted);
        predictor->engine->predict(predictor->session, block.n_rows, block.features,
                                   predictor->problem->features, NULL, block.answers);
        count(&block, data, counts);
    }
cleanup:
    nnt_free(block.features);
    nnt_free(block.answers);
    return status;
}

nnt_status nnt_run_confusion_count(const nnt_predictor *predictor,
                                   size_t *counts,
                                   nnt_confusion *confusion,
                                   nnt_error *error) {
    const nnt_part part = choose_part(predictor->problem);
    const nnt_view *view = &predictor->problem->parts[part];
    const size_t n_counted = view->n_rows < MOST_ROWS ? view->n_rows : MOST_ROWS;
    *confusion = (nnt_confusion){.part = part_names[part], .n_rows = n_counted, .counts = counts};
    return nnt_confusion_tally(predictor, view, n_counted, counts, error);
}
