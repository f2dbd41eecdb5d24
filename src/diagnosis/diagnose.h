/* All rules over one run. */
#ifndef NNT_DIAGNOSIS_DIAGNOSE_H
#define NNT_DIAGNOSIS_DIAGNOSE_H

#include "diagnosis/evidence.h"
#include "nntrain/verdict.h"

/* *verdicts gets what the rules found, worst first and otherwise in the order of
 * the rules; freed with nnt_free. On failure it is NULL. */
NNT_MUST_CHECK nnt_status nnt_diagnose(const nnt_evidence *evidence,
                                       nnt_verdict **verdicts,
                                       size_t *n_verdicts,
                                       nnt_error *error);

#endif
