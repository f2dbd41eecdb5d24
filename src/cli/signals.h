/* Signals: the first SIGINT, SIGTERM or SIGHUP (the terminal was closed) asks the
 * training to end after its step, the second ends the program at once. */
#ifndef NNT_CLI_SIGNALS_H
#define NNT_CLI_SIGNALS_H

#include <stdbool.h>

/* Makes broken pipes and full quotas into errors of the write, for all commands. */
void nnt_signals_init(void);

/* Starts to watch for these signals; one that the program was started with as
 * ignored stays so. `erases_line`: a progress line may stand on the terminal.
 * Returns the flag that is not 0 once a signal came. */
const volatile int *nnt_signals_watch(bool erases_line);

/* The signal that came first, or 0. */
int nnt_signals_received(void);

#endif
