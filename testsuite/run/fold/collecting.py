# `list`, `tuple`, `set`, `min` and `max` of a generator expression.


def listed(xs: list[float], k: float) -> list[float]:
    return list(x * k for x in xs)


def tupled(n: int) -> tuple[int, ...]:
    return tuple(i * i for i in range(n))


def together(xs: list[int]) -> set[int]:
    return set(x % 3 for x in xs)


def longest(words: list[str]) -> int:
    return max(len(w) for w in words)


def least(xs: list[float]) -> float:
    return min(x * x for x in xs)


def greatest(xs: list[int]) -> int:
    return max(x for x in xs if x != 3)


def anything(xs):
    return min(x for x in xs), max(x for x in xs)


def with_default(xs: list[int]) -> int:
    return max((x for x in xs), default=-1) + min((x for x in xs), default=5)


def by_key(words: list[str]) -> str:
    return max((w for w in words), key=len)


class Ordered:
    def __init__(self, key, name):
        self.key, self.name = key, name

    def __lt__(self, other):
        print(self.name, "<", other.name)
        return self.key < other.key

    def __repr__(self):
        return self.name

    def __hash__(self):
        print("hash", self.name)
        return hash(self.key)

    def __eq__(self, other):
        print(self.name, "==", other.name)
        return self.key == other.key


class Unordered:
    def __lt__(self, other):
        raise StopIteration("compared")

    __gt__ = __lt__

    __hash__ = None


print(listed([1.0, 2.5], 2.0), listed([], 1.0), listed([1, True], 2), tupled(5), tupled(0))
print(sorted(together([1, 2, 3, 4, 5])), longest(["a", "ccc", "bb"]), least([3.0, -1.5, 2.0]))
print(greatest([1, 3, 2]), greatest([2**70, 1]), greatest([True, 0]), least([2, 3]), with_default([]), by_key(["a", "bb"]))
nan = float("nan")
print(anything([1, 1.0, True]), anything([1.0, 1, 0.5]), anything([nan, 1.0]), anything([1.0, nan]), anything("hello"))
print(least([nan, 1.0]), least([1.0, nan]), anything([-0.0, 0.0]), anything([0, -0.0]))
a, b, c = Ordered(1, "a"), Ordered(1, "b"), Ordered(0, "c")
print(min(x for x in [a, b, c]), max(x for x in [a, b, c]), len(set(x for x in [a, b, c])))
print(list(list(range(i)) for i in range(3)), tuple(x for x in "ab"), set(x for x in ()))
for make in [
    lambda: max(x for x in []),
    lambda: min(x for x in ()),
    lambda: greatest([]),
    lambda: min(x for x in [1, "a"]),
    lambda: max(x for x in [Unordered(), Unordered()]),
    lambda: set(x for x in [Unordered()]),
    lambda: list(x for x in 3),
    lambda: tuple(1 / x for x in [1, 0]),
]:
    try:
        print(make())
    except Exception as exc:
        print(type(exc).__name__, "empty" in str(exc) or exc, type(exc.__cause__).__name__)
