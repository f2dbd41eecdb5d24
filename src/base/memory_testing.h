/* The hook with which tests make any allocation fail. Its state is the only
 * mutable global of the library: one per thread, and never touched outside of
 * tests, so that results cannot depend on it. */
#ifndef NNT_BASE_MEMORY_TESTING_H
#define NNT_BASE_MEMORY_TESTING_H

#include <stdbool.h>
#include <stddef.h>

/* Starts counting anew and lets the k-th allocation of this thread from now on
 * (counted from 1) fail, with `for_ever` also all that follow. 0: none fails. */
void nnt_memory_fail_at(size_t k, bool for_ever);

/* Allocations of this thread since the last nnt_memory_fail_at, failed ones
 * included. */
size_t nnt_memory_count(void);

#endif
