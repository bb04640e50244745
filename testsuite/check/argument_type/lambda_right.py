# strict
from typing import Callable


def apply(f: Callable[[int, str], bool]) -> bool:
    return f(1, "a")


apply(lambda n, s: n.bit_length() == len(s))
apply(lambda n, s="": bool(n))
print(sorted(["b"], key=lambda s: s.upper()), max([1, 2], key=lambda n: -n).bit_length())
