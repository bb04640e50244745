# No fused multiply-add, no reassociation: each operation rounds on its own.
def dot(xs: list[float], ys: list[float]) -> float:
    s = 0.0
    for i in range(len(xs)):
        s = s + xs[i] * ys[i]
    return s


def residual(a: float, b: float) -> float:
    p = a * b
    return a * b - p


def kahan(xs: list[float]) -> float:
    s = 0.0
    c = 0.0
    for x in xs:
        y = x - c
        t = s + y
        c = (t - s) - y
        s = t
    return s


xs = [0.1 * i for i in range(100)]
print(repr(dot(xs, xs)), residual(0.1, 0.3), residual(1e16 + 1, 1.1))
print(kahan([0.1] * 1000), (0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3), 1e16 + 1 - 1e16)
print(0.1 + 0.2, 1 / 3 * 3, 1e308 * 10 / 10, 5e-324 * 0.5 * 2)
