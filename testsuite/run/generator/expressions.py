# Generator expressions: first iterable evaluated at once, the rest late; scopes; nested.
log: list[str] = []


def v(tag: str, x: object) -> object:
    log.append(tag)
    return x


g = (v("e", i * j) for i in v("first", [1, 2]) for j in v("second", [10, 20]) if v("if", j > 10 or i > 1))
print(log)
print(next(g), log)
print(list(g), len(log))
try:
    (x for x in 5)
except TypeError as e:
    print(e)


def total(n: int, k: int) -> int:
    return sum(i * k for i in range(n) if i % 2)


print(total(10, 3), total(10, 0.5), total(10, 2**62), total(0, "a"), any(i > 3 for i in range(10)), all(i < 3 for i in range(10)))
k = 1
late = (k + i for i in range(2))
k = 100
print(list(late), max((len(w), w) for w in "a bb cc".split()), ",".join(str(i) for i in range(4)), dict((i, i * i) for i in range(3)))
print(sum(sum(i for i in range(j)) for j in range(6)), [tuple(x for x in range(n)) for n in range(3)])


def stops_early(limit: int) -> tuple[bool, list[int]]:
    seen: list[int] = []
    r = any(seen.append(i) or i >= limit for i in range(10))
    return r, seen


print(stops_early(3), stops_early(99))
