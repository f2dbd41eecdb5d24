/* Listens to a comparison. */
#include "compare_watch.h"

#include "json_line.h"
#include <math.h>
#include <stdlib.h>

bool nnt_compare_watch_init(nnt_compare_watch *watch,
                            nnt_console *console,
                            nnt_progress_style style,
                            bool writes_json) {
    *watch = (nnt_compare_watch){.console = console, .writes_json = writes_json};
    watch->started = nnt_host_clock();
    nnt_host_timestamp(watch->started_at);
    nnt_host_describe(&watch->host);
    nnt_progress_line_init(&watch->line, console, style, writes_json && console->out_is_terminal);
    watch->times = calloc(NNT_MAX_COMPARE_RUNS, sizeof *watch->times);
    return watch->times != NULL;
}

void nnt_compare_watch_clear(nnt_compare_watch *watch) {
    free(watch->times);
    watch->times = NULL;
}

static void take_times(nnt_compare_watch *watch, const nnt_compare_progress *news, double now) {
    nnt_run_times *times = &watch->times[news->row];
    if (news->progress->event == NNT_PROGRESS_LOADING) {
        times->loading = now;
    } else if (news->progress->event == NNT_PROGRESS_START) {
        times->started = times->stopped = now;
    } else if (news->progress->event == NNT_PROGRESS_STOP) {
        times->stopped = now;
    }
}

void nnt_compare_watch_describe(void *context,
                                const nnt_compare_progress *news,
                                nnt_run_info *info) {
    const nnt_compare_watch *watch = context;
    const nnt_run_times *times = &watch->times[news->row];
    *info = (nnt_run_info){
        .started = watch->started_at,
        .host = watch->host.name,
        .cpu = watch->host.cpu,
        .system = watch->host.system,
        .training_seconds = times->stopped - times->started,
        .total_seconds = nnt_host_clock() - times->loading,
        .peak_memory_bytes = nnt_host_peak_memory(),
    };
}

static void write_row(const nnt_compare_watch *watch, const nnt_compare_progress *news) {
    const nnt_compare_row *row = news->ended;
    nnt_json_line line = nnt_json_line_begin(watch->console, "run");
    nnt_json_line_text(&line, "variant", news->label);
    nnt_json_line_count(&line, "seed", row->seed);
    if (row->fold > 0) {
        nnt_json_line_count(&line, "fold", row->fold);
    }
    nnt_json_line_text(&line, "status", row->outcome);
    nnt_json_line_text(&line, "folder", row->folder);
    if (row->status != NNT_OK) {
        nnt_json_line_text(&line, "message", row->message);
    }
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        if (!isnan(row->numbers[i])) {
            nnt_json_line_number(&line, nnt_compare_number_name((nnt_compare_number)i),
                                 row->numbers[i]);
        }
    }
    nnt_json_line_end(&line);
    nnt_console_flush(watch->console);
}

void nnt_compare_watch_observe(void *context, const nnt_compare_progress *progress) {
    nnt_compare_watch *watch = context;
    const double now = nnt_host_clock();
    if (progress->progress != NULL) {
        take_times(watch, progress, now);
    }
    if (progress->ended != NULL && watch->writes_json) {
        write_row(watch, progress);
    }
    nnt_progress_line_show_runs(&watch->line, progress, watch->started, now);
}
