/* A row of a comparison filled from its run's folder. */
#ifndef NNT_EXPERIMENT_STORED_ROW_H
#define NNT_EXPERIMENT_STORED_ROW_H

#include "experiment/compare_job.h"

/* Reads the run of row `index` at `path`; its outcome and numbers go into the row, and
 * its task into the face. */
NNT_MUST_CHECK nnt_status nnt_stored_row_load(nnt_compare_job *job,
                                              size_t index,
                                              const char *path,
                                              nnt_error *error);

#endif
