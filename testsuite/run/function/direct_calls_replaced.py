# Direct calls: defaults and keywords, closures, functions changed in mid-loop.
# interpreted: a code object that is put into another function has no compiled body there
# world: cpython
def scale(x: int, k: int = 3, *, m: int = 7, tag: str = "t") -> int:
    return (x * k) % m + len(tag)


def pos(a: int, b: int, /, c: int = 10, *, d: float = 0.5) -> float:
    return a * b + c * d


def mutable(x: int, acc: list[int] = []) -> list[int]:
    acc.append(x)
    return acc


def run(n: int) -> int:
    total = 0
    for i in range(n):
        total += scale(i) + scale(i, 4) + scale(i, m=11) + scale(k=i, x=2, tag="tag")
        if i == n // 2:
            scale.__defaults__ = (5,)
        if i == n // 2 + 2:
            scale.__kwdefaults__["m"] = 100
        if i == n // 2 + 4:
            scale.__kwdefaults__ = None
            try:
                scale(1)
            except TypeError as e:
                print(e)
            scale.__kwdefaults__ = {"m": 9, "tag": ""}
        if i == n // 2 + 6:
            scale.__defaults__ = ("x",)
            print(scale(2, m=True and 7) if False else "skipped")
            scale.__defaults__ = (2.5,)
        if i == n // 2 + 8:
            scale.__defaults__ = None
            try:
                scale(3)
            except TypeError as e:
                print(e)
            scale.__defaults__ = (1, 2, )
            print(scale.__defaults__)
            scale.__defaults__ = (4,)
    return total


print(run(40))
print(pos(1, 2), pos(1, 2, 3), pos(1, 2, c=4, d=1.5), pos(3, 4, d=2))
for bad in (lambda: pos(1), lambda: pos(1, 2, 3, 4), lambda: pos(a=1, b=2), lambda: pos(1, 2, c=1, e=2), lambda: scale(1, x=2)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(mutable(1), mutable(2), mutable(3, []))


def outer(n: int) -> int:
    k = 3

    def add(x: int, by: int = 2) -> int:
        return x + k * by

    def fact(m: int) -> int:
        return 1 if m <= 1 else m * fact(m - 1)

    total = 0
    for i in range(n):
        total = add(total, i) ^ add(i)
        if i == 5:
            k = 4
        if i == 8:
            add.__defaults__ = (7,)
        if i == 9:
            add.__code__ = (lambda x, by=0: x + by + k).__code__
    return total + fact(20) + fact(25) % 1000007


print(outer(12), outer(12))


def swap(n: int) -> list[int]:
    def f(x: int) -> int:
        return x + 1

    def g(x: int) -> int:
        return x * 2

    out = []
    h = f
    for i in range(n):
        out.append(h(i))
        h = g if i % 2 == 0 else f
        if i == 4:
            h = abs
    return out


print(swap(8))


def star(*args: int, scale: int = 2, **kwargs: int) -> int:
    s = 0
    for a in args:
        s += a * scale
    for k, v in kwargs.items():
        s += v
    return s


print(star(), star(1, 2, 3), star(1, scale=5, extra=7), star(*range(5), **{"q": 1}))


def counter() -> object:
    n = 0

    def bump(by: int = 1) -> int:
        nonlocal n
        n += by
        return n

    return bump


c = counter()
print(c(), c(5), c(by=10), c.__closure__[0].cell_contents)


def deep(n: int) -> int:
    def go(i: int, acc: int) -> int:
        if i == 0:
            return acc
        return go(i - 1, acc + i)

    return go(n, 0)


print(deep(500))
try:
    deep(10**6)
except RecursionError:
    print("deep")
