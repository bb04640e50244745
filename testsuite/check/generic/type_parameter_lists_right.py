# strict
from collections.abc import Callable, Iterable, Sequence


class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item

    def map[R](self, f: Callable[[T], R]) -> "Box[R]":
        return Box(f(self.item))


def logged[**P, R](f: Callable[P, R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return f(*args, **kwargs)

    return inner


@logged
def largest[N: (int, float)](a: N, b: N) -> N:
    return a if a > b else b


def first[S: Sequence[int]](xs: Iterable[S]) -> S:
    return next(iter(xs))


type Pair[A, B] = tuple[A, B]
type Tree = int | list[Tree]

pair: Pair[int, str] = (1, "a")
tree: Tree = [1, [2, 3]]
print(Box(1).get().bit_length(), Box(1).map(str).get().upper(), first([[1]]), pair, tree)
