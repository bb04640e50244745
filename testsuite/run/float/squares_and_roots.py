# `x ** 2` and `x ** 0.5` are what the C library gives, to the last bit, whether it is called or not.

SPECIAL = [
    0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, 2.5, -2.5, 1e200, -1e200, 1e-200, 5e-324, -5e-324, 1e308,
    9007199254740991.0, -9007199254740992.0, float("inf"), float("-inf"), float("nan"),
]


def square(a: float) -> float:
    return a ** 2


def root(a: float) -> float:
    return a ** 0.5


def power(a: float, b: float) -> float:
    return a ** b


def attempt(function, *args):
    try:
        return function(*args)
    except (OverflowError, ZeroDivisionError) as error:
        return repr(error)


def numbers(count: int) -> list[float]:
    """Numbers of all sizes, and those whose squares and roots are close to the middle between floats."""
    found = []
    seed = 12345
    for i in range(count):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        part = (seed >> 11) / 2**53
        found.append(part * 10.0 ** (i % 40 - 20))
        found.append(-part)
        found.append(float(seed >> 11))
        found.append(part * 10.0 ** (i % 280 - 140))
    return found


def total(rows: list[float], exponent: float) -> float:
    result = 0.0
    for a in rows:
        result += (a - 1.0) ** 2 + (a * a) ** 0.5 - a ** 3
    return result


def differences(rows: list[float]) -> int:
    count = 0
    for a in rows:
        count += square(a) != pow(a, 2.0)
        count += root(abs(a)) != pow(abs(a), 0.5)
    return count


rows = numbers(5000)
print(differences(rows))
print(total(rows[:100], 2.0))
print(hash(tuple(square(a) for a in rows)), hash(tuple(root(abs(a)) for a in rows)))
for a in SPECIAL:
    print(a, attempt(square, a), attempt(root, a), [attempt(power, a, b) for b in SPECIAL])
