/* Running a configuration: load the data, train, measure, write the run folder. */
#ifndef NNTRAIN_EXPERIMENT_H
#define NNTRAIN_EXPERIMENT_H

#include "nntrain/config.h"
#include "nntrain/history.h"
#include "nntrain/memory.h"
#include "nntrain/messages.h"
#include "nntrain/progress.h"
#include "nntrain/run.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nnt_run_options {
    const char *directory; /* run folder; NULL: as the config says, numbered when taken */
    bool force;            /* write over an earlier run */
    bool resume;           /* go on with the run in the folder from where it was stopped */
    const char *isa;       /* instruction set by name; NULL: the best of this machine */
    size_t n_threads;      /* that share each step, to the same bits; 0: as many as pay for a
                              network and a batch of that size, but no more than n_cores */
    size_t n_cores;        /* of this machine; 0: one */
    /* Called from the caller's thread; NULL: nobody listens. */
    void (*on_progress)(void *context, const nnt_progress *progress);
    void *context;
    /* Called with `resume` when the run is finished already, with what its folder says: how
     * it ended, verdicts, scores, but no rows of tables beyond the first and the last. NULL:
     * nobody asks. */
    void (*on_finished)(void *context, const nnt_run *run);
    /* Training ends after the current step once *interrupt is not 0; may be NULL.
     * Meant to be set by a signal handler, hence volatile. */
    const volatile int *interrupt;
    /* Seconds of a clock that never goes back, for training.time_limit, the one key that
     * makes a result depend on time; NULL: a config with such a limit is refused. */
    double (*clock)(void);
    size_t memory;         /* bytes that there are: who needs more is refused; 0: nobody asks */
    size_t n_side_by_side; /* runs that share the memory at a time; 0: this one is alone */
} nnt_run_options;

/* Runs the config and writes its folder. With `resume` only name, description,
 * outputs and more epochs may differ from the config of the run that is there, and
 * the files become those of a run that was never stopped; if it is finished, notes
 * say so and *run is NULL. Interrupted trainings leave a checkpoint, others as the
 * config asks. `notes` gets what the readers decided by
 * themselves. A diverged or interrupted training is a result, not an error: all
 * files are written and the status is NNT_OK. The run is freed with nnt_run_free. */
NNT_API NNT_MUST_CHECK nnt_status nnt_run_config(const nnt_config *config,
                                                 const nnt_run_options *options,
                                                 nnt_run **run,
                                                 nnt_messages *notes,
                                                 nnt_error *error);
NNT_API void nnt_run_free(nnt_run *run);

/* The memory that a run of the config will need; reads its data. `isa` and `notes` as
 * for nnt_run_config. */
NNT_API NNT_MUST_CHECK nnt_status nnt_config_measure(const nnt_config *config,
                                                     const char *isa,
                                                     nnt_memory_need *need,
                                                     nnt_messages *notes,
                                                     nnt_error *error);

/* What the library cannot know, because it reads no clock and asks no system. */
typedef struct nnt_run_info {
    const char *started; /* UTC, ISO 8601 */
    const char *host, *cpu, *system;
    double training_seconds; /* the epochs alone */
    double total_seconds;
    uint64_t peak_memory_bytes;
} nnt_run_info;

/* Writes run.json into the run's folder. */
NNT_API NNT_MUST_CHECK nnt_status nnt_run_save_info(const nnt_run *run,
                                                    const nnt_run_info *info,
                                                    nnt_error *error);

/* Instruction sets that this machine can run, best first; ends with NULL. */
NNT_API const char *const *nnt_isa_list(void);

#ifdef __cplusplus
}
#endif
#endif
