"""A strict module: its entries refuse what its declarations do not allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar


class Big(int):
    def __add__(self, other: int) -> int:
        return int(self) + other + 1000


class HasName(Protocol):
    name: str


class Shape:
    def __init__(self, w: float) -> None:
        self.w: float = w

    def area(self, h: float) -> float:
        return self.w * h

    def put(self, value: Any) -> None:
        self.w = value


@dataclass
class Point:
    x: int
    y: int


One = TypeVar("One", int, str)
Some = TypeVar("Some", bound=Shape)


def area(w: float, h: float = 1.0) -> float:
    return w * h


def double(n: int) -> int:
    return n + n


def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


def twice(xs: list[int]) -> int:
    return total(xs) + total(xs)


def collected(*rest: int, **named: str) -> int:
    return len(rest) + len(named)


def keyword(*, n: int) -> int:
    return n


def optional(n: int | None) -> int:
    return 0 if n is None else n


def of_shape(shape: Shape) -> float:
    return shape.area(2.0)


def either(first: Shape | str, mode: Literal["r", "w"]) -> str:
    return mode


def one(x: One) -> One:
    return x


def some(x: Some) -> Some:
    return x


def builtin(a: bool, b: str, c: bytes, d: dict[str, int], e: set[int], f: tuple[int, ...], g: None) -> int:
    return len(b) + len(c) + len(d) + len(e) + len(f)


def unchecked(f: Callable[[int], int], s: Sequence[int], n: HasName, o: object) -> str:
    return "unchecked"


def count(n: int) -> Iterator[int]:
    yield n


def declared(value: Any) -> int:
    n: int = value
    return n


def returned(value: Any) -> str:
    return value


def passed(value: Any) -> float:
    return area(value)


def method(shape: Shape, value: Any) -> float:
    return shape.area(value)


def made(value: Any) -> Shape:
    return Shape(value)


def nested(w: float) -> Callable[[float], float]:
    def inner(h: float) -> float:
        return w * h

    return inner
