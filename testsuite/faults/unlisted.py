# Strict: fast code that takes lists is not called with a subclass that iterates in its own way.
# strict
# fault: unlisted
from collections.abc import Iterator
from typing import Any


class Ints(list[int]):
    def __iter__(self) -> "Iterator[int]":
        return iter([10, 20])


def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


def of_any(xs: Any) -> int:
    return total(xs)


print(of_any([1, 2]), of_any(Ints([1, 2])))
