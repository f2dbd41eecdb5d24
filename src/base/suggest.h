/* Near matches for names that were mistyped. */
#ifndef NNT_BASE_SUGGEST_H
#define NNT_BASE_SUGGEST_H

#include <stddef.h>

/* Damerau-Levenshtein distance (insert, delete, replace, swap neighbours),
 * without regard to case; stops counting at 64 characters. */
size_t nnt_edit_distance(const char *a, const char *b);

/* The candidate nearest to `word`, if near enough to be a slip of the hand:
 * distance <= 2 or <= a third of its length, and less than its length; or `word`
 * is a prefix of only that one. Of equals the first that `word` begins, or else the first.
 * NULL when none is near. */
const char *nnt_suggest(const char *word, const char *const *candidates, size_t n_candidates);

#endif
