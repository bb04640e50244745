# An int attribute that overflows, turns to float, to str, is deleted, and shows the new value at once.
class Counter:
    n: int

    def __init__(self, n: int) -> None:
        self.n = n

    def add(self, k: int) -> None:
        self.n += k

    def twice(self) -> int:
        return self.n * 2


def drive(c: Counter, times: int, k: int) -> int:
    for _ in range(times):
        c.add(k)
        c.n = c.n + k
    return c.twice()


c = Counter(0)
print(drive(c, 10, 1), drive(c, 3, 2**62), drive(c, 2, 0.5), c.n)
s = Counter("")
print(drive(s, 2, "ab"), s.n)
del c.n
try:
    drive(c, 1, 1)
except AttributeError as e:
    print(e)
c.n = True
print(drive(c, 1, True), vars(c))
try:
    Counter(None).twice()
except TypeError as e:
    print(type(e).__name__)
