/* Putting verdicts into words. Texts are plain ASCII and do not depend on the
 * locale. */
#ifndef NNT_DIAGNOSIS_PHRASE_H
#define NNT_DIAGNOSIS_PHRASE_H

#include "diagnosis/evidence.h"
#include "diagnosis/streak.h"
#include "nntrain/verdict.h"

enum { NNT_PHRASE_SIZE = 320 }; /* of each text of nnt_verdict */

typedef struct nnt_brief {
    char text[32];
} nnt_brief;

/* Three digits: "0.00123", "1.2e-07"; of a ratio that overflowed "over 1.8e+308";
 * "unknown" for NaN. */
nnt_brief nnt_brief_number(double number);
/* A share in percent: "40 %". */
nnt_brief nnt_brief_percent(double share);

/* Appends to a text of a verdict; what does not fit is cut and ends in "...". */
void nnt_phrase_add(char *phrase, const char *format, ...) NNT_PRINTF(2, 3);

/* " since epoch 5", or " in epochs 5 to 9" when it is over. */
void nnt_phrase_add_span(char *phrase, const nnt_evidence *evidence, const nnt_streak *streak);

/* Takes severity, layer and first epoch from a streak. */
void nnt_verdict_place(nnt_verdict *verdict,
                       const nnt_evidence *evidence,
                       const nnt_streak *streak);

#endif
