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

double nnt_truth_weigh(size_t n, const nnt_truth *truth) {
    if (!truth->weights && !truth->class_weights) {
        return (double)n;
    }
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double of_row = truth->weights ? (double)truth->weights[i] : 1;
        const double of_class =
            truth->class_weights ? (double)truth->class_weights[truth->labels[i]] : 1;
        sum += of_row * of_class;
    }
    return sum;
}

const nnt_loss *nnt_loss_find(const char *name) {
    for (size_t i = 0; i < nnt_loss_count(); i++) {
        if (strcmp(losses[i]->row.name, name) == 0) {
            return losses[i];
        }
    }
    return NULL;
}
