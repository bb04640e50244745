# Functions of `cmath` have the names of those of `math`, and give complex numbers.
# world: cpython

import cmath
from cmath import exp, sqrt


def roots(n: int) -> complex:
    total = 0j
    for i in range(n):
        total += cmath.sqrt(-i) + sqrt(i * 1.0) + exp(0.0)
    return total


print(roots(5), cmath.sqrt(-4.0))
