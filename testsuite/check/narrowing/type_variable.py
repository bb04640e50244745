# What a test has shown of a type variable holds behind it only.
# strict
from typing import TypeVar

T = TypeVar("T")


def shown(x: T) -> T:
    if isinstance(x, str):
        print(x.upper())
    print(x.upper())  # error: [N0205]
    return x
