/* Thinning out a table as it fills. */
#include "instruments/kept_looks.h"

#include <string.h>

bool nnt_kept_looks_create(const char *const *columns,
                           size_t n_columns,
                           size_t rows_per_look,
                           size_t n_moments,
                           nnt_kept_looks *kept) {
    const size_t n_looks = n_moments < NNT_MOST_KEPT_LOOKS ? n_moments : NNT_MOST_KEPT_LOOKS;
    *kept = (nnt_kept_looks){.rows_per_look = rows_per_look, .stride = 1};
    return nnt_table_create(&kept->table, columns, n_columns, n_looks * rows_per_look);
}

void nnt_kept_looks_visit(nnt_kept_looks *kept, const char *name, nnt_state *state) {
    nnt_state_enter(state, name);
    nnt_state_size(state, "stride", &kept->stride, SIZE_MAX / 2);
    nnt_state_table(state, "table", &kept->table);
    nnt_state_leave(state);
}

bool nnt_kept_looks_is_consistent(const nnt_kept_looks *kept, size_t n_looks) {
    const size_t stride = kept->stride;
    if (stride == 0 || (stride & (stride - 1)) != 0) {
        return false;
    }
    if (kept->rows_per_look == 0) {
        return kept->table.n_rows == 0;
    }
    const size_t n_kept = n_looks / stride + (n_looks % stride != 0);
    return kept->table.n_rows == n_kept * kept->rows_per_look;
}

/* Drops every other look. */
static void thin_out(nnt_kept_looks *kept) {
    nnt_table *table = &kept->table;
    const size_t n_looks = table->n_rows / kept->rows_per_look;
    const size_t length = kept->rows_per_look * table->n_columns;
    for (size_t look = 2; look < n_looks; look += 2) {
        memcpy(table->cells + look / 2 * length, table->cells + look * length,
               length * sizeof(double));
    }
    table->n_rows = (n_looks + 1) / 2 * kept->rows_per_look;
    kept->stride *= 2;
}

bool nnt_kept_looks_take(nnt_kept_looks *kept, size_t look) {
    if (kept->rows_per_look == 0) {
        return false;
    }
    if (look % kept->stride == 0 && kept->table.n_rows == kept->table.capacity) {
        thin_out(kept);
    }
    return look % kept->stride == 0;
}
