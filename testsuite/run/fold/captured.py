# Variables that a generator expression shares with the function around it, when it is consumed at once.


def scaled(xs: list[float], k: float, n: int) -> list[float]:
    out = []
    for i in range(n):
        out.append(sum(x * k + i for x in xs))
    return out


def nested(rows: list[list[int]], k: int) -> int:
    return sum(sum(x * k + y for x in row) for y, row in enumerate(rows))


def bound_inside(xs: list[int]) -> tuple:
    last = 0
    found = any((last := x) > 2 for x in xs)
    return found, last


def rebinding(xs: list[int]) -> int:
    k = 1

    def bump(x):
        nonlocal k
        k += 1
        return x

    return sum(bump(x) * k for x in xs)


def in_lambdas(xs: list[int], k: int) -> list[int]:
    fs = []
    n = sum(fs.append(lambda: x * k) or 1 for x in xs)
    k = 10
    return [f() for f in fs] + [n]


def in_loop(n: int) -> list[int]:
    out = []
    for i in range(n):
        out.append(sum(1 for j in range(i) if any(k == i - j for k in range(j))))
    return out


def deleted(xs: list[int]) -> int:
    k = 3
    n = sum(x * k for x in xs)
    del k
    try:
        return sum(x * k for x in xs)
    except NameError as exc:
        print(exc)
    return n


def closure(k: int):
    def run(xs: list[int]) -> int:
        return sum(x * k for x in xs) + sum(x + len(xs) for x in xs)

    return run


def given(n: int):
    for i in range(n):
        yield sum(i * j for j in range(i))


def wrong(xs: list[int], k: int) -> int:
    return sum(x * k for x in xs)


class Method:
    def __init__(self, k: int) -> None:
        self.k = k

    def total(self, xs: list[int]) -> int:
        return sum(self.k * x for x in xs)

    def named(self):
        return all(isinstance(self, __class__) for _ in [1])


print(scaled([1.0, 2.5], 2.0, 3), scaled([], 2.0, 2), scaled([1, 2], 3, 2))
print(nested([[1, 2], [3]], 2), bound_inside([1, 2, 3, 4]), bound_inside([]), rebinding([1, 2, 3]))
print(in_lambdas([1, 2, 3], 2), in_loop(9), deleted([1, 2]), closure(3)([1, 2]))
print(list(given(6)), wrong([1, 2], "ab"[0] == "a"), Method(3).total([1, 2]), Method(3).named())
try:
    wrong([1, 2], None)
except TypeError as exc:
    print(exc)
print(wrong([2**62, 2**62], 2), wrong([1, 2.5], 2))
words = ["a", "bb", "ccc"]
print(sum(len(w) for w in words), any(w in {"bb"} for w in words), all(w for w in words))
k = 3
print(sum(x * k for x in range(4)), [sum(x * y for x in range(y)) for y in range(5)])
