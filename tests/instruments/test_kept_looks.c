/* Which looks are kept, for any number of them. */
#include "instruments/kept_looks.h"
#include "support/nnt_test.h"

static const char *const columns[] = {"look"};

/* The stride is the least power of two that lets all its multiples fit; what is kept
 * is the same however many looks are still to come. */
NNT_TEST(kept_looks, are_those_at_multiples_of_the_stride) {
    nnt_kept_looks kept;
    cr_assert(nnt_kept_looks_create(columns, 1, 2, 1000, &kept));
    for (size_t look = 0; look < 1000; look++) {
        if (nnt_kept_looks_take(&kept, look)) {
            nnt_table_append(&kept.table)[0] = (double)look;
            nnt_table_append(&kept.table)[0] = (double)look;
        }
        size_t stride = 1;
        while (look / stride + 1 > NNT_MOST_KEPT_LOOKS) {
            stride *= 2;
        }
        cr_assert(kept.table.n_rows == 2 * (look / stride + 1), "after look %zu", look);
        cr_assert(nnt_kept_looks_is_consistent(&kept, look + 1));
        for (size_t row = 0; row < kept.table.n_rows; row++) {
            cr_assert(kept.table.cells[row] == (double)(row / 2 * stride));
        }
    }
    cr_expect(!nnt_kept_looks_is_consistent(&kept, 800));
    kept.stride = 3;
    cr_expect(!nnt_kept_looks_is_consistent(&kept, 1000), "not a power of two");
    nnt_table_clear(&kept.table);
}

NNT_TEST(kept_looks, without_rows_keep_none) {
    nnt_kept_looks kept;
    cr_assert(nnt_kept_looks_create(columns, 1, 0, 10, &kept));
    cr_expect(!nnt_kept_looks_take(&kept, 0));
    cr_expect(nnt_kept_looks_is_consistent(&kept, 7));
    nnt_table_clear(&kept.table);
}
