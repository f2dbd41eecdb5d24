/* Formats numbers for the screen and for JSON. */
#include "figures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *nnt_figure_duration(char text[NNT_FIGURE_SIZE], double seconds) {
    const unsigned long whole = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 1000000000ul;
    if (seconds < 0.9995e-3) {
        snprintf(text, NNT_FIGURE_SIZE, "%.2f ms", seconds * 1e3);
    } else if (seconds < 0.9995) {
        snprintf(text, NNT_FIGURE_SIZE, "%.*f ms", seconds < 0.01 ? 1 : 0, seconds * 1e3);
    } else if (seconds < 59.95) {
        snprintf(text, NNT_FIGURE_SIZE, "%.1f s", seconds);
    } else if (whole < 3600) {
        snprintf(text, NNT_FIGURE_SIZE, "%lu min %02lu s", whole / 60, whole % 60);
    } else {
        snprintf(text, NNT_FIGURE_SIZE, "%lu h %02lu min", whole / 3600, whole % 3600 / 60);
    }
    return text;
}

const char *nnt_figure_clock(char text[NNT_FIGURE_SIZE], double seconds) {
    const unsigned long whole = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 1000000000ul;
    const unsigned long hours = whole / 3600;
    const unsigned long minutes = whole % 3600 / 60;
    if (hours > 0) {
        snprintf(text, NNT_FIGURE_SIZE, "%lu:%02lu:%02lu", hours, minutes, whole % 60);
    } else {
        snprintf(text, NNT_FIGURE_SIZE, "%lu:%02lu", minutes, whole % 60);
    }
    return text;
}

const char *nnt_figure_count(char text[NNT_FIGURE_SIZE], double count) {
    static const char *const units[] = {"", "k", "M", "G", "T"};
    size_t unit = 0;
    while (count >= 999.5 && unit < sizeof units / sizeof units[0] - 1) {
        count /= 1000;
        unit++;
    }
    const int n_decimals = unit == 0 || count >= 99.95 ? 0 : count >= 9.995 ? 1 : 2;
    snprintf(text, NNT_FIGURE_SIZE, "%.*f%s", n_decimals, count, units[unit]);
    return text;
}

const char *nnt_figure_number(char text[NNT_FIGURE_SIZE], double number, int n_digits) {
    if (isnan(number)) {
        snprintf(text, NNT_FIGURE_SIZE, "nan"); /* printf shows its sign, which means nothing */
    } else {
        snprintf(text, NNT_FIGURE_SIZE, "%.*g", n_digits, number);
    }
    return text;
}

const char *nnt_figure_exact(char text[NNT_FIGURE_SIZE], double number) {
    if (!isfinite(number)) {
        snprintf(text, NNT_FIGURE_SIZE, "null");
        return text;
    }
    for (int n_digits = 15; n_digits <= 17; n_digits++) {
        snprintf(text, NNT_FIGURE_SIZE, "%.*g", n_digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    return text;
}
