# Attributes and methods of the module's classes are found in line; of other objects, they are looked for.
from typing import Any


class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x  # guarded: [in-line]
        self.y = y  # guarded: [in-line]

    def norm(self) -> float:
        return self.x * self.x + self.y * self.y  # guarded: [in-line] "else by the runtime"


def move(points: list[Point], by: float) -> None:
    for point in points:  # fast
        point.x += by  # guarded: [in-line]


def norms(points: list[Point]) -> float:
    total = 0.0  # fast
    for point in points:  # fast
        total += point.norm()  # guarded
    return total  # fast


def unknown(o, n: int) -> float:
    total = 0.0  # fast
    for i in range(n):  # guarded
        total += i * 0.5  # fast
        o.count = i  # generic: [unknown-type] "annotate the parameter `o`"
    return total  # fast


def anything(o: Any, n: int) -> int:
    o.size = 1  # generic: [unknown-type] "declare the type of `o`"
    return n + 1  # guarded


def call(f, n: int) -> int:
    f(n)  # generic: [call] "call of `f` through Python's protocol"
    return n + 1  # guarded
