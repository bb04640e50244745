# Small functions that are inlined raise in the middle; earlier effects happened once, later ones never.
log: list[int] = []


def safe_div(a: int, b: int) -> int:
    log.append(a)
    r = a // b
    log.append(b)
    return r


def item(xs: list[int], i: int) -> int:
    return xs[i]


def work(xs: list[int], n: int) -> int:
    s = 0
    for i in range(n):
        s += safe_div(100, item(xs, i)) + safe_div(i, 1)
    return s


for xs, n in (([1, 2, 5], 3), ([1, 0, 5], 3), ([1, 2], 3), ([1, 2.5], 2), ([1, "x"], 2)):
    try:
        print(work(xs, n))
    except (ZeroDivisionError, IndexError, TypeError) as e:
        print(type(e).__name__)
    print(log)
    log.clear()
