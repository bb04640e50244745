# Two closures over one variable; writes seen through both, also when it overflows or changes type.
def counter(start: int) -> tuple[object, object]:
    n = start

    def bump(by: int) -> int:
        nonlocal n
        n += by
        return n

    def get() -> int:
        return n

    return bump, get


bump, get = counter(0)
print(bump(1), bump(2), get(), bump(2**63), get(), bump(-(2**63)), bump(0.5), get())
b2, g2 = counter("s")
print(b2("t"), g2(), get())


def loop(n: int) -> int:
    total = 0

    def add(x: int) -> None:
        nonlocal total
        total += x

    for i in range(n):
        add(i)
        if total > 100:
            total = -1.5
    return total


print(loop(5), loop(20), loop(0))
