/* The options of a config's "output": what a run leaves, and where. */
#include "experiment/config_table.h"

const nnt_option nnt_output_options[] = {
    {.name = "directory",
     .accepts = NNT_ACCEPT_PATH | NNT_ACCEPT_NULL,
     .fallback = "null",
     .help = "run folder; runs/<name> below the current folder unless given"},
    {.name = "checkpoint_every",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "0",
     .low = 0,
     .high = 1e9,
     .help = "epochs between checkpoints; 0: only when the training is interrupted"},
    {.name = "report",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "true",
     .help = "write report.html"},
    {0},
};
