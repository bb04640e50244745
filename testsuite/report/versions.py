# Functions that have no fast version say why; code that runs once says nothing, its loops do.  # no fast version: "move its loops into functions"

LIMIT = 10
total = 0
for number in range(LIMIT):  # generic
    total += number  # generic: [unknown-type] "annotate the variable where it is bound"

while total > 0:  # generic: [general] "works on objects"
    total -= 1  # generic: [unknown-type]


class Table:
    size = 3


async def wait(n: int) -> int:  # no fast version: "it waits for others"
    return n + 1  # generic: [general]


def look(n: int) -> int:  # no fast version: "it may look at its variables by name"
    m = n + 1  # generic: [general]
    print(locals())  # generic
    return m  # fast


def numbers(n: int):
    for i in range(n):  # guarded
        yield i  # generic: [box] "a machine number becomes an object"


def shared(n: int) -> int:
    count = 0  # guarded: [variable]

    def add(k: int) -> None:  # generic: [object]
        nonlocal count
        count += k  # generic: [shared] "work on a local variable"

    add(n)  # guarded
    return count  # guarded


def folded(xs: list[float]) -> float:
    return sum(x * 2.0 for x in xs)  # guarded
