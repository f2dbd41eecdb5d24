/* Student's t distribution for whole degrees of freedom. Source: M. Abramowitz and
 * I. A. Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: with t =
 * sqrt(degrees) tan(angle) the probability is a finite sum. */
#include "base/student.h"

#include "base/exact_math.h"
#include <math.h>

static const double half_pi = 1.5707963267948966;

/* The probability of |t| below the one with this angle. */
static double measure_centre(double angle, size_t degrees) {
    const double sine = nnt_exact_sin(angle);
    const double cosine = nnt_exact_cos(angle);
    const size_t first = degrees % 2 == 1 ? 3 : 2; /* divisor of the sum's second term */
    double term = degrees % 2 == 1 ? cosine : 1;
    double sum = degrees == 1 ? 0 : term;
    for (size_t k = first; k <= degrees - 2 && degrees > 2; k += 2) {
        term *= cosine * cosine * (double)(k - 1) / (double)k;
        sum += term;
    }
    return degrees % 2 == 1 ? (angle + sine * sum) / half_pi : sine * sum;
}

/* Halves the interval of the angle until nothing lies between its ends. */
double nnt_student_quantile(double probability, size_t degrees) {
    const double wanted = fabs(2 * probability - 1);
    double low = 0;
    double high = half_pi;
    for (;;) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) {
            break;
        }
        if (measure_centre(middle, degrees) < wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const double size = sqrt((double)degrees) * nnt_exact_sin(high) / nnt_exact_cos(high);
    return probability < 0.5 ? -size : size;
}
