/* Student's t distribution for whole degrees of freedom. */
#ifndef NNT_BASE_STUDENT_H
#define NNT_BASE_STUDENT_H

#include <stddef.h>

/* The t below which the probability lies; 0 < probability < 1, degrees >= 1. Relative
 * error below 1e-12 for probabilities from 0.001 to 0.999. The same bits on every
 * machine. */
double nnt_student_quantile(double probability, size_t degrees);

#endif
