# What derives from `int` is acceptable as `float` and `complex`, as `int` is.
# strict
from enum import IntEnum


class Big(int):
    pass


class Level(IntEnum):
    LOW = 1


def half(x: float) -> float:
    return x / 2


def real(z: complex) -> float:
    return z.real


half(Big(3))
half(Level.LOW)
real(Big(3))
half(True)
