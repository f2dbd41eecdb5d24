/* The table of losses. */
#include "nn/loss.h"

#include <string.h>

static const nnt_loss *const losses[] = {
#define NNT_LOSS(name) &NNT_CORE(nnt_loss_##name),
#include "nn/loss_list.inc"
#undef NNT_LOSS
};

size_t nnt_loss_count(void) {
    return sizeof losses / sizeof losses[0];
}

const nnt_loss *nnt_loss_get(size_t index) {
    return losses[index];
}

const nnt_loss *nnt_loss_find(const char *name) {
    for (size_t i = 0; i < nnt_loss_count(); i++) {
        if (strcmp(losses[i]->row.name, name) == 0) {
            return losses[i];
        }
    }
    return NULL;
}
