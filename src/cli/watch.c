/* Listens to a training. */
#include "watch.h"

#include "host.h"
#include "json_line.h"

enum { LONGEST_STRIDE = 1 << 16 };

/* The clock is read about this often, in seconds: well below the interval at
 * which the progress line is drawn. */
static const double shortest_look = 0.01;
static const double longest_look = 0.04;

void nnt_watch_init(nnt_watch *watch,
                    nnt_console *console,
                    nnt_progress_style style,
                    bool writes_json,
                    const char *name) {
    *watch = (nnt_watch){.console = console, .writes_json = writes_json, .name = name, .stride = 1};
    nnt_progress_line_init(&watch->line, console, style, writes_json && console->out_is_terminal);
}

static void write_start(const nnt_watch *watch, const nnt_progress *progress) {
    nnt_json_line line = nnt_json_line_begin(watch->console, "start");
    nnt_json_line_text(&line, "name", watch->name);
    nnt_json_line_count(&line, "epochs", progress->n_epochs);
    nnt_json_line_count(&line, "rows_per_epoch", progress->rows_per_epoch);
    nnt_json_line_end(&line);
}

/* One event per row of the metrics that is new. */
static void write_epochs(nnt_watch *watch, const nnt_history *history) {
    const nnt_table *metrics = &history->metrics;
    for (; watch->n_rows_written < metrics->n_rows; watch->n_rows_written++) {
        const double *row = metrics->cells + watch->n_rows_written * metrics->n_columns;
        nnt_json_line line = nnt_json_line_begin(watch->console, "epoch");
        for (size_t column = 0; column < metrics->n_columns; column++) {
            nnt_json_line_number(&line, metrics->names[column], row[column]);
        }
        nnt_json_line_end(&line);
    }
}

static void write_events(nnt_watch *watch, const nnt_progress *progress) {
    if (progress->event == NNT_PROGRESS_START) {
        write_start(watch, progress);
    }
    if (progress->history != NULL) {
        write_epochs(watch, progress->history);
    }
}

/* Steps and epochs, the events that come often. */
static void observe_step(nnt_watch *watch, const nnt_progress *progress) {
    if (++watch->calls < watch->stride) {
        return;
    }
    const double now = nnt_host_clock();
    const double gap = now - watch->looked;
    if (gap < shortest_look && watch->stride < LONGEST_STRIDE) {
        watch->stride *= 2;
    } else if (gap > longest_look) {
        watch->stride = watch->stride / 2 + 1;
    }
    watch->calls = 0;
    watch->looked = now;
    nnt_progress_line_show(&watch->line, progress, watch->started, now);
    if (watch->writes_json && gap >= shortest_look) {
        nnt_console_flush(watch->console);
    }
}

static void observe_phase(nnt_watch *watch, const nnt_progress *progress) {
    if (progress->event == NNT_PROGRESS_LOADING) {
        nnt_progress_line_phase(&watch->line, "loading the data");
    } else if (progress->event == NNT_PROGRESS_START) {
        watch->started = watch->stopped = watch->looked = nnt_host_clock();
    } else if (progress->event == NNT_PROGRESS_STOP) {
        watch->stopped = nnt_host_clock();
    } else {
        nnt_progress_line_phase(&watch->line, "writing the files");
    }
}

void nnt_watch_observe(void *context, const nnt_progress *progress) {
    nnt_watch *watch = context;
    if (progress->event == NNT_PROGRESS_STEP || progress->event == NNT_PROGRESS_EPOCH) {
        observe_step(watch, progress);
    } else {
        observe_phase(watch, progress);
    }
    if (watch->writes_json) {
        write_events(watch, progress);
    }
}

double nnt_watch_training_seconds(const nnt_watch *watch) {
    return watch->stopped - watch->started;
}
