/* The columns of layers.csv as topics. */
#include "experiment/engines.h"
#include "nntrain/explain.h"

size_t nnt_layer_column_count(void) {
    size_t n = 0;
    while (nnt_engine_any()->layer_column(n)) {
        n++;
    }
    return n;
}

nnt_topic nnt_layer_column_get(size_t index) {
    const nnt_series *series = nnt_engine_any()->layer_column(index);
    return (nnt_topic){.name = series->name, .summary = series->help};
}
