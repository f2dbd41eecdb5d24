/* Ticks of a logarithmic axis. */
#ifndef NNT_CLI_LOG_AXIS_H
#define NNT_CLI_LOG_AXIS_H

#include "figures.h"
#include <stddef.h>

enum { NNT_MAX_TICKS = 12 };

typedef struct nnt_log_ticks {
    size_t n;
    double exponents[NNT_MAX_TICKS]; /* decimal logarithms, rising */
    int n_digits;                    /* that tell the labels apart */
} nnt_log_ticks;

/* Round numbers between 10^low and 10^high, as many as there can be up to `most`
 * (2 … NNT_MAX_TICKS): 1, 2, 5 of each decade, or fewer of them, or every so many
 * decades; evenly spaced numbers where the range is too short for these. */
nnt_log_ticks nnt_log_ticks_choose(double low, double high, size_t most);

const char *nnt_log_ticks_label(const nnt_log_ticks *ticks, size_t i, char text[NNT_FIGURE_SIZE]);

#endif
