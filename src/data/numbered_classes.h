/* Class labels that files hold as whole numbers from 0. */
#ifndef NNT_DATA_NUMBERED_CLASSES_H
#define NNT_DATA_NUMBERED_CLASSES_H

#include "data/dataset.h"

/* Where the labels come from, and which classes there are. */
typedef struct nnt_label_file {
    const char *path; /* for messages */
    const void *file;
    double (*read)(const void *file, size_t row);
    size_t (*find)(const void *file, size_t row); /* offset in the file, for messages */
    const nnt_value *classes; /* option: their number or names; absent: the labels tell */
    const nnt_dataset *like;  /* the training data, whose classes count then; or NULL */
} nnt_label_file;

/* A list of names must hold two; `source` begins the message, which is NNT_ERR_CONFIG. */
NNT_MUST_CHECK nnt_status nnt_class_option_check(const char *source,
                                                 const nnt_value *classes,
                                                 nnt_error *error);

/* Fills labels, n_outputs and output_names of a dataset that has room for its rows. */
NNT_MUST_CHECK nnt_status nnt_numbered_classes_read(const nnt_label_file *labels,
                                                    nnt_dataset *dataset,
                                                    nnt_error *error);

#endif
