# One odd element far into a long loop, then ints again: sum, product, max, index arithmetic.
def sum_of(xs: list[int]) -> int:
    s = 0
    for x in xs:
        s += x
    return s


def alternating(xs: list[int]) -> int:
    s = 0
    for i in range(len(xs)):
        if i % 2:
            s -= xs[i]
        else:
            s += xs[i]
    return s


def maxima(xs: list[int]) -> list[int]:
    out = []
    best = xs[0]
    for x in xs:
        if x > best:
            best = x
            out.append(x)
    return out


base = list(range(5000))
for odd in (0.5, 2**63, -(2**63) - 1, True, 1e300):
    xs = base[:]
    xs[2500] = odd
    print(sum_of(xs), alternating(xs), len(maxima(xs)), maxima(xs)[-1], type(sum_of(xs)).__name__)


def overflow_once(n: int) -> tuple[int, int]:
    h = 7
    peak = 0
    for i in range(n):
        h = h * 31 + i
        if h > peak:
            peak = h
        h = h & 0xFFFFFFFFFFFF
    return h, peak


print(overflow_once(5000))
