# A generator that had to leave fast code comes back at the head of a loop, with or without a suspension on the way.
from typing import Iterator


def sums(n: int, rounds: int) -> Iterator[int]:
    total = 2**62
    for k in range(rounds):
        last = k
        for i in range(n):
            total += i
            if i % 40 == 3:
                total += 2**62
            if i % 40 == 30:
                total -= total - i
            last = i
        yield total
        yield last


print(list(sums(200, 3)))


def searches(limit: int) -> Iterator[int]:
    n = 2
    odd = 0.5
    while n < limit:
        d = 2
        while d * d <= n:
            if n % d == 0:
                break
            d += 1
            odd = odd + 1 if d % 7 else 0.5
        else:
            yield n
        n += 1
    yield odd


print(list(searches(120))[-6:])


def mixed(xs: list[int]) -> Iterator[int]:
    s = 0
    for x in xs:
        if x == 7:
            x = 2.5
        for _ in range(30):
            s += x
        while 100 < s < 10**6:
            s -= 7
        try:
            s // (x - 1)
        except ZeroDivisionError:
            s += 1
        yield s


print(list(mixed([1, 2, 3, 7, 5, 1, 2**65, 4, True, 6])))


def deleted(n: int) -> Iterator[object]:
    spare = object()
    for i in range(n):
        for k in range(40):
            if k == 20 and i == 1:
                del spare
            i += 2**62 if k == 30 else 0
        yield i
    try:
        yield spare
    except UnboundLocalError:
        yield "gone"


print(list(deleted(2)))


class Probe:
    def __init__(self, name: int) -> None:
        self.name = name

    def __del__(self) -> None:
        print("del", self.name, end="; ")


def held(n: int) -> Iterator[int]:
    x = 2**62
    for i in range(n):
        probe = Probe(i)
        for k in range(50):
            x += 2**62 if k == 5 else 1
        yield probe.name
        x //= 2**30


print(list(held(4)))
