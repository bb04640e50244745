# Functions of `math` in fast code: results, errors, and what happens when they are replaced.

import math
from math import atan2, floor, sqrt


def lengths(points: list[tuple[float, float]]) -> float:
    total = 0.0
    for x, y in points:
        total += math.sqrt(x * x + y * y) + sqrt(x * x)
    return total


def angles(points: list[tuple[float, float]]) -> float:
    total = 0.0
    for x, y in points:
        total += math.sin(x) * math.cos(y) + atan2(y, x) + math.exp(-x * x) + math.tanh(y)
    return total


def cells(points: list[tuple[float, float]]) -> int:
    total = 0
    for x, y in points:
        total += floor(x) + math.ceil(y) + math.trunc(x + y)
    return total


def log(x: float) -> float:
    return math.log(x) + math.log2(x) + math.log10(x)


def root(x: float) -> float:
    return sqrt(x)


def root_of_int(n: int) -> float:
    return math.sqrt(n) + math.log(n)


def whole(x: float) -> int:
    return math.floor(x)


def whole_int(n: int) -> int:
    return math.floor(n)


def arc(x: float) -> float:
    return math.asin(x)


def attempt(function, *args):
    try:
        return function(*args)
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        return repr(error)


POINTS = [(0.5 * i, 1.25 * i - 3.0) for i in range(20)]
print(lengths(POINTS), angles(POINTS), cells(POINTS))
for value in [4.0, 2, 0.0, -0.0, -1.0, True, float("inf"), float("-inf"), float("nan"), 10**400, "x", None, 1e300]:
    for function in [log, root, root_of_int, whole, whole_int, arc]:
        print(function.__name__, value if value != 10**400 else "10**400", attempt(function, value))


class Three:
    def __float__(self):
        return 9.0

    def __floor__(self):
        return "floored"


print(attempt(root, Three()), attempt(whole, Three()))


def patched(n: int) -> float:
    total = 0.0
    for i in range(n):
        if i == 3:
            math.sqrt = lambda x: 1000.0
        if i == 5:
            globals()["sqrt"] = lambda x: 5000.0
        total += math.sqrt(i) + sqrt(i)
    return total


genuine = math.sqrt
print(patched(8))
del math.sqrt
print(attempt(patched, 2))
math.sqrt = sqrt = genuine
print(patched(2))


class Module:
    @staticmethod
    def sqrt(x):
        return -x


real, math = math, Module
print(lengths(POINTS[:3]))
math = real
print(lengths(POINTS[:3]))
