/* Criterion 2.4 starts libgit2 in the process of every test, for differences of texts
 * that only assertions of criterion/new ask for, and libgit2 then reads all certificates
 * of the machine: some 30 ms, longer than most tests take. */
#define NNT_IN_PLACE_OF_LIBGIT2 __attribute__((visibility("default")))

NNT_IN_PLACE_OF_LIBGIT2 int git_libgit2_init(void);
NNT_IN_PLACE_OF_LIBGIT2 int git_libgit2_shutdown(void);

int git_libgit2_init(void) {
    return 1;
}

int git_libgit2_shutdown(void) {
    return 0;
}
