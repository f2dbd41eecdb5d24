/* Asks the system. */
#include "host.h"

#include "memory_limit.h"
#include "system_file.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

/* The value of the first "model name" line of /proc/cpuinfo, a Linux file that
 * some processors leave without such a line. */
static void read_cpu_name(char *name, size_t size) {
    static const char key[] = "model name";
    char line[512];
    FILE *file = fopen("/proc/cpuinfo", "r");
    name[0] = '\0';
    while (file != NULL && name[0] == '\0' && fgets(line, sizeof line, file) != NULL) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, key, sizeof key - 1) == 0 && colon != NULL) {
            line[strcspn(line, "\n")] = '\0';
            snprintf(name, size, "%.*s", (int)size - 1, colon + 1 + strspn(colon + 1, " "));
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

void nnt_host_describe(nnt_host *host) {
    struct utsname system;
    *host = (nnt_host){0};
    if (gethostname(host->name, sizeof host->name - 1) != 0) {
        host->name[0] = '\0';
    }
    read_cpu_name(host->cpu, sizeof host->cpu);
    if (uname(&system) >= 0) {
        snprintf(host->system, sizeof host->system, "%.60s %.100s %.60s", system.sysname,
                 system.release, system.machine);
    }
}

size_t nnt_host_count_cores(void) {
    const long n_cores = sysconf(_SC_NPROCESSORS_ONLN);
    return n_cores > 1 ? (size_t)n_cores : 1;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t nnt_host_memory(void) {
    struct rlimit limit;
    const size_t free_kib = nnt_system_file_number("/proc/meminfo", "MemAvailable:");
    size_t bytes = free_kib <= SIZE_MAX / 1024 ? free_kib * 1024 : SIZE_MAX;
    bytes = smaller(bytes, nnt_memory_limit_find("/proc/self/cgroup", "/sys/fs/cgroup"));
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        bytes = smaller(bytes, (size_t)limit.rlim_cur);
    }
    return bytes;
}

double nnt_host_clock(void) {
    static _Atomic int64_t latest; /* nanoseconds, of all threads */
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    const int64_t now = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
    int64_t before = atomic_load(&latest);
    while (before < now && !atomic_compare_exchange_weak(&latest, &before, now)) {
    }
    return 1e-9 * (double)(before < now ? now : before);
}

void nnt_host_timestamp(char text[NNT_TIMESTAMP_SIZE]) {
    const time_t now = time(NULL);
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&now, &utc) != NULL) {
        strftime(text, NNT_TIMESTAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
}

/* Both count in KiB. Linux's ru_maxrss holds what the process was before it became this
 * program, and its parent before that; VmHWM does not. */
uint64_t nnt_host_peak_memory(void) {
    const size_t own_kib = nnt_system_file_number("/proc/self/status", "VmHWM:");
    struct rusage usage;
    if (own_kib <= SIZE_MAX / 1024) {
        return (uint64_t)own_kib * 1024;
    }
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * 1024 : 0;
}
