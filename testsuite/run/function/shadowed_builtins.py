# Builtins shadowed by parameters, locals and globals.
def apply(len: object, xs: list[int]) -> object:
    return len(xs)


def local_range(n: int) -> list[int]:
    range = lambda k: [k, k, k]
    return [i for i in range(n)]


def uses_abs(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s += abs(x)
    return s


print(apply(sum, [1, 2]), apply(len, [1, 2]), local_range(4), uses_abs([-1, 2]))


def abs(x: int) -> int:
    return 1000


print(uses_abs([-1, 2]))
del abs
print(uses_abs([-1, 2]))
int = float
print(int("3"), isinstance(3.0, int), isinstance(3, int))
del int
True_ = 1
print(isinstance(3, int), max is max, print is print)


def bad() -> object:
    try:
        return sum([1])
    finally:
        if False:
            sum = 1


try:
    bad()
except UnboundLocalError as e:
    print(type(e).__name__)
