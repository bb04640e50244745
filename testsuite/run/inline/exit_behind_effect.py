# An inlined callee that leaves behind an effect goes on where it was: what it did is not done again.
class Counter:
    def __init__(self) -> None:
        self.count = 0
        self.total = 0.0

    def bump(self, by: int, scale: float) -> float:
        self.count += 1
        self.total = self.total + scale
        return self.total / (by - 3)

    def move(self, x: float, y: float) -> None:
        self.total += x
        self.total += y


def push(xs: list[int], a: int, b: int) -> int:
    xs.append(a)
    c = a * b
    xs.append(c)
    return c - b


def stored(xs: list[float], i: int, a: float, b: float) -> float:
    xs[i] = a
    xs[i + 1] = a / b
    return b - a


def count(n: int) -> None:
    c = Counter()
    for i in range(n):
        try:
            print(c.bump(i, 0.5), end=" ")
        except ZeroDivisionError:
            print("zero", end=" ")
    print(c.count, c.total)


def move(c: Counter, n: int) -> None:
    for i in range(n):
        c.move(1.5, 2.0)
        if i == 2:
            c.total = 7
        if i == 4:
            kept = c.total
            c.move(0.25, 0.25)
            print(kept, c.total)


def pushes(n: int, b: int) -> list[int]:
    xs: list[int] = []
    s = 0
    for i in range(n):
        s += push(xs, i, b)
    xs.append(s)
    return xs


def stores(n: int) -> list[float]:
    xs = [0.0] * (n + 1)
    for i in range(n):
        try:
            stored(xs, i, float(i), float(i - 2))
        except ZeroDivisionError as e:
            print(e)
    return xs


count(6)
c = Counter()
move(c, 8)
print(c.total)
print(pushes(4, 10), pushes(4, 2**62), pushes(3, -(2**63)))
print(stores(5))
