/* The table of instruments. */
#include "instruments/instrument.h"

#define NNT_INSTRUMENT(name) extern const nnt_instrument NNT_CORE(nnt_instrument_##name);
#include "instruments/instrument_list.inc"
#undef NNT_INSTRUMENT

static const nnt_instrument *const instruments[] = {
#define NNT_INSTRUMENT(name) &NNT_CORE(nnt_instrument_##name),
#include "instruments/instrument_list.inc"
#undef NNT_INSTRUMENT
};

size_t nnt_instrument_count(void) {
    return sizeof instruments / sizeof instruments[0];
}

const nnt_instrument *nnt_instrument_get(size_t index) {
    return instruments[index];
}
