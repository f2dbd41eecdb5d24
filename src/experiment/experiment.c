/* Carrying out a configuration from its data to its run folder. */
#include "nntrain/experiment.h"

#include "experiment/run_job.h"

nnt_status nnt_run_config(const nnt_config *config,
                          const nnt_run_options *options,
                          nnt_run **run,
                          nnt_messages *notes,
                          nnt_error *error) {
    nnt_run_job *job = NULL;
    const nnt_run_host host = {0};
    nnt_status status = nnt_run_job_prepare(config, options, &host, &job, notes, error);
    *run = NULL;
    if (status || !job) {
        return status;
    }
    nnt_run_job_train(job);
    status = nnt_run_job_finish(job, error);
    if (status) {
        nnt_run_job_free(job);
        return status;
    }
    *run = &job->face;
    return NNT_OK;
}

/* The face is the job's first field. */
void nnt_run_free(nnt_run *run) {
    nnt_run_job_free((nnt_run_job *)run);
}
