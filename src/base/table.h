/* Growing the tables of nntrain/history.h: their writing side. */
#ifndef NNT_BASE_TABLE_H
#define NNT_BASE_TABLE_H

#include "nntrain/history.h"
#include <stdbool.h>

/* An empty table; `names` is borrowed and must outlive it. Reserves room for
 * `capacity` rows without touching it; false when memory is out. */
bool nnt_table_create(nnt_table *table,
                      const char *const *names,
                      size_t n_columns,
                      size_t capacity);
void nnt_table_clear(nnt_table *table);

/* The next row, to be filled by the caller; there must be room. */
double *nnt_table_append(nnt_table *table);

#endif
