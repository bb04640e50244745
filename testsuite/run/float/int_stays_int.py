# An int passed where a float is declared stays an int.
def half(x: float) -> float:
    return x / 2


def double(x: float) -> float:
    return x + x


def identity(x: float) -> float:
    return x


def scale(x: float, n: int) -> float:
    for _ in range(n):
        x = x * 2
    return x


print(half(3), half(4), double(3), double(3.0), identity(7), identity(True))
print(scale(1, 10), scale(1.0, 10), scale(1, 70), scale(1.0, 70))
print(type(double(1)).__name__, type(double(1.0)).__name__, double(2**53 + 1), double("ab"))
