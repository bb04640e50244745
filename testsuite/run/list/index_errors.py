# Index errors in the middle of expressions and stores; nothing half-done.
log: list[str] = []


def v(tag: str, x: object) -> object:
    log.append(tag)
    return x


def store(xs: list[int], i: int, value: int) -> None:
    v("x", xs)[v("i", i)] = v("v", value)


def swap(xs: list[int], i: int, j: int) -> None:
    xs[i], xs[j] = xs[j], xs[i]


xs = [1, 2, 3]
for i in (0, -1, 3, -4, 2**64, True):
    try:
        store(xs, i, 9)
    except IndexError as e:
        print(e)
    print(xs, "".join(log))
    log.clear()
for i, j in ((0, 2), (0, 5), (5, 0), (-1, 1)):
    try:
        swap(xs, i, j)
    except IndexError as e:
        print(e)
    print(xs)


def sum_until_error(xs: list[int], n: int) -> int:
    s = 0
    try:
        for i in range(n):
            s += xs[i]
    except IndexError:
        s = -s
    return s


print(sum_until_error([1, 2, 3], 2), sum_until_error([1, 2, 3], 10), sum_until_error([], 1))
for bad in ("0", 1.0, None):
    try:
        xs[bad]
    except TypeError as e:
        print(e)
