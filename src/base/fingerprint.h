/* A number that stands for many, to tell whether they have changed: not against anybody
 * who wants to deceive. */
#ifndef NNT_BASE_FINGERPRINT_H
#define NNT_BASE_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/* A fingerprint in writing: so many hexadecimal digits, and their final NUL. */
enum { NNT_FINGERPRINT_DIGITS = 16, NNT_FINGERPRINT_ROOM = NNT_FINGERPRINT_DIGITS + 1 };
void nnt_fingerprint_print(uint64_t fingerprint, char text[NNT_FINGERPRINT_ROOM]);

/* Where a fingerprint begins. */
#define NNT_FINGERPRINT_START UINT64_C(14695981039346656037)

/* Takes in a word, or the bits of n doubles; the order matters. FNV-1a (Fowler, Noll, Vo)
 * over words of 64 bits, with the upper half folded into the lower after each, since a
 * product alone never reaches lower bits. */
uint64_t nnt_fingerprint_mix(uint64_t fingerprint, uint64_t word);
uint64_t nnt_fingerprint_mix_doubles(uint64_t fingerprint, const double *values, size_t n);

#endif
