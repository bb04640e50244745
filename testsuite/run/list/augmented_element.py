# `xs[i] op= v`: index and object once, load before the right side, store after.
log: list[str] = []


def v(tag: str, x: object) -> object:
    log.append(tag)
    return x


class Spy:
    def __init__(self) -> None:
        self.items = [1, 2, 3]

    def __getitem__(self, i: int) -> int:
        log.append(f"get{i}")
        return self.items[i]

    def __setitem__(self, i: int, x: int) -> None:
        log.append(f"set{i}={x}")
        self.items[i] = x


s = Spy()
v("o", s)[v("i", 1)] += v("r", 10)
print(log, s.items)
log.clear()


def shrink(xs: list[int]) -> int:
    xs.pop()
    return 5


xs = [1, 2, 3]
try:
    xs[2] += shrink(xs)
except IndexError as e:
    print(e, xs)


def bump(xs: list[int], n: int) -> list[int]:
    for i in range(n):
        xs[i % len(xs)] += i
        xs[-1] -= 1
    return xs


print(bump([0, 0, 0], 10), bump([2**63 - 3, 0.5, True], 7))
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)
