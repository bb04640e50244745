# Containers whose declared element types are wrong at every level.
def flat(xs: list[list[int]]) -> list[int]:
    out: list[int] = []
    for row in xs:
        for x in row:
            out.append(x)
    return out


def lookup(d: dict[str, int], keys: list[str]) -> int:
    s = 0
    for k in keys:
        if k in d:
            s += d[k]
    return s


def pairs(ps: list[tuple[int, float]]) -> float:
    s = 0.0
    for a, b in ps:
        s += a * b
    return s


def set_all(xs: list[float], v: float) -> list[float]:
    for i in range(len(xs)):
        xs[i] = v
    return xs


print(flat([[1], (2, 3), "ab", {4: 5}, range(2), []]))
print(lookup({"a": 1, 5: 2.5, None: 2**70}, ["a", 5, None, "zz"]), lookup([0, 1, 2], [1, 2, 9]))
print(pairs([(1, 0.5), (2.5, 2), [3, True], "ab"[:0] or (0, 0)]), set_all([1.0, 2.0], "x"), set_all([1.0], 3), set_all([None, 1], 0.5))
for bad in ([(1,)], [5], [(1, 2, 3)], ["ab"], None):
    try:
        print(pairs(bad))
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
