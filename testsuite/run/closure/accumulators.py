# Stateful closures in hot loops, with floats after ints.
def averager() -> object:
    total = 0
    count = 0

    def add(x: float) -> float:
        nonlocal total, count
        total += x
        count += 1
        return total / count

    return add


def adder(k: int) -> object:
    def add(x: int) -> int:
        return x + k

    return add


def run(f: object, n: int) -> object:
    r = None
    for i in range(n):
        r = f(i)
    return r


avg = averager()
print(run(avg, 100), avg(0.5), avg(2**70), run(avg, 1))
print([run(adder(k), 10) for k in (1, 2.5, 2**63, True)], run(adder("x"), 0))
print(adder(1).__closure__[0].cell_contents, adder.__closure__)
