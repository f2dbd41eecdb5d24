/* Output files of a run, one descriptor each. Adding one is a file
 * output_<name>.c and a row in output_list.inc. Outputs render into memory; the
 * writing, whole or not at all, is done here for all of them. */
#ifndef NNT_OUTPUT_OUTPUT_H
#define NNT_OUTPUT_OUTPUT_H

#include "base/state_list.h"
#include "base/text.h"
#include "output/run_view.h"

/* The one file of a run folder that is no output: it holds times and names of
 * the machine. */
#define NNT_RUN_INFO_FILE "run.json"

typedef struct nnt_output {
    const char *file; /* its name in the run folder */
    const char *help; /* one line */
    /* False when this run is to have no such file; NULL: every run has it. */
    bool (*is_wanted)(const nnt_run_view *view);
    /* Appends the file's bytes. Memory failures show in text->failed. */
    nnt_status (*render)(const nnt_run_view *view, nnt_text *text, nnt_error *error);
} nnt_output;

size_t nnt_output_count(void);
const nnt_output *nnt_output_get(size_t index);

bool nnt_output_is_wanted(const nnt_output *output, const nnt_run_view *view);

/* Renders every output that is wanted, then writes them into `folder`, which
 * exists; one that is not wanted is removed if an earlier run left it there, and a config
 * that stands there is left alone. When rendering fails, nothing has been written. */
NNT_MUST_CHECK nnt_status nnt_output_write_all(const nnt_run_view *view,
                                               const char *folder,
                                               nnt_error *error);

/* Writes one output alone. */
NNT_MUST_CHECK nnt_status nnt_output_write_one(const nnt_output *output,
                                               const nnt_run_view *view,
                                               const char *folder,
                                               nnt_error *error);

/* Removes what an earlier run left in the folder: the summary first, so that what
 * remains if this is cut short is no complete run. */
NNT_MUST_CHECK nnt_status nnt_output_remove_all(const char *folder, nnt_error *error);
NNT_MUST_CHECK nnt_status nnt_output_remove(const char *folder, const char *name, nnt_error *error);

/* The model with a checkpoint's state, or none (NULL). */
void nnt_output_render_model(const nnt_run_view *view, const nnt_state_list *state, nnt_text *text);

/* True when the folder holds a file of an earlier run. */
bool nnt_output_folder_is_used(const char *folder);

#define NNT_OUTPUT(name) extern const nnt_output nnt_output_##name;
#include "output/output_list.inc"
#undef NNT_OUTPUT

#endif
