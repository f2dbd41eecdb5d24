/* A state counts when it lasts: three logs in a row, or all of them when a run has
 * fewer. It is over when as many logs in a row are without it. */
#ifndef NNT_DIAGNOSIS_STREAK_H
#define NNT_DIAGNOSIS_STREAK_H

#include "nntrain/verdict.h"
#include <stdbool.h>
#include <stddef.h>

enum { NNT_LOGS_NEEDED = 3 };

/* How bad one log is; 0 is good. */
typedef enum nnt_grade {
    NNT_GRADE_NONE,
    NNT_GRADE_NOTE,
    NNT_GRADE_WARNING,
    NNT_GRADE_SEVERE
} nnt_grade;

/* What a rule reads in one log. */
typedef struct nnt_reading {
    nnt_grade grade;
    size_t layer;   /* where it shows most; 0: the whole network */
    double badness; /* grows as it gets worse; tells which log is the worst */
} nnt_reading;

typedef nnt_reading (*nnt_reader)(const void *context, size_t log);

/* The longest stretch of the worst grade that lasted, with the milder logs that led
 * to it. Fewer than three logs without the state do not interrupt it. */
typedef struct nnt_streak {
    nnt_severity severity;
    size_t first_log, last_log;
    size_t worst_log;
    nnt_reading worst;
    bool is_over; /* by the end of the run it has passed */
} nnt_streak;

/* false when no state lasted. A state that is over and held for less than half of
 * the logs is a note, whatever its level was. */
bool nnt_streak_find(size_t n_logs, nnt_reader read, const void *context, nnt_streak *streak);

/* The grade of a number that is bad when it is large, or small; NaN is good. Use an
 * infinite threshold for a grade that does not exist. */
nnt_grade nnt_grade_above(double value, double note, double warning, double severe);
nnt_grade nnt_grade_below(double value, double note, double warning, double severe);

#endif
