/* Edit distances, checked by hand, and the choice of a near name. */
#include "base/suggest.h"
#include "expect_text.h"
#include "support/nnt_test.h"

NNT_TEST(suggest, distances_of_known_pairs) {
    static const struct {
        const char *a, *b;
        size_t distance;
    } pairs[] = {
        {"", "", 0},
        {"relu", "", 4},
        {"relu", "relu", 0},
        {"ReLU", "relu", 0},
        {"reluu", "relu", 1},     /* one letter too many */
        {"rlu", "relu", 1},       /* one too few */
        {"rely", "relu", 1},      /* one replaced */
        {"rleu", "relu", 1},      /* neighbours swapped */
        {"kitten", "sitting", 3}, /* the textbook example */
        {"saturday", "sunday", 3},
        {"ca", "abc", 3}, /* a swapped pair is not edited further */
        {"abcdef", "badcfe", 3},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const size_t forward = nnt_edit_distance(pairs[i].a, pairs[i].b);
        const size_t backward = nnt_edit_distance(pairs[i].b, pairs[i].a);
        cr_assert(forward == pairs[i].distance, "%s, %s: %zu", pairs[i].a, pairs[i].b, forward);
        cr_assert(backward == forward);
    }
}

NNT_TEST(suggest, counting_stops_at_64_characters) {
    char a[200], b[200];
    memset(a, 'a', sizeof a);
    memset(b, 'b', sizeof b);
    a[199] = b[199] = '\0';
    cr_assert(nnt_edit_distance(a, b) == 64);
    b[64] = '\0';
    cr_assert(nnt_edit_distance(a, b) == 64);
    memset(b, 'a', 64);
    cr_assert(nnt_edit_distance(a, b) == 0);
}

static const char *const known[] = {"leaky_relu", "linear", "relu", "sigmoid", "softplus", "tanh"};
enum { N_KNOWN = sizeof known / sizeof known[0] };

NNT_TEST(suggest, slips_find_their_name) {
    EXPECT_TEXT(nnt_suggest("reluu", known, N_KNOWN), "relu");
    EXPECT_TEXT(nnt_suggest("Tahn", known, N_KNOWN), "tanh");
    EXPECT_TEXT(nnt_suggest("LINEAR", known, N_KNOWN), "linear");
    /* three slips in nine letters */
    EXPECT_TEXT(nnt_suggest("leakyreul", known, N_KNOWN), "leaky_relu");
}

NNT_TEST(suggest, beginnings_find_their_name) {
    EXPECT_TEXT(nnt_suggest("soft", known, N_KNOWN), "softplus");
    EXPECT_TEXT(nnt_suggest("LEAKY", known, N_KNOWN), "leaky_relu");
    /* "l" begins two names, and everything is near to one letter */
    cr_assert(nnt_suggest("l", known, N_KNOWN) == NULL);
    EXPECT_TEXT(nnt_suggest("t", known, N_KNOWN), "tanh");
}

NNT_TEST(suggest, far_words_find_nothing) {
    cr_assert(nnt_suggest("banana", known, N_KNOWN) == NULL);
    cr_assert(nnt_suggest("", known, N_KNOWN) == NULL);
    cr_assert(nnt_suggest("relu", known, 0) == NULL);
}

NNT_TEST(suggest, the_first_of_equals_wins) {
    static const char *const twins[] = {"adam", "adan", "adax"};
    EXPECT_TEXT(nnt_suggest("adaq", twins, 3), "adam");
    EXPECT_TEXT(nnt_suggest("adax", twins, 3), "adax");
}

/* One letter replaced and one left out are one slip each. */
NNT_TEST(suggest, of_equals_the_one_that_the_word_begins_wins) {
    static const char *const keys[] = {"activation", "init", "units", "unitz"};
    EXPECT_TEXT(nnt_suggest("unit", keys, 4), "units");
    EXPECT_TEXT(nnt_suggest("UNIT", keys, 4), "units");
    EXPECT_TEXT(nnt_suggest("inits", keys, 4), "init");
    EXPECT_TEXT(nnt_suggest("anit", keys, 4), "init");
}
