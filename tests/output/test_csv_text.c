/* Fields of CSV come back unchanged from a reader that follows RFC 4180. */
#include "output/csv_text.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static void expect_field(const char *field, const char *written) {
    nnt_text text = {0};
    nnt_csv_add_field(&text, field);
    cr_expect_str_eq(text.data, written);
    nnt_text_clear(&text);
}

NNT_TEST(csv_text, plain_fields_stay) {
    expect_field("", "");
    expect_field("setosa", "setosa");
    expect_field("two words", "two words");
    expect_field("it's; 5% \xc3\xa9", "it's; 5% \xc3\xa9");
}

NNT_TEST(csv_text, separators_and_breaks_are_quoted) {
    expect_field("a,b", "\"a,b\"");
    expect_field("a\nb", "\"a\nb\"");
    expect_field("a\rb", "\"a\rb\"");
}

NNT_TEST(csv_text, quotes_are_doubled) {
    expect_field("\"", "\"\"\"\"");
    expect_field("6\" pipe, 3\"", "\"6\"\" pipe, 3\"\"\"");
}

NNT_TEST(csv_text, blanks_at_the_ends_are_quoted) {
    expect_field(" a", "\" a\"");
    expect_field("a\t", "\"a\t\"");
    expect_field(" ", "\" \"");
}

NNT_TEST(csv_text, numbers) {
    const double numbers[] = {0, 0.1, -1e-300, NAN, INFINITY, -INFINITY, 1234567};
    nnt_text text = {0};
    nnt_csv_add_numbers(&text, numbers, 0);
    cr_expect_eq(text.length, 0);
    nnt_csv_add_numbers(&text, numbers, 7);
    cr_expect_str_eq(text.data, "0,0.1,-1e-300,nan,inf,-inf,1234567");
    nnt_text_clear(&text);
}

NNT_TEST(csv_text, many_long_numbers) {
    enum { N = 1000 };
    static const char longest[] = ",-2.2250738585072014e-308";
    double numbers[N];
    for (size_t i = 0; i < N; i++) {
        numbers[i] = -0x1p-1022;
    }
    nnt_text text = {0};
    nnt_text_add(&text, ",");
    nnt_csv_add_numbers(&text, numbers, N);
    cr_assert_eq(text.length, N * strlen(longest));
    for (size_t i = 0; i < N; i++) {
        cr_expect_arr_eq(text.data + i * strlen(longest), longest, strlen(longest));
    }
    nnt_text_clear(&text);
}
