# Chained comparisons evaluate each operand once and stop at the first false one.
log: list[str] = []


def v(name: str, x: object) -> object:
    log.append(name)
    return x


def chain(a: object, b: object, c: object, d: object) -> object:
    return v("a", a) < v("b", b) <= v("c", c) != v("d", d)


for args in ((1, 2, 2, 3), (2, 1, 0, 0), (1, 2, 1, 9), (1, 2, 3, 3), (1.5, 2, 2.5, 2**70)):
    print(chain(*args), "".join(log))
    log.clear()


class Odd:
    def __lt__(self, other: object) -> str:
        return "" if other == 0 else "lt"

    def __le__(self, other: object) -> list[int]:
        return [1]


print(repr(Odd() < 0 < 1), repr(Odd() < 1 <= 2), Odd() < 5 < 3, (Odd() <= 0 != 1))


def inside(xs: list[int], lo: int, hi: int) -> int:
    n = 0
    for x in xs:
        if lo <= x < hi:
            n += 1
    return n


print(inside([1, 5, 2.5, True, 2**65, -3], 1, 5), 1 in [1] == True, 3 > 2 > 1 in (1,))
