# What a branch does not use dies on the way there, and once.
# fault: extra_decref
import sys


def shortest(xs: list[int], ys: list[int]) -> int:
    zs = xs + ys
    if len(zs) > 3:
        return len(xs)
    return zs[0]


class Value:
    pass


def keep(value: object, n: int) -> int:
    count = 0
    for i in range(n):
        held = [value]
        if i % 2 == 0:
            continue
        count += len(held)
    return count


value = Value()
others = [value] * 100
before = sys.getrefcount(value)
print(shortest([1, 2], [3, 4]), keep(value, 10))
print(sys.getrefcount(value) - before)
