# Loops over floats add left to right; pairwise or vector order would print something else.
def left(xs: list[float]) -> float:
    s = 0.0
    for x in xs:
        s += x
    return s


def product(xs: list[float]) -> float:
    p = 1.0
    for x in xs:
        p *= x
    return p


def indexed(n: int) -> float:
    s = 0.0
    for i in range(1, n + 1):
        s += 1.0 / i
    return s


xs = [1e16, 1.0, -1e16, 1.0] * 7 + [0.1] * 9
print(left(xs), left(xs[::-1]), left(sorted(xs)), product([1e200, 1e200, 1e-200, 1e-200]), product([1e-200, 1e200, 1e-200, 1e200]))
print(indexed(1000), left([0.1] * 33), left([1, 0.1, 2**53, 1]))
