# Every annotation lies; the program means what it says without them.
def add(a: str, b: list[int]) -> None:
    return a + b


def count(xs: int) -> str:
    n: str = 0
    for x in xs:
        n += 1
    return n


class Box:
    value: int
    name: float

    def __init__(self, value: bool, name: bytes) -> None:
        self.value: list[int] = value
        self.name = name

    def grow(self) -> "Box":
        self.value = self.value * 2
        return self.value


def loop(n: float, step: bool) -> str:
    total: str = 0
    i: list[int] = 0
    while i < n:
        total += i
        i += step
    return total


print(add(1, 2), add("a", "b"), add([1], [2.5]), count([1, 2]), count("abc"), Box("ab", 1).grow(), Box(2**63, None).grow())
print(loop(10, 3), loop(2.5, 0.5), loop(True, True), loop(10**3, 7))


def returns_other(x: int) -> int:
    if x > 2:
        return "text"
    if x > 1:
        return None
    return x


print([returns_other(i) for i in range(4)])


def uses(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        r = returns_other(i)
        out.append(r * 2 if r is not None else -1)
    return out


print(uses(5))
