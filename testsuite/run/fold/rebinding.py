# A consumer that is no builtin gets a generator; what is looked up is looked up in CPython's order.

import builtins


def total(xs: list[int]) -> int:
    k = 2
    result = sum(x * k for x in xs)
    k = 3
    return result


def counted(n: int) -> int:
    return sum(i for i in range(n))


def pairs(xs: list[int]):
    return sum(i * x for i, x in enumerate(xs)), any(x > y for x, y in zip(xs, [2, 0, 2]))


print(total([1, 2]), counted(4), pairs([1, 2, 3]))

kept = []


def fake(items, start=0):
    kept.append(items)
    print(type(items).__name__ == "generator", start)
    return 42


builtins.sum = fake
print(total([1, 2]), counted(4), pairs([1, 2, 3]))
print(list(kept.pop(0)), list(kept.pop(0)))
del builtins.sum
try:
    total([1])
except NameError as exc:
    print(exc)
builtins.sum = lambda items: [*items]
print(total([1, 2]), counted(4), pairs([1, 2, 3]))
import math
builtins.sum = math.fsum
print(total([1, 2]), counted(4), pairs([1, 2, 3]))

real = range


def range(*args):
    print("range", args)
    return real(*args)


print(counted(3))


def enumerate(xs):
    return [(9, 9)]


print(pairs([1, 2]))


def order():
    def first():
        print("iterable")
        return [1]

    try:
        return missing(x for x in first())
    except NameError as exc:
        return str(exc)


print(order())


class Scope:
    k = [1, 2, 3]
    n = any(x == 3 for x in k)
    m = all(x for x in k)


print(Scope.n, Scope.m, "x" in vars(Scope))
