/* Adding up a need of memory, and saying it. */
#include "nntrain/memory.h"

#include "base/memory.h"
#include <stdio.h>

size_t nnt_memory_need_total(const nnt_memory_need *need) {
    const size_t learned = nnt_size_plus(need->parameters, need->optimizer);
    const size_t passes = nnt_size_plus(need->workspace, need->instruments);
    return nnt_size_plus(nnt_size_plus(need->data, need->program), nnt_size_plus(learned, passes));
}

const char *nnt_memory_text(size_t bytes, char text[NNT_MEMORY_ROOM]) {
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double amount = (double)bytes / 1000;
    size_t unit = 0;
    while (amount >= 999.95 && unit + 1 < sizeof units / sizeof units[0]) {
        amount /= 1000;
        unit++;
    }
    snprintf(text, NNT_MEMORY_ROOM, "%.1f %s", amount, units[unit]);
    return text;
}
