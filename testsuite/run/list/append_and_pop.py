# append and pop of lists: exact ones, subclasses, attributes of the name, errors.
class Loud(list):
    def append(self, item: object) -> None:
        super().append(("loud", item))

    def pop(self, index: int = -1) -> object:
        return ("popped", super().pop(index))


def fill(xs: list[int], n: int) -> list[int]:
    for i in range(n):
        r = xs.append(i * i)
        if r is not None:
            print("never")
    return xs


def drain(xs: list[int]) -> int:
    total = 0
    while xs:
        total = total * 3 + xs.pop()
    return total


def stack(n: int) -> list[float]:
    out: list[float] = []
    work: list[float] = [1.0]
    while work and n > 0:
        n -= 1
        top = work.pop()
        out.append(top)
        if top < 50:
            work.append(top * 2)
            work.append(top + 3)
    return out


def empty(xs: list[int]) -> str:
    try:
        xs.pop()
        return "never"
    except IndexError as e:
        return str(e)


def grow_while_walking(xs: list[int]) -> int:
    n = 0
    for x in xs:
        n += x
        if len(xs) < 40:
            xs.append(x + 1)
    return n


def odd(xs: list[int]) -> list[object]:
    seen: list[object] = []
    for _ in range(len(xs)):
        v = xs.pop()
        seen.append(v)
    return seen


def self_append(xs: list[object]) -> int:
    xs.append(xs)
    return len(xs[-1])


class D:
    def __init__(self, out: list[str]) -> None:
        self.out = out

    def __del__(self) -> None:
        self.out.append("del")


def dies(out: list[str]) -> list[str]:
    ds = [D(out), D(out)]
    ds.pop()
    out.append("popped")
    last = ds.pop()
    out.append("held")
    last = None
    out.append("end")
    return out


print(fill([], 10), drain(fill([], 40)), drain([]), stack(60))
print(fill(Loud(), 3), odd(Loud([1, 2])))
print(empty([]), empty([1]), grow_while_walking([1, 2]), odd([1, "a", 2.5, None, 2**80, True]))
print(self_append([]), dies([]))
big = list(range(1000))
for _ in range(990):
    big.pop()
print(big, len(big), fill(big, 3))
