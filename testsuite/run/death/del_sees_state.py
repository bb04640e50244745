# What __del__ sees and does: globals changed behind a loop, resurrection, exceptions ignored.
total = 0
saved: list[object] = []


class D:
    def __init__(self, n: int) -> None:
        self.n = n

    def __del__(self) -> None:
        global total
        total += self.n


class Lazarus:
    def __del__(self) -> None:
        saved.append(self)


def loop(n: int) -> list[int]:
    seen = []
    for i in range(n):
        d = D(i)
        seen.append(total)
    return seen


def reads_around() -> tuple[int, int]:
    d = D(1000)
    before = total
    d = None
    return before, total


def element(xs: list[object]) -> tuple[int, int]:
    before = total
    xs[0] = 0
    return before, total


print(loop(6), total, reads_around(), element([D(5)]))
x = Lazarus()
x = None
print(len(saved), type(saved[0]).__name__)
saved.clear()
print(len(saved))
