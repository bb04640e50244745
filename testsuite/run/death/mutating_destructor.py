# A destructor that changes the list or attribute being assigned.
class Evil:
    def __init__(self, action: object) -> None:
        self.action = action

    def __del__(self) -> None:
        self.action()


def store(xs: list[object], i: int, value: object) -> int:
    xs[i] = value
    return len(xs)


xs: list[object] = [0, 1, 2]
xs[1] = Evil(lambda: xs.append("from del"))
print(store(xs, 1, "new"), xs)
xs[0] = Evil(lambda: xs.clear())
print(store(xs, 0, "last"), xs)


class Box:
    v: object

    def __init__(self, v: object) -> None:
        self.v = v


def total(b: Box, n: int) -> int:
    s = 0
    for i in range(n):
        s += b.v if isinstance(b.v, int) else 0
        if i == 2:
            b.v = Evil(lambda: setattr(b, "v", 100))
        if i == 4:
            b.v = 7
    return s


print(total(Box(1), 8))
ys: list[object] = [1, 2, 3, 4]


def walk(ys: list[object]) -> list[object]:
    seen: list[object] = []
    for y in ys:
        seen.append(y if isinstance(y, int) else "evil")
        if y == 2:
            ys[0] = 9
    return seen


ys[0] = Evil(lambda: ys.append(50))
print(walk(ys))
