/* Tables of doubles with a fixed number of columns. */
#include "base/table.h"

#include "base/memory.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

bool nnt_table_create(nnt_table *table,
                      const char *const *names,
                      size_t n_columns,
                      size_t capacity) {
    *table = (nnt_table){.n_columns = n_columns, .names = names};
    size_t n_cells = 0;
    if (!nnt_size_multiply(n_columns, capacity, &n_cells)) {
        return false;
    }
    table->cells = nnt_reallocate(NULL, n_cells, sizeof(double));
    if (!table->cells) {
        return false;
    }
    nnt_memory_use_large_pages(table->cells, n_cells * sizeof(double));
    table->capacity = capacity;
    return true;
}

void nnt_table_clear(nnt_table *table) {
    nnt_free(table->cells);
    *table = (nnt_table){0};
}

double *nnt_table_append(nnt_table *table) {
    assert(table->n_rows < table->capacity);
    return table->cells + table->n_columns * table->n_rows++;
}

size_t nnt_table_column(const nnt_table *table, const char *name) {
    for (size_t column = 0; column < table->n_columns; column++) {
        /* Asked for once a row by some: most names differ in the first letter. */
        if (table->names[column][0] == name[0] && strcmp(table->names[column], name) == 0) {
            return column;
        }
    }
    return SIZE_MAX;
}
