# None where a value is declared, and the other way round.
def length(s: str = None) -> int:
    return -1 if s is None else len(s)


def total(a: int, b: int | None = None) -> int:
    if b is None:
        return a
    return a + b


def find(xs: list[int], x: int) -> int | None:
    for i in range(len(xs)):
        if xs[i] == x:
            return i
    return None


def chase(xs: list[int], start: int) -> list[int]:
    seen = []
    at = start
    while at is not None and len(seen) < 10:
        seen.append(at)
        at = find(xs, at)
    return seen


print(length(), length("abc"), length([1, 2]), length(None), total(1), total(1, 2), total(1, None), total("a", "b"), total(None))
print(find([1, 2.0], 2), find([], 1), chase([1, 2, 0], 0), chase([5], 1), chase([0], 0))
for bad in (5, 2.5):
    try:
        length(bad)
    except TypeError as e:
        print(e)
try:
    total(None, 1)
except TypeError as e:
    print(e)
