# strict
from functools import wraps
from typing import Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def logged(f: Callable[P, R]) -> Callable[P, R]:
    @wraps(f)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return f(*args, **kwargs)

    return inner


@logged
def add(a: int, b: int = 0) -> int:
    return a + b


add("a")  # error: [N0203] "expected `int`, found `str`"
add()  # error: [N0204] "`add` needs `a`"
add(1, c=2)  # error: [N0204] "`add` has no parameter `c`"
text: str = add(1)  # error: [N0201] "expected `str`, found `int`"
