#!/usr/bin/env python3
"""Makes data/progression.csv: a made-up table of the shape of the diabetes data of Efron
et al. (2004), whose licence does not say that they may be passed on: 442 patients, ten
measurements, most of them of little use, and much noise in what is to be predicted.

    tools/make_progression.py > data/progression.csv
"""
import random

draw = random.Random(4)
print("age,sex,bmi,pressure,s1,s2,s3,s4,s5,s6,progression")
for _ in range(442):
    lean = draw.gauss(0, 1)
    fat = draw.gauss(0, 1)
    sugar = 0.4 * lean + draw.gauss(0, 0.9)
    age = min(79, max(19, round(48.5 + 13 * draw.gauss(0, 1))))
    sex = draw.choice((1, 2))
    bmi = round(26.4 + 4.4 * lean, 1)
    pressure = round(94.6 + 5 * lean + 0.25 * (age - 48) + 12 * draw.gauss(0, 1), 1)
    s1 = round(189 + 30 * fat + 15 * draw.gauss(0, 1))
    s2 = round(115.4 + 27 * fat + 12 * draw.gauss(0, 1), 1)
    s3 = round(49.8 - 5 * lean - 4 * fat + 10 * draw.gauss(0, 1), 1)
    s4 = round(max(2.0, s1 / max(s3, 22) + 0.2 * draw.gauss(0, 1)), 2)
    s5 = round(4.64 + 0.25 * lean + 0.2 * fat + 0.35 * sugar + 0.2 * draw.gauss(0, 1), 4)
    s6 = round(91.3 + 6 * sugar + 9 * draw.gauss(0, 1))
    mean = 152 + 5.5 * (bmi - 26.4) + 1.1 * (pressure - 94.6) + 45 * (s5 - 4.64) - 11 * (2 * sex - 3)
    progression = max(25, round(mean + 0.6 * (bmi - 26.4) ** 2 - 11 + draw.gauss(0, 50)))
    print(age, sex, bmi, pressure, s1, s2, s3, s4, s5, s6, progression, sep=",")
