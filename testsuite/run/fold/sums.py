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


def large_squares(n: int) -> int:
    return sum(i * i for i in range(3_037_000_000, 3_037_000_000 + n))


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


def same(total, items, *start):
    """Whether a total is what the builtin makes of a list: from CPython 3.12 on, that is more exact than before."""
    return repr(total) == repr(sum(list(items), *start))


third = [1 / 3] * 7 + [1e16, 1.0, -1e16, 2.5]
print(same(floats(third), third), same(scaled(third, 3.0), [x * 3.0 for x in third]), same(started(third), third, 0.0))
print(same(positive(third), [x for x in third if x > 0.0]))
print(floats([]), started([]), floats([-0.0]), started([-0.0]), floats([1, 2]), floats([1, 2.5]))
print(ints([1, 2, 3]), ints([2**62, 2**62, 2**62, -1]), ints([2**70, 1]), ints([True, False, True]), ints([]))
print(counted([1, 5, 7]), truths([1, 5, 7]), squares(1000), squares(0), large_squares(1), large_squares(400))
print(stepped(0, 10, 3), stepped(5, 5, 1), stepped(-3, 12, 2), started_by_name([1, 2]))
print(same(dot(third, third[::-1]), [x * y for x, y in zip(third, third[::-1])]))
print(same(weighted(third), [i * x for i, x in enumerate(third)]))
print(same(dot_weighted(third, third), [i * x * x for i, x in enumerate(third)]))
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
    totals = anything(numbers), anything(tuple(numbers)), floats(numbers)
    print([type(total).__name__ for total in totals], [same(total, numbers) for total in totals], end=" ")
    first, second, third = from_start(numbers, numbers)
    print(same(first, numbers, 0), same(second, numbers, 2.5), same(third, numbers, True))
