# Loops over enumerate, zip, map, filter and reversed, with odd arguments and early ends.
def indexed(xs: list[int]) -> int:
    s = 0
    for i, x in enumerate(xs, 1):
        s += i * x
    return s


def dot(xs: list[int], ys: list[float]) -> float:
    s = 0
    for x, y in zip(xs, ys):
        s += x * y
    return s


def shrinking(xs: list[int]) -> list[tuple[int, int]]:
    out = []
    for i, x in enumerate(xs):
        out.append((i, x))
        if i == 1:
            xs.pop()
            xs.pop()
    return out


print(indexed([1, 2, 3]), indexed([0.5, True]), dot([1, 2, 3], [0.5, 2]), dot([], [1]), dot((1, 2), {3: 0, 4: 0}), shrinking([1, 2, 3, 4, 5]))
it = iter([1, 2, 3, 4])
print(list(zip(it, it)), list(zip([1, 2, 3], it)), list(zip()), list(zip("ab")), list(enumerate("ab", -1)), list(enumerate("a", 2**63)))
a = iter([1, 2, 3])
b = iter([10])
print(list(zip(a, b)), next(a))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)
print(list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])), list(filter(lambda x: x % 2, range(5))), list(reversed([1, 2, 3])), list(reversed(range(3))))
lazy = map(lambda x: 1 // x, [1, 0])
print(next(lazy))
try:
    next(lazy)
except ZeroDivisionError:
    print("later", list(lazy))
for bad in (lambda: enumerate(5), lambda: zip(1), lambda: map(None, [1]), lambda: reversed({1}), lambda: list(map(5, [1]))):
    try:
        print(type(bad()).__name__)
    except TypeError as e:
        print(type(e).__name__)
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    print(i, k, v, end="; ")
print(i, k, v)
