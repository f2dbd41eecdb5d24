#!/usr/bin/env python3
"""Prints src/base/number_powers.inc: powers of ten in 128 bits, by exact integers.

Run: python3 tools/make_powers.py > src/base/number_powers.inc
"""

LOWEST, HIGHEST = -292, 324


def scaled_power(exponent):
    """10^exponent * 2^r rounded up, with r such that the result has 128 bits."""
    if exponent >= 0:
        numerator, denominator = 10**exponent, 1
    else:
        numerator, denominator = 1, 10**-exponent
    shift = 127 - (numerator.bit_length() - denominator.bit_length())
    for candidate in (shift, shift + 1):
        top = numerator << max(candidate, 0)
        bottom = denominator << max(-candidate, 0)
        power = -(-top // bottom)
        if (top // bottom).bit_length() == 128:
            return power
    raise AssertionError(exponent)


print("/* Made by tools/make_powers.py: 10^e for e = %d ... %d, scaled by a power of two"
      % (LOWEST, HIGHEST))
print(" * to 128 bits and rounded up; high and low 64 bits. */")
print("/* clang-format off */")
for first in range(LOWEST, HIGHEST + 1, 2):
    for exponent in range(first, min(first + 2, HIGHEST + 1)):
        power = scaled_power(exponent)
        assert power < 2**128
        print("{0x%016x, 0x%016x}, " % (power >> 64, power & (2**64 - 1)), end="")
    print("/* 10^%d */" % first)
print("/* clang-format on */")
