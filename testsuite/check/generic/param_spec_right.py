# strict
from functools import wraps
from typing import Callable, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def logged(f: Callable[P, R]) -> Callable[P, R]:
    @wraps(f)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return f(*args, **kwargs)

    return inner


def seeded(f: Callable[Concatenate[int, P], R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return f(1, *args, **kwargs)

    return inner


@logged
def add(a: int, b: int = 0) -> int:
    return a + b


@seeded
def repeat(count: int, text: str) -> str:
    return text * count


print(add(1, b=2).bit_length(), repeat("a").upper())
