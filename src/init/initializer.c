/* The table of initialisers. */
#include "init/initializer.h"

#include <string.h>

#define NNT_INITIALIZER(name) extern const nnt_initializer nnt_initializer_##name;
#include "init/initializer_list.inc"
#undef NNT_INITIALIZER

static const nnt_initializer *const initializers[] = {
#define NNT_INITIALIZER(name) &nnt_initializer_##name,
#include "init/initializer_list.inc"
#undef NNT_INITIALIZER
};

size_t nnt_initializer_count(void) {
    return sizeof initializers / sizeof initializers[0];
}

const nnt_initializer *nnt_initializer_get(size_t index) {
    return initializers[index];
}

const nnt_initializer *nnt_initializer_find(const char *name) {
    for (size_t i = 0; i < nnt_initializer_count(); i++) {
        if (strcmp(initializers[i]->row.name, name) == 0) {
            return initializers[i];
        }
    }
    return NULL;
}

const nnt_row *nnt_initializer_row(size_t index) {
    return &initializers[index]->row;
}
