# Loops over `reversed`: ranges with all bounds, lists that change, other objects, names that are no builtins any more.
import sys


def of_range(a: int, b: int) -> list[int]:
    out: list[int] = []
    for i in reversed(range(a, b)):
        out.append(i)
        if len(out) > 6:
            break
    else:
        out.append(-77)
    for i in reversed(range(a, b, -1)):
        out.append(i)
        if len(out) > 12:
            break
    for i in reversed(range(b)):
        out.append(i)
        if len(out) > 18:
            break
    return out


BIG = sys.maxsize
for a in (0, 3, -3, BIG, -BIG - 1, BIG - 2, -BIG + 2, 2**70, -(2**70), True):
    for b in (0, 4, -4, BIG, -BIG - 1, BIG - 1, -BIG, 2**70, -(2**70), True):
        try:
            print(a, b, of_range(a, b))
        except OverflowError as error:
            print(error)


def stepped(n: int, step: int) -> int:
    total = 0
    for i in reversed(range(0, n, 3)):
        total = total * 3 + i
    for i in reversed(range(n, 0, step)):
        total = total * 5 + i
    return total


print(stepped(20, -2), stepped(7, -1))


def suffixes(xs: list[int]) -> list[int]:
    out = [0] * len(xs)
    running = 0
    for i in reversed(range(len(xs))):
        running += xs[i]
        out[i] = running
    for x in reversed(xs):
        running = running * 3 + x
    for a, b in zip(reversed(xs), xs):
        running += a * b
    for k, x in enumerate(reversed(out)):
        running += k * x
    out.append(running)
    return out


print(suffixes(list(range(30))))
print(suffixes([1, 2**64, 3]), suffixes([1, 2.5, True]))


def changes(xs: list[int]) -> list[int]:
    seen: list[int] = []
    for x in reversed(xs):
        seen.append(x)
        if x == 5:
            del xs[2:]
        elif x == 1:
            xs.append(9)
    return seen


print(changes([1, 2, 3, 4, 5, 6]), changes([5, 1]), changes([]))


def odd(xs: list[float]) -> float:
    total = 0.0
    for x in reversed(xs):
        total = total / 2 + x
    return total


print(odd([1.5, 2.5]), odd([1, True, 2.5]), odd((1.0, 2.0)), odd({1.0: 2, 3.0: 4}))
for wrong in ("ab", {1, 2}, 5, [1.0, "x"], iter([1])):
    try:
        print(odd(wrong))
    except TypeError as error:
        print(error)


class Both:
    def __reversed__(self):
        print("__reversed__")
        return [7, 8]

    def __iter__(self):
        return iter([1, 2])


class Indexed:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index * 10


class Listed(list):
    def __reversed__(self):
        yield "listed"


def anything(xs):
    return [x for x in reversed(xs)] + [y for y in (x for x in reversed(xs))] + list(loop(xs))


def loop(xs):
    for x in reversed(xs):
        yield x


for thing in (Both(), Indexed(), Listed([1, 2]), [4, 5], "xyz", range(4), (1, 2), {"a": 1}):
    print(anything(thing))


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("died", self.name)


def deaths():
    for item in reversed([Item("a"), Item("b")]):
        print("at", item.name)
    print("after")
    del item
    print("end")


deaths()


def order(log):
    def at(name, value):
        log.append(name)
        return value

    for _ in reversed(range(at("start", 0), at("stop", 2))):
        log.append("turn")
    for _ in reversed(at("list", [1])):
        log.append("item")
    return log


print(order([]))
count = 0


def reversed(xs):  # noqa: A001
    global count
    count += 1
    return iter([count, len(xs)])


print(of_range(0, 5), anything([1, 2]), changes([1, 2]))
