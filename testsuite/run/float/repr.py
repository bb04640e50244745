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
