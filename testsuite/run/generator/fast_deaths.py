# Objects that generators on machine values hold die when CPython lets them die, and nothing is left over.
from typing import Iterator


class Probe:
    alive = 0

    def __init__(self, name: int) -> None:
        self.name = name
        Probe.alive += 1

    def __del__(self) -> None:
        Probe.alive -= 1
        print("del", self.name, end="; ")


def items(n: int) -> Iterator[Probe]:
    i = 0
    while i < n:
        probe = Probe(i)
        yield probe
        print("back", end="; ")
        i += 1
    print("out", end="; ")


for probe in items(3):
    print("got", probe.name, end="; ")
print()
del probe
print(Probe.alive)


def numbers(n: int, probe: Probe) -> Iterator[int]:
    k = n
    for i in range(n):
        yield i * k
        if i == 1:
            probe = None
            print("dropped", end="; ")


print(sum(numbers(4, Probe(10))))
g = numbers(4, Probe(11))
next(g)
del g
print("half", Probe.alive)
g = numbers(4, Probe(12))
next(g)
g.close()
print("closed", Probe.alive)
del g


def chain(n: int) -> Iterator[int]:
    own = Probe(n)
    if n > 0:
        yield n
        yield from chain(n - 1)
        yield own.name


for x in chain(3):
    print(x, end="; ")
print(Probe.alive)
for x in chain(3):
    print(x, end="; ")
    if x == 1:
        break
print("broken", Probe.alive)


def overflows(n: int, probe: Probe) -> Iterator[int]:
    x = 2**61
    for i in range(n):
        yield i
        x += x
    print(probe.name, x, end="; ")


print(list(overflows(4, Probe(20))), Probe.alive)


def sent(n: int) -> Iterator[int]:
    while n > 0:
        got = yield n
        n -= 1
        print(got is None, end="; ")


g = sent(4)
next(g)
print(g.send(Probe(30)), end="; ")
print(g.send(Probe(31)), end="; ")
next(g)
print(Probe.alive)
del g
print(Probe.alive)
del x
