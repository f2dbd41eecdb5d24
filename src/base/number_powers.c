/* The table of powers of ten. */
#include "base/number_powers.h"

#include <assert.h>

const nnt_power *nnt_power_of_ten(int exponent) {
    static const nnt_power powers[] = {
#include "base/number_powers.inc"
    };
    assert(exponent >= NNT_LOWEST_POWER && exponent <= NNT_HIGHEST_POWER);
    return &powers[exponent - NNT_LOWEST_POWER];
}
