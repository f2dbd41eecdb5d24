/* What goes into every test program beside its tests: what makes its processes, one for each
 * test, start and end quickly. */
#include "support/nnt_test.h"

/* Criterion 2.4 starts libgit2 in the process of every test, for differences of texts
 * that only assertions of criterion/new ask for, and libgit2 then reads all certificates
 * of the machine: some 30 ms, longer than most tests take. */
#define NNT_FOR_LIBRARIES __attribute__((visibility("default")))

NNT_FOR_LIBRARIES int git_libgit2_init(void);
NNT_FOR_LIBRARIES int git_libgit2_shutdown(void);

int git_libgit2_init(void) {
    return 1;
}

int git_libgit2_shutdown(void) {
    return 0;
}

#ifdef NNT_HAS_LEAK_CHECK
int __lsan_do_recoverable_leak_check(void);
NNT_FOR_LIBRARIES int __lsan_is_turned_off(void);

static bool is_asking;

/* The sanitizer asks this before it looks for leaks. What it would find at the end of a
 * process goes nowhere, and to look takes longer than most tests. */
int __lsan_is_turned_off(void) {
    return !is_asking;
}

bool nnt_test_leaks(void) {
    is_asking = true;
    const bool leaks = __lsan_do_recoverable_leak_check() != 0;
    is_asking = false;
    return leaks;
}
#endif
