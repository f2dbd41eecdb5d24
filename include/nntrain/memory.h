/* What memory a training needs, known before it is taken. */
#ifndef NNTRAIN_MEMORY_H
#define NNTRAIN_MEMORY_H

#include "nntrain/status.h"
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes; SIZE_MAX stands for more than can be counted. */
typedef struct nnt_memory_need {
    size_t data;        /* rows as they were read, and what the training keeps of them */
    size_t parameters;  /* with gradient, best ones, ones to go back to, and the files' copy */
    size_t optimizer;   /* what it keeps of every step, with the copies to go back to */
    size_t workspace;   /* one batch, or one pass of a score, on its way through the layers */
    size_t instruments; /* the probe's way through the layers, and tables */
    size_t program;     /* the program itself and its libraries, roughly */
} nnt_memory_need;

/* Sum of all. */
NNT_API size_t nnt_memory_need_total(const nnt_memory_need *need);

/* Bytes as people read them: "97.9 MB", "2.4 TB". */
enum { NNT_MEMORY_ROOM = 32 };
NNT_API const char *nnt_memory_text(size_t bytes, char text[NNT_MEMORY_ROOM]);

#ifdef __cplusplus
}
#endif
#endif
