/* Guessing the delimiter and the header, by examples. */
#include "data/csv_detect.h"

#include "base/memory_testing.h"
#include "data_support.h"

static nnt_csv_layout detect(const char *text, char delimiter) {
    const char *path = write_text("detect.csv", text);
    nnt_csv_file file;
    nnt_csv_layout layout;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_OK, "%s", error.message);
    cr_assert(nnt_csv_detect(&file, delimiter, NNT_CSV_HEADER_AUTO, &layout, &error) == NNT_OK,
              "%s", error.message);
    nnt_csv_file_clear(&file);
    cr_assert(unlink(path) == 0);
    return layout;
}

static void check_delimiter(const char *text, char delimiter, size_t n_columns) {
    const nnt_csv_layout layout = detect(text, '\0');
    cr_assert(layout.delimiter == delimiter, "'%c' in %s", layout.delimiter, text);
    cr_assert(layout.n_columns == n_columns, "%zu columns in %s", layout.n_columns, text);
}

NNT_TEST(csv_detect, finds_the_delimiter) {
    check_delimiter("a,b,c\n1,2,3\n", ',', 3);
    check_delimiter("a;b\n1;2\n", ';', 2);
    check_delimiter("a\tb\n1\t2\n", '\t', 2);
    check_delimiter("a|b\n1|2\n", '|', 2);
    check_delimiter("1 2\n3   4\n", ' ', 2);
    check_delimiter("  1.5 2\t3\n3   4 5\n", ' ', 3);
}

NNT_TEST(csv_detect, tells_delimiters_from_text) {
    check_delimiter("1,5;2,5\n3,5;4,5\n", ';', 2);               /* decimal commas */
    check_delimiter("1, 2, 3\n4, 5, 6\n", ',', 3);               /* blanks beside commas */
    check_delimiter("x,\"a;b;c\"\ny,\"d\"\n", ',', 2);           /* inside quotes */
    check_delimiter("x,\"a;b\"\ny,\"d;e\"\n", ',', 2);           /* evenly inside quotes */
    check_delimiter("name,note\nx,one; two\ny,three\n", ',', 2); /* only in some rows */
    check_delimiter("a name\n1\n2\n", ',', 1);                   /* a single column */
}

/* The uneven row is then refused with its counts, not read under another delimiter. */
NNT_TEST(csv_detect, takes_the_comma_for_uneven_rows) {
    const char *path = write_text("uneven.csv", "1,2,3\n4,5\n6,7,8\n");
    nnt_csv_file file;
    nnt_csv_layout layout;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, NULL) == NNT_OK);
    cr_assert(nnt_csv_detect(&file, '\0', NNT_CSV_HEADER_AUTO, &layout, &error) == NNT_ERR_DATA);
    cr_assert(strstr(error.message, ":2:1: the row has 2 fields; the first row has 3") != NULL);
    nnt_csv_file_clear(&file);
    cr_assert(unlink(path) == 0);
}

static void check_header(const char *text, bool has_header) {
    const nnt_csv_layout layout = detect(text, ',');
    cr_assert(layout.has_header == has_header, "%s", text);
}

NNT_TEST(csv_detect, finds_the_header) {
    check_header("a,b\n1,2\n", true);
    check_header("a,b\n1,x\n", true);
    check_header("a,species\n1,setosa\n2,setosa\n", true);
    check_header("a,b\n1,NA\n,3\n", true);            /* with missing values */
    check_header(",a\n0,1\n", true);                  /* no name for an index */
    check_header("label,0,1,2\n7,0,255,3\n", true);   /* numbered columns */
    check_header("name,kind\nx,red\ny,blue\n", true); /* words, all different */
    check_header("a,b\n", true);                      /* nothing below */
}

NNT_TEST(csv_detect, finds_that_there_is_no_header) {
    check_header("1,2\n3,4\n", false);
    check_header("5.1,3.5,setosa\n4.9,3.0,setosa\n", false);
    check_header("abc,3.5\n4.9,3.0\n", false); /* a wrong number, no name */
    check_header("1,abc,3\n4,5,6\n", false);
    check_header("?,2\n3,4\n", false);            /* a missing value is no name */
    check_header("x,red\ny,red\n", false);        /* words that come again */
    check_header("red,red\nblue,green\n", false); /* words that are not different */
}

NNT_TEST(csv_detect, takes_what_it_is_told) {
    const char *path = write_text("told.csv", "a;b,c\n1;2,3\n");
    nnt_csv_file file;
    nnt_csv_layout layout;
    cr_assert(nnt_csv_file_open(path, &file, NULL) == NNT_OK);
    cr_assert(nnt_csv_detect(&file, ',', NNT_CSV_HEADER_ABSENT, &layout, NULL) == NNT_OK);
    cr_assert(layout.delimiter == ',' && !layout.has_header && layout.n_columns == 2);
    cr_assert(nnt_csv_detect(&file, ';', NNT_CSV_HEADER_PRESENT, &layout, NULL) == NNT_OK);
    cr_assert(layout.delimiter == ';' && layout.has_header && layout.n_columns == 2);
    nnt_csv_file_clear(&file);
    cr_assert(unlink(path) == 0);
}

/* A failed allocation must not turn into another guess. */
NNT_TEST(csv_detect, survives_lack_of_memory) {
    const char *path = write_text("memory.csv", "a;b,c\n1;2,3\n");
    nnt_csv_file file;
    cr_assert(nnt_csv_file_open(path, &file, NULL) == NNT_OK);
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_csv_layout layout;
        nnt_memory_fail_at(k, false);
        status = nnt_csv_detect(&file, '\0', NNT_CSV_HEADER_AUTO, &layout, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_ERR_MEMORY || (status == NNT_OK && layout.delimiter == ';'));
        cr_assert(k < 30);
    }
    nnt_csv_file_clear(&file);
    cr_assert(unlink(path) == 0);
}

NNT_TEST(csv_detect, shows_delimiters) {
    char room[NNT_CSV_DELIMITER_ROOM];
    cr_assert_str_eq(nnt_csv_delimiter_show('\t', room), "tab");
    cr_assert_str_eq(nnt_csv_delimiter_show(' ', room), "blank");
    cr_assert_str_eq(nnt_csv_delimiter_show(';', room), "';'");
}
