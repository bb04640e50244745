# Suspended generators show the complex numbers that they keep, and go on with what they kept.
# world: cpython
from typing import Iterator


def orbit(c: complex, n: int) -> Iterator[complex]:
    z = 0j
    w = 0
    for _ in range(n):
        z = z * z + c
        w = w + z
        yield z
    yield w


g = orbit(0.5j, 5)
print(next(g), next(g), g.gi_frame.f_locals["z"], g.gi_frame.f_locals["c"], next(g), list(g))
g = orbit(1, 700)
print([next(g) for _ in range(3)], g.gi_frame.f_locals["z"], g.gi_frame.f_locals["w"])
g = orbit(0.25j, 700)
for i in range(700):
    z = next(g)
    if i % 100 == 0:
        print(z, g.gi_frame.f_locals["z"] == z)
print(next(g))


def sent() -> Iterator[complex]:
    total = 0j
    while True:
        try:
            total = total * 0.5 + (yield total)
        except ValueError:
            total = -total


s = sent()
next(s)
print([s.send(v) for v in (1j, 2, 2.5, True)], s.throw(ValueError), [s.send(3j) for _ in range(300)][-1])
