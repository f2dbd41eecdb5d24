/* A table of rows: features, and class labels or numeric targets. */
#ifndef NNT_DATA_DATASET_H
#define NNT_DATA_DATASET_H

#include "nntrain/option.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Arrays of texts that own them: a copy (NULL when memory is out), and its end. */
char **nnt_text_array_copy(const char *const *texts, size_t n);
void nnt_text_array_free(char **texts, size_t n);

typedef enum nnt_task { NNT_TASK_CLASSIFICATION, NNT_TASK_REGRESSION } nnt_task;

/* How feature values are stored. Images stay bytes; they become numbers a batch
 * at a time. */
typedef enum nnt_storage { NNT_STORAGE_F64, NNT_STORAGE_U8 } nnt_storage;

typedef struct nnt_dataset {
    nnt_task task;
    nnt_storage storage;
    size_t n_rows;     /* at most UINT32_MAX */
    size_t n_features; /* columns of `features` */
    size_t n_outputs;  /* classes, or target columns */
    bool takes_means;  /* a feature that is NaN is missing, and the mean of the training rows is to
                          take its place (data/missing.h) */
    void *features;    /* (n_rows, n_features) row-major, of the storage type */
    uint32_t *labels;  /* (n_rows) 0 … n_outputs-1; NULL in a regression or when there are none */
    double *targets;   /* (n_rows, n_outputs) row-major; NULL in a classification or when none */
    double *weights;   /* (n_rows) what each row counts, >= 0; NULL: all 1 */
    char **feature_names; /* n_features; NULL: "x1", "x2", … */
    char *label_name;     /* column that held the class labels; NULL when it has no name */
    char *weight_name;    /* column that held the weights; NULL when it has no name */
    char **output_names;  /* n_outputs: class labels as text, or target columns;
                             NULL: "0", "1", … for classes, "y" or "y1", "y2", … for targets */
} nnt_dataset;

/* Room for a dataset: features of `storage`, and labels or targets by the task,
 * all zero. Names stay NULL. */
NNT_MUST_CHECK nnt_status nnt_dataset_create(nnt_task task,
                                             nnt_storage storage,
                                             size_t n_rows,
                                             size_t n_features,
                                             size_t n_outputs,
                                             nnt_dataset *dataset,
                                             nnt_error *error);
void nnt_dataset_clear(nnt_dataset *dataset);

/* The name of a feature or output, made up where the dataset has none.
 * `room` is used only then. */
enum { NNT_NAME_ROOM = 32 };
const char *
nnt_dataset_feature_name(const nnt_dataset *dataset, size_t feature, char room[NNT_NAME_ROOM]);
const char *
nnt_dataset_output_name(const nnt_dataset *dataset, size_t output, char room[NNT_NAME_ROOM]);

/* One feature value, whatever the storage. */
double nnt_dataset_feature(const nnt_dataset *dataset, size_t row, size_t feature);

/* Some rows of a dataset, borrowed: both must outlive the view. */
typedef struct nnt_view {
    const nnt_dataset *dataset;
    const uint32_t *rows; /* (n_rows) row numbers; NULL: all rows in order */
    size_t n_rows;
} nnt_view;

static inline size_t nnt_view_row(const nnt_view *view, size_t i) {
    return view->rows ? view->rows[i] : i;
}

/* Whether a target has one value in all rows that count. Asked of the values themselves: the
 * mean of three times 0.1 is 0.1 but for rounding, and so would be a variance of 0. */
bool nnt_view_has_constant_target(const nnt_view *view, size_t output);

#endif
