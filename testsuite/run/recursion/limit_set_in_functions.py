# The recursion limit, set by a function that then calls others, and by one that it calls.
# world: cpython
import sys


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


def raise_limit(limit: int) -> None:
    sys.setrecursionlimit(limit)


def raised_here() -> int:
    sys.setrecursionlimit(6000)
    return depth(3000)


def raised_by_callee() -> int:
    raise_limit(6000)
    return depth(3000)


def raised_and_left(n: int) -> int:
    sys.setrecursionlimit(6000)
    return depth(3000) + (n * n * n > 0)


def lowered_here() -> str:
    sys.setrecursionlimit(100)
    try:
        return str(depth(500))
    except RecursionError:
        return "too deep"
    finally:
        sys.setrecursionlimit(1000)


for action in raised_here, raised_by_callee:
    print(action.__name__, action())
    print(depth(3000))
    sys.setrecursionlimit(1000)
print(raised_and_left(1 << 40), depth(3000))
sys.setrecursionlimit(1000)
raise_limit(6000)
print(depth(3000))
raise_limit(1000)
print(lowered_here(), depth(500))
try:
    depth(3000)
except RecursionError:
    print("as before")
