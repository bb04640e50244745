# A callee whose code, or whose defaults, are replaced in the middle of a loop.
# interpreted: replaced code is interpreted
# world: cpython
def add(x: int, y: int = 5) -> int:
    return x + y


def other(x, y=7):
    return (x, y)


def run(n: int) -> list[object]:
    found: list[object] = []
    for i in range(n):
        found.append(add(i))
        if i == 2:
            add.__defaults__ = (10,)
        if i == 4:
            add.__code__ = other.__code__
    return found


print(run(7))
