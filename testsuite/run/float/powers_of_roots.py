# `x ** -1.5` and other powers of square roots are what the C library gives, to the last bit, whether it is called or not.

EXPONENTS = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


def power(a: float, b: float) -> float:
    return a**b


def force(a: float) -> float:
    return a**-1.5


def distance(a: float) -> float:
    return a**1.5


def inverse(a: float) -> float:
    return a**-0.5 + a**-1 + a**-2 + a**3 + a**-3


def numbers(count: int) -> list[float]:
    """Numbers of all sizes, round ones among them."""
    found = []
    seed = 54321
    for i in range(count):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        part = (seed >> 11) / 2**53 + 2.0**-60
        found.append(part)
        found.append(part * 10.0 ** (i % 90 - 45))
        found.append(float(i + 1))
        found.append(2.0 ** (i % 200 - 100))
        found.append((i + 1) / 1024)
    return found


def differences(rows: list[float]) -> int:
    count = 0
    for a in rows:
        count += force(a) != pow(a, -1.5)
        count += distance(a) != pow(a, 1.5)
        for b in EXPONENTS:
            count += power(a, b) != pow(a, b)
    return count


rows = numbers(6000)
print(differences(rows))
print(hash(tuple(force(a) for a in rows)), hash(tuple(distance(a) for a in rows)))
print(hash(tuple(inverse(a) for a in rows)), hash(tuple(power(a, 2.5) for a in rows)))
for a in (0.0, -0.0, 1.0, -1.0, 4.0, -4.0, 5e-324, 1e-300, 1e300, float("inf"), float("-inf"), float("nan")):
    for b in EXPONENTS:
        try:
            print(a, b, power(a, b))
        except ZeroDivisionError as error:
            print(a, b, error)
        except OverflowError as error:
            print(a, b, error)
