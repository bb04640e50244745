# strict
from typing import overload


@overload
def flip(x: int) -> str: ...
@overload
def flip(x: str) -> int: ...
def flip(x: int | str) -> int | str:
    return str(x) if isinstance(x, int) else len(x)


print(flip(1).upper(), flip("a").bit_length())
