/* Numbers and places in words. */
#include "diagnosis/phrase.h"

#include "base/number.h"
#include "diagnosis/trace.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The C library rounds correctly, but may write a comma: its digits are taken and
 * the point is put by hand. */
static double round_to_three_digits(double number) {
    char digits[64];
    char decimal[64];
    double rounded = number;
    snprintf(digits, sizeof digits, "%.2e", fabs(number));
    const char *exponent = strchr(digits, 'e');
    if (!exponent) {
        return number;
    }
    snprintf(decimal, sizeof decimal, "%s%c.%c%c%s", number < 0 ? "-" : "", digits[0], exponent[-2],
             exponent[-1], exponent);
    return nnt_number_parse(decimal, strlen(decimal), &rounded) ? rounded : number;
}

nnt_brief nnt_brief_number(double number) {
    nnt_brief brief = {"unknown"};
    if (isfinite(number)) {
        nnt_number_print(round_to_three_digits(number), brief.text);
    } else if (isinf(number)) {
        snprintf(brief.text, sizeof brief.text, "%s",
                 number > 0 ? "over 1.8e+308" : "below -1.8e+308");
    }
    return brief;
}

nnt_brief nnt_brief_percent(double share) {
    nnt_brief brief = {"unknown"};
    if (fabs(share) < 100) {
        snprintf(brief.text, sizeof brief.text, "%.0f %%", 100 * share);
    } else if (!isnan(share)) {
        snprintf(brief.text, sizeof brief.text, "%.29s %%", nnt_brief_number(100 * share).text);
    }
    return brief;
}

void nnt_phrase_add(char *phrase, const char *format, ...) {
    const size_t used = strlen(phrase);
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(phrase + used, NNT_PHRASE_SIZE - used, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length >= NNT_PHRASE_SIZE - used) {
        memcpy(phrase + NNT_PHRASE_SIZE - 4, "...", 4);
    }
}

void nnt_phrase_add_span(char *phrase, const nnt_evidence *evidence, const nnt_streak *streak) {
    const size_t first = nnt_log_epoch(evidence, streak->first_log);
    if (streak->is_over) {
        nnt_phrase_add(phrase, " in epochs %zu to %zu", first,
                       nnt_log_epoch(evidence, streak->last_log));
    } else {
        nnt_phrase_add(phrase, " since epoch %zu", first);
    }
}

void nnt_verdict_place(nnt_verdict *verdict,
                       const nnt_evidence *evidence,
                       const nnt_streak *streak) {
    verdict->severity = streak->severity;
    verdict->layer = streak->worst.layer;
    verdict->first_epoch = nnt_log_epoch(evidence, streak->first_log);
}
