/* What a lower learning rate would have made of a step that was logged: the step is
 * proportional to it. */
#ifndef NNT_DIAGNOSIS_SLOWER_H
#define NNT_DIAGNOSIS_SLOWER_H

#include "diagnosis/evidence.h"

/* Largest |step| / |W| of the layers at a log; 0 when there is none. */
double nnt_slower_largest_step(const nnt_evidence *evidence, size_t log);

/* Appends the sentence; part: of what is there now, "a third". Appends nothing where no
 * step was logged, or where the optimizer finds the length of its steps itself. */
void nnt_slower_predict(const nnt_evidence *evidence, size_t log, const char *part, char *phrase);

#endif
