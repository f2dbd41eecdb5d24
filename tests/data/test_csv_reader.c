/* CSV text to rows: the rules of RFC 4180, and a round trip of random fields. */
#include "data/csv_reader.h"

#include "base/memory.h"
#include "base/rng.h"
#include "base/text.h"
#include "data_support.h"

/* Opens text as a file; the caller clears it. */
static nnt_csv_file open_bytes(const char *bytes, size_t length) {
    const char *path = write_file("reader.csv", bytes, length);
    nnt_csv_file file;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_OK, "%s", error.message);
    cr_assert(unlink(path) == 0);
    return file;
}

/* All rows as "field|field" with '/' between rows. */
static void check_rows(const char *text, char delimiter, const char *expected) {
    nnt_csv_file file = open_bytes(text, strlen(text));
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(&file, delimiter, 0, &cursor);
    nnt_text found = {0};
    nnt_text_add(&found, "");
    nnt_error error = {0};
    for (;;) {
        bool is_there = false;
        cr_assert(nnt_csv_cursor_next(&cursor, &is_there, &error) == NNT_OK, "%s", error.message);
        if (!is_there) {
            break;
        }
        nnt_text_add(&found, found.length > 0 ? "/" : "");
        for (size_t i = 0; i < cursor.n_fields; i++) {
            char *field = nnt_csv_field_copy(&cursor.fields[i]);
            cr_assert(nnt_csv_field_equals(&cursor.fields[i], field));
            nnt_text_addf(&found, "%s%s", i > 0 ? "|" : "", field);
            nnt_free(field);
        }
    }
    cr_assert_str_eq(found.data, expected);
    nnt_text_clear(&found);
    nnt_csv_cursor_clear(&cursor);
    nnt_csv_file_clear(&file);
}

NNT_TEST(csv_reader, cuts_lines_into_fields) {
    check_rows("", ',', "");
    check_rows("a", ',', "a");
    check_rows("a,b\nc,d\n", ',', "a|b/c|d");
    check_rows("a,b\r\nc,d\re,f", ',', "a|b/c|d/e|f");
    check_rows("a;b,c\n", ';', "a|b,c");
    check_rows("a\tb c\n", '\t', "a|b c");
    check_rows("\xef\xbb\xbf"
               "a,b\n",
               ',', "a|b");
    check_rows("ä,€\n", ',', "ä|€");
}

NNT_TEST(csv_reader, keeps_empty_fields_but_no_empty_lines) {
    check_rows(",\n", ',', "|");
    check_rows("a,,c\n,,\n", ',', "a||c/||");
    check_rows("\n\na\n\r\n\r\rb\n\n", ',', "a/b");
    check_rows("\t\ta\n", '\t', "||a");
}

NNT_TEST(csv_reader, takes_blanks_off_fields_unless_quoted) {
    check_rows(" a , b c \t,d\n", ',', "a|b c|d");
    check_rows("\" a \", b\n", ',', " a |b");
    check_rows(" \"a\" ,b\n", ',', "a|b");
    check_rows(" a \t b \n", '\t', "a|b");
}

NNT_TEST(csv_reader, reads_quoted_fields) {
    check_rows("\"a,b\",c\n", ',', "a,b|c");
    check_rows("\"say \"\"hi\"\"\",\"\"\n", ',', "say \"hi\"|");
    check_rows("\"\"\"\"\n", ',', "\"");
    check_rows("\"two\nlines\",b\n\"x\r\ny\"\n", ',', "two\nlines|b/x\r\ny");
    check_rows("5\" pipe,6\"\n", ',', "5\" pipe|6\"");
}

NNT_TEST(csv_reader, cuts_at_runs_of_blanks) {
    check_rows("1 2  3\n 4\t5   6  \n", ' ', "1|2|3/4|5|6");
    check_rows("\"a b\" c\n", ' ', "a b|c");
    check_rows("  \n \t \na\n", ' ', "a");
}

/* ---- round trip ----------------------------------------------------------- */

/* A random field of quotes, delimiters, line ends and letters, written as RFC 4180
 * says. */
static void write_field(nnt_rng *rng, nnt_text *csv, nnt_text *plain) {
    static const char *const pieces[] = {"a", "\"", ",", "\n", "\r\n", " ", "ü", "7"};
    nnt_text_add(csv, "\"");
    for (uint64_t n = nnt_rng_below(rng, 6); n > 0; n--) {
        const char *piece = pieces[nnt_rng_below(rng, 8)];
        nnt_text_add(plain, piece);
        nnt_text_add(csv, piece);
        nnt_text_add(csv, *piece == '"' ? "\"" : "");
    }
    nnt_text_add_bytes(plain, "\1", 1);
    nnt_text_add(csv, "\"");
}

NNT_TEST(csv_reader, reads_back_what_was_written) {
    enum { ROWS = 300, COLUMNS = 4 };
    nnt_rng rng = nnt_rng_stream(1, "test", 0);
    nnt_text csv = {0};
    nnt_text plain = {0};
    nnt_text found = {0};
    for (size_t i = 0; i < ROWS * COLUMNS; i++) {
        write_field(&rng, &csv, &plain);
        nnt_text_add(&csv, (i + 1) % COLUMNS > 0 ? "," : "\n");
    }
    nnt_csv_file file = open_bytes(csv.data, csv.length);
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(&file, ',', COLUMNS, &cursor);
    bool is_there = true;
    while (is_there) {
        cr_assert(nnt_csv_cursor_next(&cursor, &is_there, NULL) == NNT_OK);
        for (size_t i = 0; is_there && i < COLUMNS; i++) {
            char *field = nnt_csv_field_copy(&cursor.fields[i]);
            nnt_text_addf(&found, "%s\1", field);
            nnt_free(field);
        }
    }
    cr_assert_str_eq(found.data, plain.data);
    nnt_csv_cursor_clear(&cursor);
    nnt_csv_file_clear(&file);
    nnt_text_clear(&csv);
    nnt_text_clear(&plain);
    nnt_text_clear(&found);
}

/* ---- fields --------------------------------------------------------------- */

static nnt_csv_field make_field(const char *text) {
    return (nnt_csv_field){.text = text, .length = strlen(text), .start = text};
}

NNT_TEST(csv_field, knows_missing_values) {
    const char *const missing[] = {"", "NA", "na", "NaN", "nan", "NULL", "Null", "?"};
    const char *const present[] = {"0", "n", "N/A", "none", "nul", "nulll", "??", "-", "inf"};
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        const nnt_csv_field field = make_field(missing[i]);
        cr_assert(nnt_csv_field_is_missing(&field), "%s", missing[i]);
    }
    for (size_t i = 0; i < sizeof present / sizeof present[0]; i++) {
        const nnt_csv_field field = make_field(present[i]);
        cr_assert(!nnt_csv_field_is_missing(&field), "%s", present[i]);
    }
}

NNT_TEST(csv_field, compares_values) {
    nnt_csv_field field = make_field("a\"\"b");
    cr_assert(nnt_csv_field_equals(&field, "a\"\"b") && !nnt_csv_field_equals(&field, "a\"b"));
    field.doubles_quotes = true;
    cr_assert(nnt_csv_field_equals(&field, "a\"b") && !nnt_csv_field_equals(&field, "a\"\"b"));
    cr_assert(!nnt_csv_field_equals(&field, "a") && !nnt_csv_field_equals(&field, "a\"bc"));
}

NNT_TEST(csv_field, shows_itself_on_one_short_line) {
    char room[NNT_CSV_SHOWN_ROOM];
    const nnt_csv_field lines = make_field("two\nlines");
    cr_assert_str_eq(nnt_csv_field_show(&lines, room), "\"two lines\"");
    /* 41 bytes, of which the 40th and 41st are one character. */
    const nnt_csv_field cut = make_field("012345678901234567890123456789012345678ä");
    cr_assert_str_eq(nnt_csv_field_show(&cut, room),
                     "\"012345678901234567890123456789012345678…\"");
    const nnt_csv_field whole = make_field("0123456789012345678901234567890123456789");
    cr_assert_str_eq(nnt_csv_field_show(&whole, room),
                     "\"0123456789012345678901234567890123456789\"");
}

/* ---- faults --------------------------------------------------------------- */

/* Reads all rows and expects the message behind the file's name. */
static void expect_fault(const char *text, char delimiter, size_t n_required, const char *message) {
    nnt_csv_file file = open_bytes(text, strlen(text));
    nnt_csv_cursor cursor;
    nnt_csv_cursor_start(&file, delimiter, n_required, &cursor);
    nnt_error error = {0};
    nnt_status status = NNT_OK;
    bool is_there = true;
    while (!status && is_there) {
        status = nnt_csv_cursor_next(&cursor, &is_there, &error);
    }
    cr_assert(status == NNT_ERR_DATA, "%s", text);
    cr_assert_str_eq(error.message + strlen(file.name), message);
    nnt_csv_cursor_clear(&cursor);
    nnt_csv_file_clear(&file);
}

NNT_TEST(csv_reader, names_the_place_of_a_fault) {
    expect_fault("a,b\nä,\"b\nc\n", ',', 2, ":2:3: a quoted field begins here and is never closed");
    expect_fault("a,\"b\"c\n", ',', 2,
                 ":1:6: text after the closing quote of a field; a quote inside a quoted field "
                 "must be doubled");
    expect_fault("\"a\"b c\n", ' ', 2,
                 ":1:4: text after the closing quote of a field; a quote inside a quoted field "
                 "must be doubled");
    expect_fault("a,b\r\n\r\nc\r\n", ',', 2, ":3:1: the row has 1 field; the first row has 2");
    expect_fault("a,b\n\"x\ny\",b,c\n", ',', 2, ":2:1: the row has 3 fields; the first row has 2");
}

NNT_TEST(csv_reader, has_a_limit_of_fields) {
    char *commas = malloc(NNT_CSV_MOST_FIELDS + 1);
    memset(commas, ',', NNT_CSV_MOST_FIELDS);
    commas[NNT_CSV_MOST_FIELDS] = '\0';
    expect_fault(commas, ',', 0,
                 ":1:1000001: the row has more than 1000000 fields, the most that is allowed");
    free(commas);
}

static void expect_refused(const char *bytes, size_t length, const char *message) {
    const char *path = write_file("refused.csv", bytes, length);
    nnt_csv_file file;
    nnt_error error = {0};
    cr_assert(nnt_csv_file_open(path, &file, &error) == NNT_ERR_DATA);
    cr_assert_str_eq(error.message + strlen(path), message);
    cr_assert(file.data == NULL);
    cr_assert(unlink(path) == 0);
}

NNT_TEST(csv_file, refuses_what_is_no_text) {
    expect_refused("a,b\nc,\0\n", 8, ":2:3: a NUL byte; this is not a text file");
    expect_refused("ä,\xff\n", 5, ":1:3: byte 0xff is not valid UTF-8");
    expect_refused("\xff\xfe"
                   "a\0",
                   4, ": the text is UTF-16; save it as UTF-8 to read it here");
    expect_refused("\xfe\xff\0a", 4, ": the text is UTF-16; save it as UTF-8 to read it here");
}
