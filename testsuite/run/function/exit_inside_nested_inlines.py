# A guard fails three calls deep, in the middle of the outer expression.
trace: list[str] = []


def leaf(x: int) -> int:
    return x * x + 1


def middle(x: int, y: int) -> int:
    trace.append("m")
    return leaf(x) + leaf(y)


def top(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        s = s + middle(xs[i], i) * 2 - leaf(i)
    return s


print(top([1, 2, 3]), len(trace))
trace.clear()
print(top([1, 2.5, 3]), len(trace))
trace.clear()
print(top([1, 2**32, 3, 2**40, 1]), len(trace))
trace.clear()
print(top([3_037_000_500, 0, 1]), top([True, False]), len(trace))
trace.clear()
try:
    print(top([1, 2, "x", 4]))
except TypeError as e:
    print(type(e).__name__, len(trace))
