/* What the program does while the library compares: it takes the times, tells them for
 * each run's run.json, shows progress and, with --json, writes the events. */
#ifndef NNT_CLI_COMPARE_WATCH_H
#define NNT_CLI_COMPARE_WATCH_H

#include "host.h"
#include "nntrain/compare.h"
#include "progress_line.h"

/* Times of one run, in seconds of the clock. */
typedef struct nnt_run_times {
    double loading, started, stopped;
} nnt_run_times;

typedef struct nnt_compare_watch {
    nnt_console *console;
    nnt_progress_line line;
    bool writes_json;
    double started;
    char started_at[NNT_TIMESTAMP_SIZE];
    nnt_host host;
    nnt_run_times *times; /* (NNT_MAX_COMPARE_RUNS) */
} nnt_compare_watch;

/* False when memory is out. */
bool nnt_compare_watch_init(nnt_compare_watch *watch,
                            nnt_console *console,
                            nnt_progress_style style,
                            bool writes_json);
void nnt_compare_watch_clear(nnt_compare_watch *watch);

/* For nnt_compare_options, with the watch as its context. */
void nnt_compare_watch_observe(void *context, const nnt_compare_progress *progress);
void nnt_compare_watch_describe(void *context,
                                const nnt_compare_progress *news,
                                nnt_run_info *info);

#endif
