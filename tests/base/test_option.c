/* Looking up option rows. */
#include "nntrain/option.h"
#include "support/nnt_test.h"
#include <stdint.h>

static const nnt_option options[] = {
    {.name = "learning_rate", .accepts = NNT_ACCEPT_NUMBER},
    {.name = "momentum", .accepts = NNT_ACCEPT_NUMBER},
    {.name = NULL},
};

NNT_TEST(option, rows_are_counted_up_to_the_end) {
    cr_assert(nnt_option_count(options) == 2);
    cr_assert(nnt_option_count(options + 2) == 0);
    cr_assert(nnt_option_count(NULL) == 0);
}

NNT_TEST(option, rows_are_found_by_their_exact_name) {
    cr_assert(nnt_option_find(options, "learning_rate") == 0);
    cr_assert(nnt_option_find(options, "momentum") == 1);
    cr_assert(nnt_option_find(options, "Momentum") == SIZE_MAX);
    cr_assert(nnt_option_find(options, "moment") == SIZE_MAX);
    cr_assert(nnt_option_find(options, "") == SIZE_MAX);
    cr_assert(nnt_option_find(NULL, "momentum") == SIZE_MAX);
}
