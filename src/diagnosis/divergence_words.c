/* The place and the kind of a number that is not finite, in words. */
#include "nntrain/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *get_article(const nnt_divergence *it, const char *quantity) {
    if (it->unit > 0 || it->row > 0 || it->layer == 0) {
        return "the";
    }
    return strchr("aeiou", quantity[0]) ? "an" : "a";
}

/* "of unit 5 of layer 2", "from input 3 to unit 5 of layer 2", "3" of an input */
static void describe_unit(const nnt_divergence *it, char *text, size_t size) {
    if (it->input > 0 && it->unit > 0) {
        snprintf(text, size, " from input %zu to unit %zu of layer %zu", it->input, it->unit,
                 it->layer);
    } else if (it->input > 0) {
        snprintf(text, size, " %zu", it->input);
    } else if (it->unit > 0) {
        snprintf(text, size, " of unit %zu of layer %zu", it->unit, it->layer);
    } else if (it->layer > 0) {
        snprintf(text, size, " of layer %zu", it->layer);
    }
}

void nnt_divergence_describe(const nnt_divergence *divergence, char text[NNT_DIVERGENCE_ROOM]) {
    const char *quantity = divergence->quantity ? divergence->quantity : "loss";
    char unit[96] = "";
    char row[48] = "";
    describe_unit(divergence, unit, sizeof unit);
    if (divergence->row > 0) {
        snprintf(row, sizeof row, " on row %zu of the data", divergence->row);
    }
    snprintf(text, NNT_DIVERGENCE_ROOM, "%s %.40s%s%s", get_article(divergence, quantity), quantity,
             unit, row);
}

const char *nnt_divergence_kind(const nnt_divergence *divergence) {
    return isnan(divergence->value)   ? "not a number"
           : isinf(divergence->value) ? "infinite"
                                      : "not finite";
}
