# `sum` of a generator expression adds what CPython adds, in its order.


class Third:
    """A third, which becomes a float where it is added to one."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __add__(self, other):
        if isinstance(other, Third):
            return Third(self.count + other.count)
        return self.count / 3 + other if isinstance(other, float) else Third(self.count + 3 * other)

    __radd__ = __add__

    def __repr__(self):
        return f"Third({self.count})"


def floats(xs: list[float]) -> float:
    return sum(x for x in xs)


def scaled(xs: list[float], k: float) -> float:
    return sum(x * k for x in xs)


def positive(xs: list[float]) -> float:
    return sum(x for x in xs if x > 0.0)


def started(xs: list[float]) -> float:
    return sum((x for x in xs), 0.0)


def started_by_name(xs: list[int]) -> int:
    return sum((x for x in xs), start=7)


def ints(xs: list[int]) -> int:
    return sum(x for x in xs)


def counted(xs: list[int]) -> int:
    return sum(1 for x in xs if x > 3)


def truths(xs: list[int]) -> int:
    return sum(x > 3 for x in xs)


def squares(n: int) -> int:
    return sum(i * i for i in range(n))


def stepped(a: int, b: int, c: int) -> int:
    return sum(i for i in range(a, b, c)) + sum(i for i in range(b, a, -2))


def dot(xs: list[float], ys: list[float]) -> float:
    return sum(x * y for x, y in zip(xs, ys))


def weighted(xs: list[float]) -> float:
    return sum(i * x for i, x in enumerate(xs))


def dot_weighted(xs: list[float], ys: list[float]) -> float:
    return sum(i * x * y for i, (x, y) in enumerate(zip(xs, ys)))


def anything(xs):
    return sum(x for x in xs)


def from_start(xs, ys):
    return sum((x for x in xs), 0), sum((y for y in ys), 2.5), sum((y for y in xs), start=True)


class Small(int):
    def __add__(self, other):
        print("Small.__add__", other)
        return int(self) + other

    def __radd__(self, other):
        print("Small.__radd__", other)
        return other + int(self)


class Half(float):
    pass


third = [1 / 3] * 7 + [1e16, 1.0, -1e16, 2.5]
print(repr(floats(third)), repr(scaled(third, 3.0)), repr(positive(third)), repr(started(third)))
print(floats([]), started([]), floats([-0.0]), started([-0.0]), floats([1, 2]), floats([1, 2.5]))
print(ints([1, 2, 3]), ints([2**62, 2**62, 2**62, -1]), ints([2**70, 1]), ints([True, False, True]), ints([]))
print(counted([1, 5, 7]), truths([1, 5, 7]), squares(1000), squares(0), squares(5_000_000))
print(stepped(0, 10, 3), stepped(5, 5, 1), stepped(-3, 12, 2), started_by_name([1, 2]))
print(repr(dot(third, third[::-1])), repr(weighted(third)), repr(dot_weighted(third, third)))
print(dot([1.0, 2.0], [3.0]), dot([1, 2], [3, 4]), weighted([]))

inf, nan = float("inf"), float("nan")
for numbers in [
    [0.1] * 10,
    [1e308, 1e308, -1e308],
    [1e16, 1.0, -1e16],
    [1.0, 1e100, 1.0, -1e100],
    [inf, 1.0],
    [1.0, inf, -inf],
    [nan, 1.0],
    [1e308, 1e308],
    [3, 0.1, 0.2],
    [0.1, 3, 0.2, True, 0.3],
    [2**53 + 1, 1.0, 0.5],
    [2**63, -(2**63), 0.1, 0.2, 0.3],
    [0.1, 0.2, 0.3, 2**63, 0.1, 0.2],
    [0.1, 0.2, 2**63 - 1, 0.3],
    [2**63 - 1, 1, 0.1, 0.2, 0.3],
    [-(2**63), -1, 1, 0.1],
    [1e16, 1.0, Third(1), 0.1],
    [Third(1), 0.1, 0.2, 0.3],
    [1, Third(1), Third(2)],
    [0.1, 0.2, 1j, 0.3, 0.1],
    [1, 2j, 3],
    [Half(0.1), 0.2, 0.3],
    [0.1, Half(0.2), 0.3],
    [Small(3), 4],
    [4, Small(3), 0.5],
    [0.1, 0.2, Small(3), 0.3],
    [1e16, 1.0, Small(1), 1.0, Small(2**70)],
    [-0.0, -0.0],
    [True, True],
    [False],
    [],
]:
    print([type(total).__name__ + " " + repr(total) for total in (anything(numbers), anything(tuple(numbers)))], end=" ")
    print(repr(floats(numbers)), repr(sum(numbers)) == repr(floats(numbers)), [repr(t) for t in from_start(numbers, numbers)])
