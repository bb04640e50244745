# A generator whose locals outgrow i64 and turn to floats between yields.
def doubling(x: int, n: int) -> object:
    for _ in range(n):
        yield x
        x = x * 2


def fibs() -> object:
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def drift(x: int) -> object:
    while x < 20:
        yield x
        x = x + 3 if x != 6 else x + 0.5


def nth(g: object, n: int) -> int:
    for i, x in enumerate(g):
        if i == n:
            return x
    return -1


print(list(doubling(2**60, 6)), list(doubling(1.5, 3)), list(doubling("ab", 3)))
print([nth(fibs(), n) for n in (0, 10, 92, 93, 120)])
print(list(drift(0)), list(drift(1)), list(drift(0.5))[:3])
