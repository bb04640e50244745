# strict
from typing import Iterable, TypeVar


class Shape:
    def area(self) -> float:
        return 1.0


class Square(Shape):
    side = 2


S = TypeVar("S", bound=Shape)
N = TypeVar("N", int, float)


def largest(shapes: Iterable[S]) -> S:
    return max(shapes, key=lambda shape: shape.area())


def double(n: N) -> N:
    return n + n


print(largest([Square(), Square()]).side, double(2).bit_length(), double(1.5), sorted(["b", "a"]))
