# strict
from typing import Callable


def apply(f: Callable[[int, str], bool]) -> bool:
    return f(1, "a")


apply(lambda n, s: n.upper() == s)  # error: [N0205] "`int` has no attribute `upper`"
apply(lambda n: True)  # error: [N0203] "expected `(int, str) -> bool`, found `(n: int) -> bool`"
apply(lambda n, s: s)  # error: [N0203] "expected `(int, str) -> bool`, found `(n: int, s: str) -> str`"
sorted(["b"], key=lambda s: s.size)  # error: [N0205] "`str` has no attribute `size`"
