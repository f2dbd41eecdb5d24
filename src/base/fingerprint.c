/* Fingerprints of numbers. */
#include "base/fingerprint.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void nnt_fingerprint_print(uint64_t fingerprint, char text[NNT_FINGERPRINT_ROOM]) {
    snprintf(text, NNT_FINGERPRINT_ROOM, "%016" PRIx64, fingerprint);
}

uint64_t nnt_fingerprint_mix(uint64_t fingerprint, uint64_t word) {
    fingerprint = (fingerprint ^ word) * UINT64_C(1099511628211);
    return fingerprint ^ fingerprint >> 32;
}

uint64_t nnt_fingerprint_mix_doubles(uint64_t fingerprint, const double *values, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = 0;
        memcpy(&bits, &values[i], sizeof bits);
        fingerprint = nnt_fingerprint_mix(fingerprint, bits);
    }
    return fingerprint;
}
