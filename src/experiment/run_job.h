/* A run in its phases: made ready, trained, written. nnt_run_config goes through
 * them one after the other; a comparison has several runs in different phases. */
#ifndef NNT_EXPERIMENT_RUN_JOB_H
#define NNT_EXPERIMENT_RUN_JOB_H

#include "experiment/plan.h"
#include "experiment/run_data.h"
#include "experiment/run_folder.h"
#include "nntrain/experiment.h"

/* From where a run goes on. */
typedef enum nnt_resume_point {
    NNT_RESUME_START,      /* a new run, or one that was stopped before its first checkpoint */
    NNT_RESUME_CHECKPOINT, /* from the checkpoint in its folder */
    NNT_RESUME_FINISHED    /* there is nothing left to do */
} nnt_resume_point;

/* What somebody who has several runs lends to each; all zero: nothing. */
typedef struct nnt_run_host {
    nnt_data_shelf *shelf; /* NULL: the run reads its data itself */
    /* As in nnt_run_view, with the listener's context; NULL: nobody cares. */
    void (*on_disk)(void *context, bool begins);
} nnt_run_host;

/* A run and all that its public face borrows from. */
typedef struct nnt_run_job {
    nnt_run face; /* first, so that the face's address is the job's */
    const nnt_config *config;
    nnt_run_host host;
    nnt_listener listener;
    nnt_plan plan;
    nnt_initial_weights start; /* its weights are let go once they are in the session */
    nnt_run_data data;
    nnt_network_spec network;
    const nnt_engine *engine;
    nnt_session *session;
    nnt_pool *pool; /* threads that share the session's work; NULL: the job's alone */
    nnt_outcome outcome;
    nnt_resume_point resume_point; /* NNT_RESUME_START in a run that is new */
    nnt_table theory;
    nnt_verdict *verdicts;
    nnt_run_folder folder;
    bool has_config;      /* is in the folder */
    nnt_error save_error; /* why a checkpoint could not be written; NNT_OK: none failed */
    char *name, *description;
    nnt_layer_info *layers;
    const char **files;
} nnt_run_job;

/* The fingerprint of the model that the run starts from, for its config; NULL: there is
 * none. */
const char *nnt_run_job_fingerprint(const nnt_run_job *job);

/* Everything before the first step: plan, data, session, theory and folder, in which
 * the config stands from then on. `config` and what the host lends must outlive the job;
 * *job is set on success only, and NULL when a run that was to be resumed is finished. */
NNT_MUST_CHECK nnt_status nnt_run_job_prepare(const nnt_config *config,
                                              const nnt_run_options *options,
                                              const nnt_run_host *host,
                                              nnt_run_job **job,
                                              nnt_messages *notes,
                                              nnt_error *error);

/* What the face can say before the training: name, layers, sizes. */
NNT_MUST_CHECK nnt_status nnt_run_job_describe(nnt_run_job *job, nnt_error *error);

/* Trains the session to the end; fills the outcome. */
void nnt_run_job_train(nnt_run_job *job);

/* Most runs of a team of any build. */
enum { NNT_MOST_IN_TEAM = 16 };

/* How many of n runs like this one are best trained at once; 1: it is faster alone. */
size_t nnt_run_job_team_size(const nnt_run_job *job, size_t n);

/* Whether another run can be in the team of the first. */
bool nnt_run_jobs_fit(const nnt_run_job *first, const nnt_run_job *other);

/* nnt_run_job_train for n runs that fit each other, in a team if there are several. */
void nnt_run_jobs_train(nnt_run_job *const *jobs, size_t n);

/* Everything after the last step: the face, verdicts and files. */
NNT_MUST_CHECK nnt_status nnt_run_job_finish(nnt_run_job *job, nnt_error *error);

void nnt_run_job_free(nnt_run_job *job);

#endif
