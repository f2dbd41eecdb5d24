/* Near matches by edit distance with swaps of neighbours. */
#include "nearest.h"

#include <string.h>

enum { LONGEST = 40 };

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment; rows of the usual matrix are kept three at a time. */
static size_t count_slips(const char *a, const char *b) {
    const size_t n = strlen(a);
    const size_t m = strlen(b);
    size_t rows[3][LONGEST + 1];
    if (n > LONGEST || m > LONGEST) {
        return LONGEST;
    }
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above_that = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            row[j] =
                smaller(above[j - 1] + (a[i - 1] != b[j - 1]), smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = smaller(row[j], above_that[j - 2] + 1);
            }
        }
    }
    return rows[n % 3][m];
}

const char *nnt_nearest(const char *word, const char *const *candidates, size_t n_candidates) {
    const char *nearest = NULL;
    size_t fewest = smaller(2, strlen(word) / 2) + 1;
    for (size_t i = 0; i < n_candidates; i++) {
        const size_t slips = count_slips(word, candidates[i]);
        if (slips < fewest) {
            fewest = slips;
            nearest = candidates[i];
        }
    }
    return nearest;
}
