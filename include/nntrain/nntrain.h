/* nntrain: trains small multilayer perceptrons and explains what happened inside
 * them. This header includes the whole public interface.
 *
 * The library prints nothing, never exits, keeps no global state and reads no
 * clock. Functions that can fail return nnt_status and fill the nnt_error that
 * they are given last, which may be NULL. */
#ifndef NNTRAIN_NNTRAIN_H
#define NNTRAIN_NNTRAIN_H

#include "nntrain/catalog.h"
#include "nntrain/compare.h"
#include "nntrain/config.h"
#include "nntrain/evaluation.h"
#include "nntrain/experiment.h"
#include "nntrain/explain.h"
#include "nntrain/gradcheck.h"
#include "nntrain/history.h"
#include "nntrain/inspection.h"
#include "nntrain/memory.h"
#include "nntrain/messages.h"
#include "nntrain/model.h"
#include "nntrain/option.h"
#include "nntrain/pictures.h"
#include "nntrain/progress.h"
#include "nntrain/report.h"
#include "nntrain/run.h"
#include "nntrain/starter.h"
#include "nntrain/status.h"
#include "nntrain/theory.h"
#include "nntrain/verdict.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NNT_VERSION "0.1.0"

/* The version of the library that is linked, as against NNT_VERSION. */
NNT_API const char *nnt_version(void);

#ifdef __cplusplus
}
#endif
#endif
