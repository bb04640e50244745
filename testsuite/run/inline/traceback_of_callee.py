# A traceback shows an inlined callee as any other: its name, its line, its caller's line.
# world: cpython
import traceback


def inner(a: int, b: int) -> int:
    c = a + 1
    return c // b


def middle(a: int, b: int) -> int:
    d = a * 2
    return inner(d, b) + 1


def outer(a: int, b: int) -> int:
    total = 0
    for i in range(a):
        total += middle(i, b - i)
    return total


class Point:
    def __init__(self, x: float) -> None:
        self.x = x

    def scaled(self, by: float) -> float:
        return self.x / by


def scale(p: Point, n: int) -> float:
    total = 0.0
    for i in range(n):
        total += p.scaled(float(3 - i))
    return total


def show(error: BaseException) -> None:
    for entry in traceback.extract_tb(error.__traceback__)[1:]:
        print(entry.name, entry.lineno, entry.line)


try:
    outer(5, 3)
except ZeroDivisionError as e:
    show(e)
try:
    scale(Point(2.0), 5)
except ZeroDivisionError as e:
    show(e)
del Point.__init__
try:
    scale(Point(), 5)
except AttributeError as e:
    show(e)
