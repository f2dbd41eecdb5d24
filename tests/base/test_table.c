/* Tables of doubles: rows, columns by name, sizes that do not fit. */
#include "base/memory_testing.h"
#include "base/table.h"
#include "support/nnt_test.h"
#include <stdint.h>

static const char *const names[] = {"epoch", "train_loss", "layer"};

NNT_TEST(table, rows_follow_each_other) {
    nnt_table table;
    cr_assert(nnt_table_create(&table, names, 3, 2));
    cr_assert(table.n_rows == 0 && table.capacity == 2);
    for (int row = 0; row < 2; row++) {
        double *cells = nnt_table_append(&table);
        for (int column = 0; column < 3; column++) {
            cells[column] = 10 * row + column;
        }
    }
    cr_assert(table.n_rows == 2);
    cr_assert(table.cells[2] == 2 && table.cells[3] == 10 && table.cells[5] == 12);
    nnt_table_clear(&table);
    cr_assert(table.cells == NULL && table.n_rows == 0);
    nnt_table_clear(&table);
}

NNT_TEST(table, columns_are_found_by_name) {
    nnt_table table;
    cr_assert(nnt_table_create(&table, names, 3, 0));
    cr_assert(nnt_table_column(&table, "epoch") == 0);
    cr_assert(nnt_table_column(&table, "layer") == 2);
    cr_assert(nnt_table_column(&table, "loss") == SIZE_MAX);
    nnt_table_clear(&table);
}

NNT_TEST(table, sizes_beyond_memory_are_refused) {
    nnt_table table;
    cr_assert(!nnt_table_create(&table, names, 3, SIZE_MAX / 2));
    cr_assert(!nnt_table_create(&table, names, 3, SIZE_MAX / 8));
    nnt_memory_fail_at(1, false);
    cr_assert(!nnt_table_create(&table, names, 3, 2));
    nnt_memory_fail_at(0, false);
}
