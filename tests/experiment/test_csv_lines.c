/* Reading the tables of a run folder back. */
#include "experiment/csv_lines.h"

#include "base/memory.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static nnt_csv_lines open_text(const char *text) {
    nnt_csv_lines lines = {0};
    cr_assert(nnt_csv_lines_open(nnt_copy_text(text), strlen(text), &lines));
    return lines;
}

NNT_TEST(csv_lines, numbers_by_name) {
    nnt_csv_lines lines = open_text("epoch,layer,x\n0,1,0.5\n1,1,-2e-3\n");
    cr_assert(lines.n_lines == 2);
    cr_assert(nnt_csv_lines_get(&lines, 0, "x") == 0.5);
    cr_assert(nnt_csv_lines_get(&lines, 1, "x") == -2e-3);
    cr_assert(nnt_csv_lines_get(&lines, 1, "epoch") == 1);
    nnt_csv_lines_clear(&lines);
}

NNT_TEST(csv_lines, what_is_no_number) {
    nnt_csv_lines lines = open_text("a,b,c\nnan,relu,\n1\n");
    cr_assert(isnan(nnt_csv_lines_get(&lines, 0, "a")));
    cr_assert(isnan(nnt_csv_lines_get(&lines, 0, "b")));
    cr_assert(isnan(nnt_csv_lines_get(&lines, 0, "c")));
    cr_assert(isnan(nnt_csv_lines_get(&lines, 1, "b")), "a short line has no b");
    cr_assert(isnan(nnt_csv_lines_get(&lines, 2, "a")), "there is no third line");
    cr_assert(isnan(nnt_csv_lines_get(&lines, 0, "d")), "there is no column d");
    nnt_csv_lines_clear(&lines);
}

NNT_TEST(csv_lines, counts) {
    nnt_csv_lines lines = open_text("unit,event\n1,died\n2,revived\n3,died\n");
    cr_assert(nnt_csv_lines_count(&lines, "event", "died") == 2);
    cr_assert(nnt_csv_lines_count(&lines, "event", "die") == 0);
    cr_assert(nnt_csv_lines_count(&lines, "none", "died") == 0);
    nnt_csv_lines_clear(&lines);
}

NNT_TEST(csv_lines, last_line_without_an_end_and_nothing_at_all) {
    nnt_csv_lines lines = open_text("a\n1\n2");
    cr_assert(lines.n_lines == 2);
    cr_assert(nnt_csv_lines_get(&lines, 1, "a") == 2);
    nnt_csv_lines_clear(&lines);
    lines = open_text("a\n");
    cr_assert(lines.n_lines == 0);
    nnt_csv_lines_clear(&lines);
    lines = open_text("");
    cr_assert(lines.n_lines == 0);
    cr_assert(isnan(nnt_csv_lines_get(&lines, 0, "a")));
    nnt_csv_lines_clear(&lines);
}
