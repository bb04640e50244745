# A global function that is replaced is not called any more.
# fault: stale_global
def step(n: int) -> int:
    return n + 1


def run(n: int) -> int:
    s = 0
    for _ in range(n):
        s = step(s)
    return s


print(run(5))


def step(n: int) -> int:  # type: ignore[no-redef]
    return n + 100


print(run(5))
