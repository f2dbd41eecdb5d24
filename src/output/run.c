/* The texts of nntrain/run.h. */
#include "nntrain/run.h"

static const char *const stop_texts[] = {
#define NNT_STOP_TEXT(name, text) text,
    NNT_STOP_LIST(NNT_STOP_TEXT)
#undef NNT_STOP_TEXT
};

const char *nnt_stop_text(nnt_stop stop) {
    return stop_texts[stop];
}
