/* Finding what lasts in a sequence of logs. */
#include "diagnosis/streak.h"

nnt_grade nnt_grade_above(double value, double note, double warning, double severe) {
    if (value > severe) {
        return NNT_GRADE_SEVERE;
    }
    if (value > warning) {
        return NNT_GRADE_WARNING;
    }
    return value > note ? NNT_GRADE_NOTE : NNT_GRADE_NONE;
}

nnt_grade nnt_grade_below(double value, double note, double warning, double severe) {
    return nnt_grade_above(-value, -note, -warning, -severe);
}

/* Whether logs `first` to `first + n - 1` exist and are all of at least this grade. */
static bool is_steady(
    size_t n_logs, nnt_reader read, const void *context, nnt_grade grade, size_t first, size_t n) {
    for (size_t log = first; log < first + n; log++) {
        if (log >= n_logs || read(context, log).grade < grade) {
            return false;
        }
    }
    return true;
}

/* One stretch of logs of at least this grade, from `first` on, until NNT_LOGS_NEEDED logs
 * in a row are without it. */
static nnt_streak
follow(size_t n_logs, nnt_reader read, const void *context, nnt_grade grade, size_t first) {
    nnt_streak streak = {
        .first_log = first, .worst_log = first, .worst = read(context, first), .last_log = first};
    for (size_t log = first + 1; log < n_logs && log <= streak.last_log + NNT_LOGS_NEEDED; log++) {
        const nnt_reading reading = read(context, log);
        if (reading.grade < grade) {
            continue;
        }
        streak.last_log = log;
        if (reading.badness > streak.worst.badness) {
            streak.worst = reading;
            streak.worst_log = log;
        }
    }
    streak.is_over = streak.last_log + NNT_LOGS_NEEDED < n_logs;
    return streak;
}

/* The longest stretch of at least this grade; false when none begins with as many logs
 * in a row as are needed. */
static bool find_longest(
    size_t n_logs, nnt_reader read, const void *context, nnt_grade grade, nnt_streak *longest) {
    const size_t n_needed = n_logs < NNT_LOGS_NEEDED ? n_logs : NNT_LOGS_NEEDED;
    size_t n_longest = 0;
    for (size_t log = 0; log < n_logs; log++) {
        if (!is_steady(n_logs, read, context, grade, log, n_needed)) {
            continue;
        }
        const nnt_streak streak = follow(n_logs, read, context, grade, log);
        const size_t n = streak.last_log - streak.first_log + 1;
        if (n > n_longest) {
            n_longest = n;
            *longest = streak;
        }
        log = streak.last_log;
    }
    return n_longest > 0;
}

bool nnt_streak_find(size_t n_logs, nnt_reader read, const void *context, nnt_streak *streak) {
    for (int grade = NNT_GRADE_SEVERE; grade > NNT_GRADE_NONE; grade--) {
        if (!find_longest(n_logs, read, context, (nnt_grade)grade, streak)) {
            continue;
        }
        const size_t n = streak->last_log - streak->first_log + 1;
        const bool has_passed = streak->is_over && n < n_logs - n;
        while (streak->first_log > 0 && read(context, streak->first_log - 1).grade) {
            streak->first_log--;
        }
        streak->severity = has_passed ? NNT_NOTE : (nnt_severity)(grade - NNT_GRADE_NOTE);
        return true;
    }
    return false;
}
