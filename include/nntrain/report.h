/* report.html again, from what runs have left in their folders. */
#ifndef NNTRAIN_REPORT_H
#define NNTRAIN_REPORT_H

#include "nntrain/messages.h"
#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_report_options {
    const char *directory; /* where report.html goes; NULL: the folder of the run or of the
                              comparison, and of several runs the current one */
    const char *picture;   /* an SVG file that gets the gradient profile in place of the report;
                              NULL: none */
    const char *isa;       /* as in nnt_run_options */
} nnt_report_options;

/* Writes the report of one run folder, of one comparison folder, or of several run
 * folders side by side; runs of configs that differ in seed and fold alone count as one
 * variant. The report of one run shows its data where they can still be read; a note
 * says when not. *path gets the file that was written (nnt_string_free).
 *
 * NNT_ERR_IO for a folder that is none of these or lacks a file, NNT_ERR_DATA for files
 * that hold something else, NNT_ERR_MODEL for a damaged model, NNT_ERR_USAGE when a
 * picture has nothing to show or a comparison stands among several. */
NNT_API NNT_MUST_CHECK nnt_status nnt_report_write(const char *const *folders,
                                                   size_t n_folders,
                                                   const nnt_report_options *options,
                                                   char **path,
                                                   nnt_messages *notes,
                                                   nnt_error *error);

#ifdef __cplusplus
}
#endif
#endif
