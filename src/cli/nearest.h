/* The name that was probably meant. */
#ifndef NNT_CLI_NEAREST_H
#define NNT_CLI_NEAREST_H

#include <stddef.h>

/* The candidate with the fewest slips (letters inserted, left out, replaced, or
 * swapped with their neighbour) if they are at most 2 and at most half of `word`;
 * the first of equals; NULL when none is near. */
const char *nnt_nearest(const char *word, const char *const *candidates, size_t n_candidates);

#endif
