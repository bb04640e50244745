# Defaults are evaluated once, at the def, and shared.
def collect(x: int, into: list[int] = []) -> list[int]:
    into.append(x)
    return into


def make(n: int) -> list[object]:
    fs = []
    for i in range(n):

        def g(x: int = i * 10, ys: list[int] = [i]) -> tuple[int, int]:
            ys.append(x)
            return x, len(ys)

        fs.append(g)
    return fs


print(collect(1), collect(2), collect(3, []), collect(4))
fs = make(3)
print([g() for g in fs], [g(7) for g in fs], [g() for g in fs])
n = 5


def late(x: int = n) -> int:
    return x + n


n = 100
print(late(), late(1), late.__defaults__, collect.__defaults__)
order: list[str] = []


def note(t: str) -> str:
    order.append(t)
    return t


def annotated(a: note("ann a") = note("def a"), *, b: note("ann b") = note("def b")) -> note("ann r"):
    return order


print(annotated())
