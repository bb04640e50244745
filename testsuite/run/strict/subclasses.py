# Strict: what is legal by its declared type but not exactly of it runs as ever, in direct calls too.
# strict
from collections.abc import Iterator


class Ints(list[int]):
    def __iter__(self) -> "Iterator[int]":
        return iter([10, 20])


class Big(int):
    def __add__(self, other: int) -> int:
        return int(self) * 1000 + other


def total(xs: list[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


def twice(xs: list[int], ys: list[int] | None = None) -> int:
    return total(xs) + total(xs if ys is None else ys)


def longest(*lists: list[int]) -> list[int]:
    best: list[int] = []
    for xs in lists:
        if len(xs) > len(best):
            best = xs
    return best


def default(xs: list[int] = [1, 2]) -> int:
    return total(xs)


def double(n: int) -> int:
    return n + n


def half(x: float) -> float:
    return x / 2


def same(x: float) -> float:
    return x


def truth(b: bool) -> bool:
    return not b


for xs in ([1, 2, 3], Ints([1, 2, 3]), [10**30]):
    print(total(xs), twice(xs), twice([1], xs), longest(xs, [5]), total(longest(xs)))
print(default(), default(Ints()), default([]))
for n in (4, True, Big(7), 10**30):
    print(double(n), half(n), same(n))
print(truth(True), same(3), same(True))
