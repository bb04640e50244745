# Strict: values of unknown type that are what is declared, or of a subclass of it, are let in.
# strict
from collections.abc import Callable
from typing import Any


class Shape:
    def __init__(self, w: float) -> None:
        self.w: float = w

    def area(self, h: float) -> float:
        return self.w * h


class Square(Shape):
    def __init__(self, w: float) -> None:
        super().__init__(w)

    def area(self, h: float) -> float:
        return self.w**2


def values() -> list[Any]:
    return [1, 2.5, True, "text", None, [1, 2], Shape(1.5), Square(2.0)]


def describe(n: int | None = None, *rest: float, text: str = "-", **more: int) -> str:
    return f"{n} {rest} {text} {sorted(more.items())}"


def declared(value: Any) -> float:
    x: float = value
    return x * 2


def returned(value: Any) -> Shape:
    return value


def total(xs: list[int]) -> int:
    return sum(xs)


count: int = values()[0]
one, half, yes, text, none, pair, shape, square = values()
print(count, declared(one), declared(half), declared(yes))
print(describe(one), describe(none), describe(yes, one, half), describe(text=text, a=one, b=yes))
print(total(pair), returned(shape).area(2.0), returned(square).area(one))
shape.w = one
print(shape.area(half), Shape(one).area(2), Square(yes).area(one))
calls: list[Callable[[float], float]] = [shape.area, square.area, declared]
print([call(one) for call in calls])
