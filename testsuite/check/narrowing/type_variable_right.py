# A value of a type variable that a test has narrowed is still of that type variable.
# strict
from typing import TypeVar

T = TypeVar("T")


def shown(x: T) -> T:
    if isinstance(x, str):
        print(x.upper())
        return x
    if isinstance(x, (int, float)):
        print(x + 1)
    return x


def either(x: T) -> T | str:
    if isinstance(x, int):
        return str(x + 1)
    return x
