/* A comparison while it is carried out: what its files share. */
#ifndef NNT_EXPERIMENT_COMPARE_JOB_H
#define NNT_EXPERIMENT_COMPARE_JOB_H

#include "experiment/compare_row.h"
#include "experiment/config_tree.h"
#include "experiment/run_folder.h"

/* Which variant of which config a variant of the comparison is. */
typedef struct nnt_variant_origin {
    size_t config;  /* index */
    size_t variant; /* in the config's grid */
} nnt_variant_origin;

typedef struct nnt_compare_job {
    nnt_comparison face; /* first, so that the face's address is the job's */
    const nnt_config *const *configs;
    size_t n_configs;
    const nnt_compare_options *options;
    nnt_json_document strings; /* owns the texts of the face; used by one thread at a time */
    bool out_of_memory;
    nnt_run_folder folder;
    const char *directory;         /* of the folder */
    const char **paths, **columns; /* (face.n_columns) */
    nnt_variant_origin *origins;   /* (face.n_variants) */
    nnt_setting *settings;         /* of all variants */
    nnt_run_state *states;         /* (face.n_rows) what the folders held before */
    nnt_run_reading *readings;     /* (face.n_rows) */
    nnt_messages *notes;           /* (face.n_rows) */
    const char **rules;            /* ids of all rows' verdicts */
    nnt_verdict_count *verdict_counts;
} nnt_compare_job;

/* A copy that lives as long as the job; "" when memory is out. */
const char *nnt_compare_job_keep(nnt_compare_job *job, const char *text);
/* The same for a text, which is cleared. */
const char *nnt_compare_job_keep_text(nnt_compare_job *job, nnt_text *text);

/* How much there is of everything; of columns at most. */
typedef struct nnt_compare_sizes {
    size_t n_columns, n_variants, n_settings, n_rows;
} nnt_compare_sizes;

/* Room for it, all zero; false when memory is out. */
bool nnt_compare_job_allocate(nnt_compare_job *job, const nnt_compare_sizes *sizes);

/* Fills the face with variants and rows that have not run. */
NNT_MUST_CHECK nnt_status nnt_compare_job_set_up(nnt_compare_job *job, nnt_error *error);

/* What a row's run is to be made of (nnt_config_free), and where (nnt_free). */
NNT_MUST_CHECK nnt_status nnt_compare_job_row(
    const nnt_compare_job *job, size_t index, nnt_config **config, char **folder, nnt_error *error);

/* Carrying an earlier comparison on: looks at what its folders hold. Runs of other
 * configs, complete or not, are NNT_ERR_USAGE with what differs in the first, unless they
 * may be written over. */
NNT_MUST_CHECK nnt_status nnt_compare_job_look_back(nnt_compare_job *job, nnt_error *error);

/* Carries out the rows on options->n_threads threads, this one among them. */
NNT_MUST_CHECK nnt_status nnt_compare_job_carry_out(nnt_compare_job *job, nnt_error *error);

/* Fills verdicts, statistics, differences and counts from the rows. */
NNT_MUST_CHECK nnt_status nnt_compare_job_sum_up(nnt_compare_job *job, nnt_error *error);

#endif
