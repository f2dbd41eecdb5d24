/* The machine and its clocks, which the library does not look at. */
#ifndef NNT_CLI_HOST_H
#define NNT_CLI_HOST_H

#include <stddef.h>
#include <stdint.h>

/* Texts are "" when the system does not say. */
typedef struct nnt_host {
    char name[256];
    char cpu[128];
    char system[256];
} nnt_host;

void nnt_host_describe(nnt_host *host);

/* Cores that are online, at least 1. */
size_t nnt_host_count_cores(void);

/* Bytes that this process can have: what is free, within the limits that the system, a
 * container and the shell set; SIZE_MAX when nothing says. */
size_t nnt_host_memory(void);

/* Seconds of a clock that is never set, and never go back even where a system's does. */
double nnt_host_clock(void);

/* The time of day in UTC as "2024-05-06T07:08:09Z". */
enum { NNT_TIMESTAMP_SIZE = 32 };
void nnt_host_timestamp(char text[NNT_TIMESTAMP_SIZE]);

/* The most memory that this process has had. */
uint64_t nnt_host_peak_memory(void);

#endif
