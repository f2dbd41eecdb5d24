/* Where a training stands, on standard error: one rewritten line on a terminal,
 * a line now and then elsewhere. */
#ifndef NNT_CLI_PROGRESS_LINE_H
#define NNT_CLI_PROGRESS_LINE_H

#include "console.h"
#include "nntrain/compare.h"
#include "nntrain/experiment.h"

/* In the order of the words of --progress. */
typedef enum nnt_progress_style {
    NNT_PROGRESS_AUTO,
    NNT_PROGRESS_PLAIN,
    NNT_PROGRESS_NONE
} nnt_progress_style;

typedef struct nnt_progress_line {
    const nnt_console *console;
    enum { NNT_LINE_NONE, NNT_LINE_REWRITTEN, NNT_LINE_PLAIN } kind;
    bool is_drawn;       /* the terminal's line is not empty */
    double shown;        /* when a line was last shown; the same clock as `now` below */
    double shown_tenths; /* of the training, when a plain line was last shown */
} nnt_progress_line;

/* `shares_terminal`: results go to the same terminal while training runs, so that
 * a rewritten line would be torn. */
void nnt_progress_line_init(nnt_progress_line *line,
                            const nnt_console *console,
                            nnt_progress_style style,
                            bool shares_terminal);

/* Shows where training stands if a line is due. `started` and `now` are times in
 * seconds. */
void nnt_progress_line_show(nnt_progress_line *line,
                            const nnt_progress *progress,
                            double started,
                            double now);

/* The same for the runs of a comparison. */
void nnt_progress_line_show_runs(nnt_progress_line *line,
                                 const nnt_compare_progress *progress,
                                 double started,
                                 double now);

/* A phase without steps: "loading the data". Terminals only. */
void nnt_progress_line_phase(nnt_progress_line *line, const char *phase);

void nnt_progress_line_erase(nnt_progress_line *line);

#endif
