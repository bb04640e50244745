# strict
from typing import Iterable, TypeVar


class Shape:
    def area(self) -> float:
        return 1.0


S = TypeVar("S", bound=Shape)
N = TypeVar("N", int, float)


def largest(shapes: Iterable[S]) -> S:
    return max(shapes, key=lambda shape: shape.area())


def double(n: N) -> N:
    return n + n


largest([1, 2])  # error: [N0203] "`S` must stand for a `Shape`, found `int`"
double("a")  # error: [N0203] "expected `int | float`, found `str`"
sorted([object()])  # error: [N0203] "no form of `sorted` takes (list[object])"
