# What looks constant in a loop is changed by an operator, attribute or iterator in its body.
class Sneaky:
    def __init__(self) -> None:
        self.reads = 0

    def __add__(self, other: int) -> int:
        global k
        k += 1
        return other

    @property
    def x(self) -> int:
        self.reads += 1
        return self.reads

    def __iter__(self) -> object:
        global k
        for i in range(3):
            k *= 10
            yield i

    def __len__(self) -> int:
        global k
        k = -k
        return 3


k = 1


def operator(s: Sneaky, n: int) -> int:
    total = 0
    for i in range(n):
        total += k
        s + i
    return total


def attribute(s: Sneaky, n: int) -> int:
    total = 0
    for _ in range(n):
        total += s.x * s.x
    return total


def iterator(s: Sneaky) -> list[int]:
    return [k for _ in s]


def length(s: Sneaky, n: int) -> list[int]:
    out = []
    for i in range(n):
        if i < len(s):
            out.append(k)
    return out


print(operator(Sneaky(), 4), k, attribute(Sneaky(), 3), iterator(Sneaky()), k, length(Sneaky(), 4), k)
