/* The version of the library, and the release of strings that it handed out. */
#include "base/memory.h"
#include "nntrain/nntrain.h"

const char *nnt_version(void) {
    return NNT_VERSION;
}

void nnt_string_free(char *string) {
    nnt_free(string);
}
