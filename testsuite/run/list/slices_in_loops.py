# Slices of lists, strings and tuples with machine integers: every bound and step, odd types, items that die, lists that alias.
# non-ascii: the widths of strings
import sys

EDGES = [None, -9, -3, -1, 0, 1, 2, 4, 9, 2**62, -(2**62), 2**63 - 1, -(2**63), 2**70, -(2**70)]


def of_list(xs: list[int], lo: int, hi: int) -> list[list[int]]:
    return [xs[lo:hi], xs[lo:], xs[:hi], xs[:], xs[lo:hi:2], xs[hi:lo:-1], xs[lo::-1], xs[:hi:-2], xs[::3]]


def of_str(s: str, lo: int, hi: int) -> list[str]:
    return [s[lo:hi], s[lo:], s[:hi], s[:], s[lo:hi:2], s[hi:lo:-1], s[lo::-1], s[:hi:-2], s[::3]]


def of_tuple(t: tuple[int, ...], lo: int, hi: int) -> list[tuple[int, ...]]:
    return [t[lo:hi], t[lo:], t[:hi], t[:], t[lo:hi:2], t[hi:lo:-1], t[lo::-1], t[:hi:-2], t[::3]]


def assign(xs: list[int], lo: int, hi: int, new: list[int]) -> list[int]:
    ys = xs[:]
    ys[lo:hi] = new
    ys[lo:] = new[::-1]
    ys[:hi] = reversed(new)
    ys[:] = ys[1:] + ys[:1]
    return ys


for lo in EDGES:
    for hi in EDGES:
        for f, arg in ((of_list, [1, 2, 3, 4, 5]), (of_str, "abcdé"), (of_tuple, (1, 2, 3, 4, 5))):
            print(f(arg, lo, hi))
        print(assign([1, 2, 3, 4], lo, hi, [7, 8]))


def rotate(xs: list[int], times: int) -> list[int]:
    for i in range(times):
        k = i % len(xs)
        xs[: k + 1] = xs[k::-1]
        xs[: k + 1] = reversed(xs[: k + 1])
        xs.insert(k, xs.pop(0))
        xs.insert(-k, xs.pop(k))
    return xs


print(rotate(list(range(9)), 1000))


class Item:
    def __init__(self, n: int) -> None:
        self.n = n

    def __repr__(self) -> str:
        return f"<{self.n}>"

    def __del__(self) -> None:
        print("died", self.n)


def deaths(n: int) -> None:
    xs = [Item(i) for i in range(n)]
    xs[1:3] = [Item(10), Item(11)]
    print("same length", xs)
    xs[:2] = [Item(20)]
    print("shorter", xs)
    xs[1:1] = (Item(30), Item(31))
    print("longer", xs)
    xs[:2] = reversed([Item(40), Item(41)])
    print("reversed", xs)
    fresh = [Item(50), Item(51)]
    back = reversed(fresh)
    xs[:2] = back
    print("held", xs, fresh, list(back))
    xs[:] = xs[::-1]
    print("turned", xs, xs.pop(0), xs.pop(-1))


deaths(4)


def aliased(xs: list[int]) -> list[int]:
    xs[1:2] = xs
    xs[::1] = xs[:3]
    back = reversed(xs)
    print(next(back))
    xs[:2] = back
    xs[0:0] = reversed(xs)
    a = b = xs[1:]
    a[:1] = []
    return xs + a + b


print(aliased([1, 2, 3, 4]))


def errors(xs: list[int], what: object) -> None:
    for attempt in (
        lambda: xs.pop(99),
        lambda: xs.pop(-99),
        lambda: [].pop(0),
        lambda: xs[:: int("0")],
        lambda: xs[what:],
        lambda: reversed(what),
    ):
        try:
            print(attempt())
        except (IndexError, ValueError, TypeError) as error:
            print(type(error).__name__, error)
    try:
        xs[0:1] = what
    except TypeError as error:
        print(type(error))
    try:
        xs[0:4:2] = [1]
    except ValueError as error:
        print(error)
    xs[0:4:2] = [1, 2]
    print(xs)


errors([1, 2, 3, 4], 1.5)


class Index:
    def __init__(self, at: int) -> None:
        self.at = at

    def __index__(self) -> int:
        print("index", self.at)
        return self.at


class Sliced(list):
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print("set", key, type(value).__name__)
        super().__setitem__(key, value)

    def insert(self, at, item):
        print("insert", at, item)
        super().insert(at, item)

    def pop(self, *at):
        print("pop", at)
        return super().pop(*at)

    def __reversed__(self):
        print("reversed")
        return super().__reversed__()


def odd(xs: list[int], lo: int, hi: int) -> list[int]:
    ys = xs[lo:hi]
    xs[lo:hi] = reversed(xs)
    xs.insert(lo, xs.pop(hi))
    return ys + xs[:]


print(odd([1, 2, 3, 4], 1, 2))
print(odd([1, 2, 3, 4], True, 2))
print(odd([1, 2, 3, 4], Index(1), Index(2)))
print(odd(Sliced([1, 2, 3, 4]), 1, 2))


class Changing:
    def __init__(self, xs: list[int]) -> None:
        self.xs = xs

    def __iter__(self):
        self.xs.append(99)
        yield 5
        self.xs.append(98)


def changes(xs: list[int]) -> list[int]:
    xs[1:] = Changing([0])
    xs[len(xs) :] = [len(xs)]
    return xs


print(changes([1, 2, 3]))


def growing(xs: list[int], n: int) -> int:
    for i in range(n):
        xs[len(xs) :] = [i, i + 1]
        if i % 3 == 0:
            xs[:1] = []
    return sum(xs)


print(growing([1], 500))


def order(log: list[str]) -> list[int]:
    def at(name: str, value: object) -> object:
        log.append(name)
        return value

    xs = [1, 2, 3, 4]
    at("object", xs)[at("lower", 1) : at("upper", 3) : at("step", 1)] = at("value", [7])
    at("object", xs)[at("lower", 1) : at("upper", 3)] += at("more", [8])
    del at("object", xs)[at("lower", 0) : at("upper", 1)]
    return xs


calls: list[str] = []
print(order(calls), calls)
reversed = lambda xs: [sys.maxsize]  # noqa: E731
print(assign([1, 2, 3, 4], 0, 1, [5]))
