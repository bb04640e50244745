"""Functions called from interpreted code in every way."""

LIMIT: int = 10


def area(w: float, h: float = 2.0, *, scale: int = 1) -> float:
    """The area of a rectangle."""
    return w * h * scale


def total(xs: list[int], *more: int, **named: int) -> int:
    s = 0
    for x in xs:
        s += x
    for x in more:
        s += x
    for x in named.values():
        s += x
    return s if s < LIMIT else -s


def apply(f: object, n: int) -> list[object]:
    return [f(i) for i in range(n)]
