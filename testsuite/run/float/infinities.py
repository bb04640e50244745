# Overflow to infinity is silent for + - *, an OverflowError for **, and inf - inf is nan.
inf: float = float("inf")


def grow(x: float, n: int) -> float:
    for _ in range(n):
        x = x * x
    return x


print(grow(10.0, 3), grow(10.0, 9), grow(-10.0, 1), -grow(10.0, 20))
print(inf - inf, inf * 0, inf + 1, inf // 2, -inf // 2, 5 % inf, -5 % inf, 5.0 // inf, -5.0 // inf)
print(1e308 + 1e308, 1e308 * 10, -1e308 - 1e308, 5e-324 / 2, 1 / inf, -1 / inf)
for a, b in ((10.0, 400), (-10.0, 401), (10.0, 400.0), (0.0, -1), (-0.0, -3)):
    try:
        print(a**b)
    except (OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__)
print(10.0**-400, inf**0, inf**-1, (-inf) ** 3, (-inf) ** 2, 1.0**inf, float("nan") ** 0)
