/* Means of a few runs, and how far to trust them. */
#include "base/student.h"
#include "nntrain/compare.h"

#include <math.h>

nnt_statistic nnt_statistic_of(const double *numbers, size_t n) {
    nnt_statistic result = {0, (double)NAN, (double)NAN, (double)NAN};
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        if (isfinite(numbers[i])) {
            sum += numbers[i];
            result.n++;
        }
    }
    if (result.n == 0) {
        return result;
    }
    result.mean = sum / (double)result.n;
    for (size_t i = 0; i < n; i++) {
        const double distance = isfinite(numbers[i]) ? numbers[i] - result.mean : 0;
        squares += distance * distance;
    }
    if (result.n > 1) {
        const double degrees = (double)(result.n - 1);
        result.sd = sqrt(squares / degrees);
        result.ci95 =
            nnt_student_quantile(0.975, result.n - 1) * result.sd / sqrt((double)result.n);
    }
    return result;
}
