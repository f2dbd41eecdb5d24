/* Near matches by edit distance. */
#include "base/suggest.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_CHARACTERS = 64 };

/* Letters of ASCII only, so that the locale has no say. */
static int to_lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The row of a[0 … i) from the one above and the one above that: distances to
 * all beginnings of b, which has m characters. */
static void fill_row(const char *a,
                     size_t i,
                     const char *b,
                     size_t m,
                     const size_t *above_that,
                     const size_t *above,
                     size_t *row) {
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
        const int x = to_lower(a[i - 1]);
        const int y = to_lower(b[j - 1]);
        row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
        if (i > 1 && j > 1 && x == to_lower(b[j - 2]) && y == to_lower(a[i - 2])) {
            row[j] = smaller(row[j], above_that[j - 2] + 1);
        }
    }
}

size_t nnt_edit_distance(const char *a, const char *b) {
    const size_t n = strnlen(a, MOST_CHARACTERS);
    const size_t m = strnlen(b, MOST_CHARACTERS);
    size_t rows[3][MOST_CHARACTERS + 1]; /* row i is rows[i % 3] */
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        fill_row(a, i, b, m, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    }
    return rows[n % 3][m];
}

static bool is_prefix(const char *word, const char *candidate) {
    while (*word && to_lower(*word) == to_lower(*candidate)) {
        word++;
        candidate++;
    }
    return *word == '\0';
}

/* The one candidate that `word` begins, or NULL when there are none or several. */
static const char *
find_completion(const char *word, const char *const *candidates, size_t n_candidates) {
    const char *found = NULL;
    for (size_t i = 0; i < n_candidates && *word; i++) {
        if (!is_prefix(word, candidates[i])) {
            continue;
        }
        if (found) {
            return NULL;
        }
        found = candidates[i];
    }
    return found;
}

const char *nnt_suggest(const char *word, const char *const *candidates, size_t n_candidates) {
    const size_t length = strnlen(word, MOST_CHARACTERS);
    const size_t limit = length / 3 > 2 ? length / 3 : 2;
    const char *nearest = NULL;
    size_t least = limit + 1;
    for (size_t i = 0; i < n_candidates; i++) {
        const size_t distance = nnt_edit_distance(word, candidates[i]);
        const bool is_nearer =
            distance < least || (distance == least && nearest && is_prefix(word, candidates[i]) &&
                                 !is_prefix(word, nearest));
        /* As many slips as letters would make any short word near. */
        if (is_nearer && distance < length) {
            nearest = candidates[i];
            least = distance;
        }
    }
    return nearest ? nearest : find_completion(word, candidates, n_candidates);
}
