# NaN in comparisons, containers, min/max, sorting keys, identity shortcuts.
nan: float = float("nan")


def compare(x: float, y: float) -> list[bool]:
    return [x < y, x <= y, x == y, x != y, x >= y, x > y, not x < y]


for x, y in ((nan, nan), (nan, 1.0), (1.0, nan), (nan, float("inf"))):
    print(x, y, compare(x, y))
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), [float("nan")] == [float("nan")])
print(max(nan, 1.0), max(1.0, nan), min(nan, 1.0), min(1.0, nan))


def count_not_less(xs: list[float], limit: float) -> int:
    n = 0
    for x in xs:
        if not x < limit:
            n += 1
    return n


def count_greater_equal(xs: list[float], limit: float) -> int:
    n = 0
    for x in xs:
        if x >= limit:
            n += 1
    return n


xs = [1.0, nan, 3.0, nan, -1.0]
print(count_not_less(xs, 2.0), count_greater_equal(xs, 2.0))
print([x == x for x in xs], {nan: 1}[nan], bool(nan))
