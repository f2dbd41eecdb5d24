/* The quantile of the normal distribution. Source: M. J. Wichura, "Algorithm AS
 * 241: The percentage points of the normal distribution", Applied Statistics 37
 * (1988) 477-484, routine PPND16: three quotients of polynomials of degree 7. */
#include "base/exact_math.h"
#include "base/rng.h"
#include <math.h>

/* Coefficients stand from the constant upwards. */
enum { N_COEFFICIENTS = 8 };

/* |p - 1/2| <= 0.425 */
static const double central_numerator[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                           1.9715909503065514427e3, 1.3731693765509461125e4,
                                           4.5921953931549871457e4, 6.7265770927008700853e4,
                                           3.3430575583588128105e4, 2.5090809287301226727e3};
static const double central_denominator[] = {1.0,
                                             4.2313330701600911252e1,
                                             6.8718700749205790830e2,
                                             5.3941960214247511077e3,
                                             2.1213794301586595867e4,
                                             3.9307895800092710610e4,
                                             2.8729085735721942674e4,
                                             5.2264952788528545610e3};

/* sqrt(-log(p)) <= 5 */
static const double middle_numerator[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                          5.76949722146069140550e0,  3.64784832476320460504e0,
                                          1.27045825245236838258e0,  2.41780725177450611770e-1,
                                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
static const double middle_denominator[] = {1.0,
                                            2.05319162663775882187e0,
                                            1.67638483018380384940e0,
                                            6.89767334985100004550e-1,
                                            1.48103976427480074590e-1,
                                            1.51986665636164571966e-2,
                                            5.47593808499534494600e-4,
                                            1.05075007164441684324e-9};

/* Beyond, to the smallest double */
static const double far_numerator[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                       1.78482653991729133580e0,  2.96560571828504891230e-1,
                                       2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7};
static const double far_denominator[] = {1.0,
                                         5.99832206555887937690e-1,
                                         1.36929880922735805310e-1,
                                         1.48753612908506148525e-2,
                                         7.86869131145613259100e-4,
                                         1.84631831751005468180e-5,
                                         1.42151175831644588870e-7,
                                         2.04426310338993978564e-15};

static double evaluate(const double coefficients[N_COEFFICIENTS], double x) {
    double value = coefficients[N_COEFFICIENTS - 1];
    for (int i = N_COEFFICIENTS - 2; i >= 0; i--) {
        value = value * x + coefficients[i];
    }
    return value;
}

/* The quantile's size where sqrt(-log(p)) is `depth`. */
static double evaluate_tail(double depth) {
    if (depth <= 5) {
        const double x = depth - 1.6;
        return evaluate(middle_numerator, x) / evaluate(middle_denominator, x);
    }
    const double x = depth - 5;
    return evaluate(far_numerator, x) / evaluate(far_denominator, x);
}

double nnt_normal_quantile(double probability) {
    if (!(probability > 0 && probability < 1)) {
        const double end = probability == 0 ? (double)-INFINITY : (double)INFINITY;
        return probability == 0 || probability == 1 ? end : (double)NAN;
    }
    const double distance = probability - 0.5;
    if (fabs(distance) <= 0.425) {
        const double x = 0.180625 - distance * distance;
        return distance * (evaluate(central_numerator, x) / evaluate(central_denominator, x));
    }
    const double tail = distance < 0 ? probability : 1 - probability;
    const double size = evaluate_tail(sqrt(-nnt_exact_log(tail)));
    return distance < 0 ? -size : size;
}
