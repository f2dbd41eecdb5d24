/* What was concluded about a run. */
#ifndef NNTRAIN_VERDICT_H
#define NNTRAIN_VERDICT_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum nnt_severity { NNT_NOTE, NNT_WARNING, NNT_SEVERE } nnt_severity;

/* "note", "warning", "severe" */
NNT_API const char *nnt_severity_text(nnt_severity severity);

/* A finding of one rule. Texts are whole sentences for the user. */
typedef struct nnt_verdict {
    const char *rule; /* its id: "vanishing_gradient" */
    nnt_severity severity;
    size_t layer;       /* 1 … L where it shows most; 0: the whole network */
    size_t first_epoch; /* since when */
    char sentence[320]; /* what, and where */
    char evidence[320]; /* the numbers, measured and predicted, and the cause */
    char remedy[320];   /* what to do, with its predicted effect */
} nnt_verdict;

#ifdef __cplusplus
}
#endif
#endif
