# Loops over `enumerate` and `zip`: of lists and others, exhausted, left early, with names that are rebound.

def weighted(xs: list[float]) -> float:
    total = 0.0
    for i, x in enumerate(xs):
        total += i * x
    return total


def dot(xs: list[float], ys: list[int]) -> float:
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def both(xs: list[int], ys: list[int]) -> int:
    total = 0
    for i, (x, y) in enumerate(zip(xs, ys)):
        if i == 3:
            continue
        total += i * x + y
    else:
        total += 1000
    return total


print(weighted([1.0, 2.0, 3.0]), weighted([]), weighted((1.0, 2.5)), weighted([1, 2.5, True]))
print(dot([1.0, 2.0], [3, 4, 5]), dot([1.0, 2.0, 3.0], [3]), dot([2**70, 1.0], [2, 3]))
print(both([1, 2, 3, 4, 5], [5, 6, 7, 8, 9]))


class Loud:
    def __init__(self, name, items):
        self.name, self.items = name, iter(items)

    def __iter__(self):
        print("iter", self.name)
        return self

    def __next__(self):
        print("next", self.name)
        return next(self.items)

    def __del__(self):
        print("del", self.name)


def spoken():
    for a, b in zip(Loud("a", "xyz"), Loud("b", "pq")):
        print(a, b)
    print("after zip")
    for i, c in enumerate(Loud("c", "uvw")):
        print(i, c)
        if i == 1:
            break
    print("after break")
    for t in zip(Loud("d", "12"), Loud("e", ""), Loud("f", "34")):
        print(t)
    try:
        for i, (x, y) in enumerate(zip(Loud("g", ["ab", "c"]), [1, 2])):
            print(i, x, y)
            if i:
                raise ValueError("out")
    except ValueError as error:
        print(error)


spoken()


def targets(rows: list[list[int]]):
    for pair in enumerate(rows):
        print(pair)
    for i, [a, *rest] in enumerate(rows):
        print(i, a, rest)
    for only, in zip([1, 2]):
        print(only)
    for a, b, c in zip([1, 2], "xy", {3: 0, 4: 0}):
        print(a, b, c)
    try:
        for a, b in zip([1], [2], [3]):
            print("never")
    except ValueError as error:
        print(error)
    try:
        for a, b, c in enumerate("xy"):
            print("never")
    except ValueError as error:
        print(error)
    for i, x in enumerate(rows, 5):
        print(i, x)
    for i, x in enumerate(start=7, iterable="ab"):
        print(i, x)
    for a, b in zip([1, 2], [3, 4], strict=True):
        print(a, b)
    for i in zip():
        print("never")
    print([i * x for i, x in enumerate([5, 6])], {a: b for a, b in zip("ab", [1, 2])}, [p for p in zip("ab", "cd")])
    print(list((i, x) for i, x in enumerate("ab")), sum(i * x for i, x in enumerate([5, 6, 7])))


targets([[1, 2, 3], [4]])


def growing(xs: list[int]) -> int:
    total = 0
    for i, x in enumerate(xs):
        if i < 5:
            xs.append(i)
        total += x
    for x, y in zip(xs, xs):
        if len(xs) > 3:
            xs.pop()
        total += x + y
    return total


print(growing([1, 2]))


def errors():
    for bad in (5, None):
        try:
            for i, x in enumerate(bad):
                pass
        except TypeError as error:
            print(error)
        try:
            for x, y in zip([1], bad):
                pass
        except TypeError as error:
            print(error)


errors()


def rebound(xs: list[int]) -> None:
    for i, x in enumerate(xs):
        print("rebound", i, x)


real = enumerate
enumerate = lambda xs: [(x, x + 1) for x in xs]
rebound([7, 8])
enumerate = lambda xs: ["ab", (1, 2)]
rebound([1])
enumerate = lambda xs: [(1, 2, 3)]
try:
    rebound([1])
except ValueError as error:
    print(error)
del enumerate
rebound([9])
zip = lambda *args: iter([args])
print(dot([1.0], [2.0]) if False else [pair for pair in zip([1], [2])])
del zip


def captured():
    functions = []
    for i, x in enumerate("abc"):
        functions.append(lambda: (i, x))
    return [f() for f in functions]


print(captured())
for i, x in enumerate("pq"):
    print(i, x)
print(i, x)
