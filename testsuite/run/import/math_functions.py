# math functions with int, float, bool and bad arguments, in loops.
import math


def hyp(xs: list[float]) -> float:
    s = 0
    for x in xs:
        s += math.sqrt(x * x + 1)
    return s


def ints(xs: list[float]) -> list[object]:
    out: list[object] = []
    for x in xs:
        for f in (math.floor, math.ceil, math.trunc):
            try:
                out.append(f(x))
            except (OverflowError, ValueError, TypeError) as e:
                out.append(type(e).__name__)
    return out


print(round(hyp([0.5, 1, True, 2**60]), 3), ints([1.5, -1.5, 2, 1e20, -0.0, float("inf"), float("nan"), "x", 2**70, True]))
print(math.pi, math.e, math.inf, math.isnan(math.nan), math.isinf(-math.inf), math.copysign(1, -0.0), math.fabs(-3), math.fmod(-7, 3))
print(math.isqrt(10**20), math.factorial(25), math.gcd(0, 5), math.comb(5, 2), math.hypot(3, 4), math.pow(2, 0.5) == math.sqrt(2))
for f, x in ((math.sqrt, -1), (math.log, 0), (math.sqrt, "x"), (math.acos, 2), (math.exp, 1000), (math.factorial, -1)):
    try:
        print(f(x))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__)
