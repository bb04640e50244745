# strict
from collections.abc import Callable, Iterable, Sequence


class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return 1  # error: [N0202] "expected `T`, found `int`"

    def map[R](self, f: Callable[[T], R]) -> "Box[R]":
        return Box(f(self.item))


def largest[N: (int, float)](a: N, b: N) -> N:
    return a if a > b else b


def first[S: Sequence[int]](xs: Iterable[S]) -> S:
    return next(iter(xs))


type Pair[A, B] = tuple[A, B]

Box(1).get().upper()  # error: [N0205] "`int` has no attribute `upper`"
Box(1).map(str).get().bit_length()  # error: [N0205] "`str` has no attribute `bit_length`"
largest("a", "b")  # error: [N0203] "expected `int | float`, found `str`"
first([1])  # error: [N0203] "`S` must stand for a `Sequence[int]`, found `int`"
pair: Pair[int, str] = ("a", 1)  # error: [N0201] "expected `int`, found `str`"
