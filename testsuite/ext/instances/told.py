# Functions of all kinds, with state of the module's own.
calls = 0


def add(a: int, b: int) -> int:
    global calls
    calls += 1
    return a + b


def counted(n: int):
    for i in range(n):
        yield add(i, i)


def adder(n: int):
    def add_to(m: int) -> int:
        return n + m

    return add_to


class Point:
    def __init__(self, x: float) -> None:
        self.x = x

    def doubled(self) -> float:
        return self.x * 2
