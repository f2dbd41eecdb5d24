/* The table of optimizers. */
#include "optim/optimizer.h"

#include <string.h>

static const nnt_optimizer *const optimizers[] = {
#define NNT_OPTIMIZER(name) &NNT_CORE(nnt_optimizer_##name),
#include "optim/optimizer_list.inc"
#undef NNT_OPTIMIZER
};

size_t nnt_optimizer_count(void) {
    return sizeof optimizers / sizeof optimizers[0];
}

const nnt_optimizer *nnt_optimizer_get(size_t index) {
    return optimizers[index];
}

const nnt_optimizer *nnt_optimizer_find(const char *name) {
    for (size_t i = 0; i < nnt_optimizer_count(); i++) {
        if (strcmp(optimizers[i]->row.name, name) == 0) {
            return optimizers[i];
        }
    }
    return NULL;
}
