# strict
from typing import overload


@overload
def flip(x: int) -> str: ...
@overload
def flip(x: str) -> int: ...
def flip(x: int | str) -> int | str:
    return str(x) if isinstance(x, int) else len(x)


number: int = flip(1)  # error: [N0201] "expected `int`, found `str`"
flip(1.5)  # error: [N0203] "no form of `flip` takes (float)"
flip()  # error: [N0203] "no form of `flip` takes ()"
