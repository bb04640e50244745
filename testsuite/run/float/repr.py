# Shortest round-trip repr at all magnitudes.
def show(xs: list[float]) -> str:
    return " ".join(str(x) for x in xs)


print(show([0.1, 1.0, 1e15, 1e16, 1e17, 123456789012345680.0, 1e-4, 1e-5, 0.00012345, 1e100, 5e-324, 1.7976931348623157e308]))
print(show([1 / 3, 2 / 3, 100.0, 1e22, 1e23, 9007199254740993.0, 4.35, 2.5e-8, 1e5, -1e-7]))


def powers(n: int) -> str:
    x = 1.0
    out = []
    for _ in range(n):
        x = x / 7.0
        out.append(repr(x))
    return ",".join(out)


print(powers(12))

# The shortest text of these lies in the middle between two: the even one is taken.
middles = [2.03028106689453125, 9.6816558837890625, 2.09180450439453125, 0.24224853515625, 9007199254740993.0, 4503599627370497.5]
print(middles)
numbers = [(2 * k + 1) / 2**e for e in range(14, 60, 3) for k in (1, 77, 12345, 987654321, 33333333333, 2251799813685247)]
print(numbers)
print([-number for number in numbers[:9]], [f"{number!r:>22}" for number in numbers[20:26]])
