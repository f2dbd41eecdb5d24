/* What the program does while the library trains: it takes the times, shows
 * progress and, with --json, writes the events. Epochs can be shorter than a
 * microsecond, so the clock is read only at every so many calls. */
#ifndef NNT_CLI_WATCH_H
#define NNT_CLI_WATCH_H

#include "nntrain/experiment.h"
#include "progress_line.h"

typedef struct nnt_watch {
    nnt_console *console;
    nnt_progress_line line;
    bool writes_json;
    const char *name;        /* of the run, for the start event */
    double started, stopped; /* times of the first and after the last epoch, seconds */
    double looked;           /* when the clock was read last */
    unsigned calls, stride;  /* the clock is read when `calls` reaches `stride` */
    size_t n_rows_written;   /* rows of the metrics that were written as events */
} nnt_watch;

void nnt_watch_init(nnt_watch *watch,
                    nnt_console *console,
                    nnt_progress_style style,
                    bool writes_json,
                    const char *name);

/* For nnt_run_options.on_progress, with the watch as its context. */
void nnt_watch_observe(void *context, const nnt_progress *progress);

/* Between the start and the end of the training; 0 when it never started. */
double nnt_watch_training_seconds(const nnt_watch *watch);

#endif
