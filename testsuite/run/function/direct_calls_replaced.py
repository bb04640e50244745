# Direct calls of functions whose code is replaced, and of closures whose cells somebody looks at.
# interpreted: a code object that is put into another function has no compiled body there
# world: cpython
def outer(n: int) -> int:
    k = 3

    def add(x: int, by: int = 2) -> int:
        return x + k * by

    total = 0
    for i in range(n):
        total = add(total, i) ^ add(i)
        if i == 5:
            k = 4
        if i == 8:
            add.__defaults__ = (7,)
        if i == 9:
            add.__code__ = (lambda x, by=0: x + by + k).__code__
    return total


print(outer(12), outer(12))


def counter() -> object:
    n = 0

    def bump(by: int = 1) -> int:
        nonlocal n
        n += by
        return n

    return bump


c = counter()
print(c(), c(5), c(by=10), c.__closure__[0].cell_contents)


def pos(a: int, b: int, /) -> int:
    return a * b


try:
    print(pos(a=1, b=2))
except TypeError as e:
    print(e)
