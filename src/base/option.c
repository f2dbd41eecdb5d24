/* Looking up rows of option tables. */
#include "nntrain/option.h"

#include <stdint.h>
#include <string.h>

size_t nnt_option_count(const nnt_option *options) {
    size_t count = 0;
    while (options && options[count].name) {
        count++;
    }
    return count;
}

const char *nnt_option_keys(const nnt_option *option) {
    const bool is_open = option->accepts & NNT_ACCEPT_WORD;
    return is_open ? NULL : option->words;
}

size_t nnt_option_find(const nnt_option *options, const char *name) {
    for (size_t i = 0; options && options[i].name; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}
