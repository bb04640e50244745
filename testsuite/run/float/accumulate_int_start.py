# `s = 0` then `s += x`: int and float meet in one variable; zero iterations leave the int.
def total(xs: list[float]) -> float:
    s = 0
    for x in xs:
        s += x
    return s


def mean(xs: list[float]) -> float:
    s = 0
    n = 0
    for x in xs:
        s = s + x
        n = n + 1
    return s / n if n else s


print(total([]), total([1.5]), total([1, 2]), total([1, 2.5]), total([0.1] * 10), total([True, 2]))
print(mean([]), mean([1]), mean([1, 2]), mean([1.0, 2**60]))
print(total([2**62, 2**62, 0.5]), total([2**62, 2**62]))
print(total([-0.0]), 0 + -0.0)
