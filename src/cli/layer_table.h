/* The table by layer at the end of a run: how the gradients moved. */
#ifndef NNT_CLI_LAYER_TABLE_H
#define NNT_CLI_LAYER_TABLE_H

#include "console.h"
#include "nntrain/run.h"

/* Prints nothing when no layers were measured. */
void nnt_layer_table_print(nnt_console *console, const nnt_run *run);

#endif
