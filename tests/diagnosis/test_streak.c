/* What lasts long enough to count, and how it is put into words. */
#include "diagnosis/made_up_run.h"
#include "diagnosis/phrase.h"
#include "diagnosis/streak.h"

/* A digit per log: its grade, which is its badness too. */
static nnt_reading read_digit(const void *digits, size_t log) {
    const int grade = ((const char *)digits)[log] - '0';
    return (nnt_reading){(nnt_grade)grade, log + 1, grade};
}

static bool find(const char *digits, nnt_streak *streak) {
    return nnt_streak_find(strlen(digits), read_digit, digits, streak);
}

NNT_TEST(streak, three_in_a_row) {
    nnt_streak streak;
    cr_assert(!find("", &streak));
    cr_assert(!find("0000", &streak));
    cr_assert(!find("3303300", &streak));
    cr_assert(find("0333", &streak));
    cr_assert(streak.severity == NNT_SEVERE && streak.first_log == 1 && streak.last_log == 3);
    cr_assert(!streak.is_over);
}

NNT_TEST(streak, all_logs_of_a_short_run) {
    nnt_streak streak;
    cr_assert(find("2", &streak) && streak.severity == NNT_WARNING);
    cr_assert(find("23", &streak) && streak.severity == NNT_WARNING);
    cr_assert(!find("20", &streak));
}

/* Two severe logs are too few, but with the warnings around they make a warning. */
NNT_TEST(streak, the_worst_grade_that_lasts) {
    nnt_streak streak;
    cr_assert(find("0233211", &streak));
    cr_assert(streak.severity == NNT_WARNING && streak.first_log == 1 && streak.last_log == 4);
    cr_assert(streak.worst_log == 2 && streak.worst.layer == 3);
}

NNT_TEST(streak, what_is_over_and_was_short_is_a_note) {
    nnt_streak streak;
    cr_assert(find("3330000", &streak) && streak.severity == NNT_NOTE && streak.is_over);
    cr_assert(find("333000", &streak) && streak.severity == NNT_SEVERE && streak.is_over);
    cr_assert(find("000000333", &streak) && streak.severity == NNT_SEVERE);
}

NNT_TEST(streak, the_longest_of_several) {
    nnt_streak streak;
    cr_assert(find("2220002222", &streak) && streak.first_log == 6 && streak.last_log == 9);
}

/* Three logs in a row begin a state, and three without it end it. */
NNT_TEST(streak, is_not_interrupted_by_a_log_or_two) {
    nnt_streak streak;
    cr_assert(find("2220022202", &streak) && streak.first_log == 0 && streak.last_log == 9);
    cr_assert(find("22200", &streak) && !streak.is_over && streak.last_log == 2);
    cr_assert(find("222000", &streak) && streak.is_over && streak.last_log == 2);
    cr_assert(!find("2202202200", &streak), "never three in a row");
}

NNT_TEST(streak, begins_with_what_led_to_it) {
    nnt_streak streak;
    cr_assert(find("0112333", &streak) && streak.severity == NNT_SEVERE && streak.first_log == 1);
}

NNT_TEST(streak, grades) {
    cr_assert(nnt_grade_above(1, 1, 2, 3) == NNT_GRADE_NONE);
    cr_assert(nnt_grade_above(1.5, 1, 2, 3) == NNT_GRADE_NOTE);
    cr_assert(nnt_grade_above(2.5, 1, 2, 3) == NNT_GRADE_WARNING);
    cr_assert(nnt_grade_above(INFINITY, 1, 2, 3) == NNT_GRADE_SEVERE);
    cr_assert(nnt_grade_above(NAN, 1, 2, 3) == NNT_GRADE_NONE);
    cr_assert(nnt_grade_below(0.5, 1, 0.1, 0.01) == NNT_GRADE_NOTE);
    cr_assert(nnt_grade_below(0.001, 1, 0.1, -INFINITY) == NNT_GRADE_WARNING);
    cr_assert(nnt_grade_below(NAN, 1, 0.1, 0.01) == NNT_GRADE_NONE);
}

static void expect_number(double number, const char *text) {
    const nnt_brief brief = nnt_brief_number(number);
    cr_assert(strcmp(brief.text, text) == 0, "%s, not %s", brief.text, text);
}

NNT_TEST(phrase, numbers_have_three_digits) {
    expect_number(0, "0");
    expect_number(1, "1");
    expect_number(-0.0123456, "-0.0123");
    expect_number(1.0 / 3, "0.333");
    expect_number(999.6, "1000");
    expect_number(123456, "123000");
    expect_number(2.5e-9, "2.5e-09");
    expect_number(1.7e308, "1.7e+308");
    expect_number(4.9e-324, "5e-324");
    expect_number(NAN, "unknown");
    expect_number(INFINITY, "over 1.8e+308");
    expect_number(-INFINITY, "below -1.8e+308");
}

NNT_TEST(phrase, percent) {
    cr_assert(strcmp(nnt_brief_percent(0.404).text, "40 %") == 0);
    cr_assert(strcmp(nnt_brief_percent(NAN).text, "unknown") == 0);
    cr_assert(strcmp(nnt_brief_percent(123.456).text, "12300 %") == 0);
    cr_assert(strcmp(nnt_brief_percent(1.7e308).text, "over 1.8e+308 %") == 0);
}

NNT_TEST(phrase, what_does_not_fit_is_cut) {
    char phrase[NNT_PHRASE_SIZE] = "";
    for (int i = 0; i < 50; i++) {
        nnt_phrase_add(phrase, "%s", "123456789 ");
    }
    cr_assert(strlen(phrase) == NNT_PHRASE_SIZE - 1);
    cr_assert(strcmp(phrase + NNT_PHRASE_SIZE - 5, "6...") == 0, "%s", phrase);
}

NNT_TEST(phrase, fits_exactly) {
    char phrase[NNT_PHRASE_SIZE] = "";
    nnt_phrase_add(phrase, "%*s", NNT_PHRASE_SIZE - 1, "x");
    cr_assert(phrase[NNT_PHRASE_SIZE - 2] == 'x' && strlen(phrase) == NNT_PHRASE_SIZE - 1);
}
