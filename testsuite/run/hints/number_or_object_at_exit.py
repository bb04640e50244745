# A variable that is a machine number on one way to the exit, an object on another, and on a third nothing any more.

from math import log, sqrt


def f(p, mu):
    q = p - 0.5
    if q <= 0.25:
        r = 0.18 - q * q
        num = r * q
        return mu + num
    r = q if q <= 0.0 else 1.0 - p
    r = sqrt(-log(r))
    if r <= 1.0:
        r = r - 0.5
        num = r * 2.0
    else:
        r = r - 5.0
        num = r * 3.0
    x = num / 4.0
    return mu + x


print(f(0.5, 1), f(0.8, 2), f(0.99, 3))
