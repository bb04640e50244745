"""Work that must not be interpreted."""


class Acc:
    def __init__(self) -> None:
        self.total = 0

    def add(self, x: int) -> None:
        self.total += x


def gen(n: int) -> object:
    for i in range(n):
        yield i * i


def work(n: int) -> int:
    acc = Acc()
    for x in gen(n):
        acc.add(x)
    return acc.total + sum(y for y in range(n)) + max([n, 1], key=lambda v: -v)
