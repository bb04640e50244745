# Complex numbers in generators, closures, attributes, lists, dicts, tuples, defaults and results; exits in between.
from typing import Iterator


def orbit(c: complex, n: int) -> Iterator[complex]:
    z = 0j
    for _ in range(n):
        z = z * z + c
        yield z


def inner(points: list[complex]) -> Iterator[int]:
    for c in points:
        z = 0j
        n = 0
        for _ in range(60):
            if abs(z) > 2:
                break
            z = z * z + c
            n += 1
        yield n


def accumulate() -> Iterator[complex]:
    total = 0j
    while True:
        value = yield total
        if value is None:
            return
        total = total + value


print(list(orbit(0.1 + 0.2j, 6)), list(orbit(1, 4)), list(inner([0j, 1j, 1 + 1j, 0.3, 2])))
print(list(inner([0.1j * k for k in range(30)])))
sums = accumulate()
print(next(sums), [sums.send(v) for v in (1j, 2, 2.5, 3 - 1j, True)])
try:
    sums.throw(KeyError("thrown"))
except KeyError as e:
    print("KeyError", e)
g = orbit(0.5j, 5)
print(next(g), next(g), next(g))


def counter(step: complex):
    total = 0j

    def add(times: int) -> complex:
        nonlocal total
        for _ in range(times):
            total += step
        return total

    return add


add = counter(1 - 0.5j)
print(add(3), add(2), counter(2)(2))


class Body:
    def __init__(self, position: complex, speed: complex) -> None:
        self.position = position
        self.speed = speed

    def step(self, dt: float) -> complex:
        self.speed = self.speed * 0.5 - self.position * dt
        self.position += self.speed * dt
        return self.position

    def energy(self) -> float:
        return abs(self.speed) ** 2 + abs(self.position) ** 2


bodies = [Body(1j, 2 + 0j), Body(1, 2.0), Body(3 + 4j, 0j)]
for _ in range(4):
    print([b.step(0.25) for b in bodies])
print([round(b.energy(), 9) for b in bodies])


def default(z: complex = 1j, *, w: complex = 2) -> complex:
    return z * w


def calls(n: int) -> list[complex]:
    return [default(), default(2j), default(2j, w=3j), default(n, w=n)]


print(calls(3), default(w=1j))


def twice(z: complex) -> complex:
    return z + z


def maybe(z: complex, n: int) -> complex:
    if n % 3 == 0:
        return n
    if n % 3 == 1:
        return z.real
    return twice(twice(z)) * n


def results(n: int) -> list:
    out = []
    for i in range(n):
        out.append(maybe(1 + 2j, i))
    return out


print(results(7))


def reverse(a: list[complex]) -> None:
    n = len(a)
    for i in range(n // 2):
        a[i], a[n - 1 - i] = a[n - 1 - i], a[i] * 2


items: list = [1j, 2 + 1j, 3, 4.5, 5j]
reverse(items)
print(items)


def table(n: int) -> dict[complex, int]:
    seen: dict[complex, int] = {}
    z = 1 + 0j
    for i in range(n):
        seen[z] = seen.get(z, 0) + 1
        z *= 1j
    return seen


print(table(10))


def truth(zs: list[complex]) -> list:
    return [(not z, bool(z), 1 if z else 2, z and 3, z or 4, z is None) for z in zs]


print(truth([0j, -0.0j, 1j, 1 + 0j, complex("nan"), 0, 0.0]))


def shadow(z: complex) -> list:
    global abs
    out: list = [abs(z)]

    abs = str
    out.append(abs(z))
    del abs
    out.append(abs(z))
    return out


print(shadow(3 + 4j))


def made(a: int, b: float, t: bool) -> list[complex]:
    return [complex(a), complex(b), complex(t), complex(a, b), complex(b, a), complex(t, t), complex(-0.0, -0.0), complex(1j), complex()]


print(made(3, -0.0, True), made(2**62 + 1, 1e308, False))
print(complex(real=1), complex("1+2j"), complex(1j, 2j), complex(imag=2.0))


def middle(a: complex, values: list) -> list:
    out = []
    for v in values:
        try:
            out.append((a * 2 + v * a - a / 3) * (v - a))
        except TypeError as e:
            out.append(str(e))
    return out


print(middle(1 + 1j, [1j, 2, 2.5, "s", 10**20, None, True, 3j]))


def parameter(z: complex) -> complex:
    z = -z
    if z.real > 100:
        return z
    return parameter(z * (1 + 1j))


print(parameter(1 + 1j), parameter(3))


def unread(z: complex, n: int) -> int:
    w = z * z
    for i in range(n):
        w = w + 1j
    return n


print(unread(1j, 5), unread(2, 5))


def sums(zs: list[complex]) -> list:
    return [sum(zs), sum(z * 2 for z in zs), sum(abs(z) for z in zs), sum([z.real for z in zs]), max(abs(z) for z in zs), all(z for z in zs)]


print(sums([1j, 2 + 0j, 3 - 4j]), sums([1, 2.5, 1j]))
