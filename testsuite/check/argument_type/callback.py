from collections.abc import Callable

def apply(f: Callable[[int], str], n: int) -> str:
    return f(n)

def shout(s: str) -> str:
    return s.upper()

def pair(a: int, b: int) -> str:
    return str(a + b)

apply(shout, 1)  # error: [N0203]
apply(pair, 1)  # error: [N0203]
apply(3, 1)  # error: [N0203] "found `int`"
