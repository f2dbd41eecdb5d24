/* The table of activations. */
#include "nn/activation.h"

#include <string.h>

static const nnt_activation *const activations[] = {
#define NNT_ACTIVATION(name) &NNT_CORE(nnt_activation_##name),
#include "nn/activation_list.inc"
#undef NNT_ACTIVATION
};

size_t nnt_activation_count(void) {
    return sizeof activations / sizeof activations[0];
}

const nnt_activation *nnt_activation_get(size_t index) {
    return activations[index];
}

const nnt_activation *nnt_activation_find(const char *name) {
    for (size_t i = 0; i < nnt_activation_count(); i++) {
        if (strcmp(activations[i]->row.name, name) == 0) {
            return activations[i];
        }
    }
    return NULL;
}

double nnt_activation_steepest(const nnt_activation *activation, const real *option) {
    return activation->steepest ? activation->steepest(option) : activation->traits.max_slope;
}
