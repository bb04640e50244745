# A call of a global function, reached first in the general version of its caller and then in the fast one.

one = lambda: 1


def two() -> int:
    return 2


def total(x: int, deep: bool) -> int:
    y = x + 1
    if deep:
        return one() + two() + y
    return y


def guarded(values: list[int]) -> int:
    try:
        return values[0] + two()
    except IndexError:
        return one() + two()


for number in (2**70, 5, 2**64, 7, True):
    print(total(number, True), total(number, False))
print(guarded([]), guarded([2**65]), guarded([3]), guarded([]), guarded([]), guarded([1]))
one = lambda: 10
print(total(2**70, True), total(5, True), guarded([]))
