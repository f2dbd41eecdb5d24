/* Fingerprints against numbers computed in Python from their definition. */
#include "base/fingerprint.h"
#include "support/nnt_test.h"
#include <string.h>

NNT_TEST(fingerprint, known_values) {
    const double values[] = {1, -0.5};
    char text[NNT_FINGERPRINT_ROOM];
    nnt_fingerprint_print(nnt_fingerprint_mix(NNT_FINGERPRINT_START, 7), text);
    cr_assert_str_eq(text, "af63ba4c2962088a");
    nnt_fingerprint_print(nnt_fingerprint_mix_doubles(NNT_FINGERPRINT_START, values, 2), text);
    cr_assert_str_eq(text, "bdb53b983992cc51");
    nnt_fingerprint_print(15, text);
    cr_assert_str_eq(text, "000000000000000f");
}

NNT_TEST(fingerprint, order_and_sign_matter) {
    const double one[] = {1, 2, 0.0};
    const double other[] = {2, 1, 0.0};
    const double negative[] = {1, 2, -0.0};
    const uint64_t mark = nnt_fingerprint_mix_doubles(NNT_FINGERPRINT_START, one, 3);
    cr_assert(mark != nnt_fingerprint_mix_doubles(NNT_FINGERPRINT_START, other, 3));
    cr_assert(mark != nnt_fingerprint_mix_doubles(NNT_FINGERPRINT_START, negative, 3));
    cr_assert(mark != nnt_fingerprint_mix_doubles(NNT_FINGERPRINT_START, one, 2));
}
