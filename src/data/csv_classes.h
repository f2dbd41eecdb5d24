/* The classes of a CSV file: given beforehand, or found in its rows. */
#ifndef NNT_DATA_CSV_CLASSES_H
#define NNT_DATA_CSV_CLASSES_H

#include "data/csv_values.h"
#include "data/source.h"

/* Puts the classes that are fixed into the reading's set: those of the training
 * data, or else the list of the option, which may be absent. */
NNT_MUST_CHECK nnt_status nnt_csv_classes_start(const nnt_value *option,
                                                const nnt_dataset *like,
                                                nnt_csv_reading *reading,
                                                nnt_error *error);

/* Orders the classes that were found, and gives the dataset its n_outputs and
 * output_names. Training data of a single class are NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_csv_classes_finish(const nnt_csv_reading *reading,
                                                 const nnt_source_context *context,
                                                 nnt_dataset *dataset,
                                                 nnt_error *error);

#endif
