/* Numbers as text, independent of the locale and without rounding surprises. */
#ifndef NNT_BASE_NUMBER_H
#define NNT_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any number that nnt_number_print writes, with the final NUL. */
enum { NNT_NUMBER_ROOM = 32 };

/* Shortest decimal that reads back as the same double, closest to it among the
 * shortest (Giulietti 2020, "The Schubfach way to render doubles"). Writes sizes
 * from 1e-5 to below 1e16 without exponent: "4", "0.25", "1.5e-07", "1e+22", "nan",
 * "inf", "-inf", "-0". Returns the length. */
size_t nnt_number_print(double number, char out[NNT_NUMBER_ROOM]);

/* The same, shortest among those that read back as the same float. */
size_t nnt_number_print_float(float number, char out[NNT_NUMBER_ROOM]);

/* Reads a whole decimal number from exactly `length` bytes: optional sign,
 * digits with optional point (".5" and "5." too), optional exponent; correctly
 * rounded, in time linear in the length and without allocation. Accepts no
 * white space, hex, "inf" or "nan", no locale's comma. false when the text is
 * not such a number or its value overflows. Underflow gives the nearest double. */
bool nnt_number_parse(const char *text, size_t length, double *number);

/* Whole number of 0 … 2^64-1 in plain digits, without rounding. */
bool nnt_number_parse_unsigned(const char *text, size_t length, uint64_t *number);

#endif
