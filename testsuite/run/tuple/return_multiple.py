# Functions that return tuples, unpacked, ignored, indexed and passed on.
def divide(a: int, b: int) -> tuple[int, int]:
    return a // b, a % b


def minmax(xs: list[float]) -> tuple[float, float]:
    lo = hi = xs[0]
    for x in xs:
        if x < lo:
            lo = x
        if x > hi:
            hi = x
    return lo, hi


def chain(n: int) -> int:
    s = 0
    for i in range(1, n):
        q, r = divide(n, i)
        s += q * 100 + r
    return s


print(chain(50), minmax([3.0, -1, 2**70, 0.5]), divide(*divide(17, 5)), divide(7, 2)[1])
pair = divide(2**65, 7)
q, r = pair
print(pair, (q, r) == pair, (q, r) is pair)


def maybe(n: int) -> tuple[int, str]:
    if n > 5:
        return n
    return n, str(n)


for n in (1, 6):
    try:
        a, b = maybe(n)
        print(a, b)
    except TypeError as e:
        print(e)
