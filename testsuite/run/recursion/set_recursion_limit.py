# sys.setrecursionlimit up and down.
# world: cpython
import sys


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


try:
    depth(3000)
    print("never")
except RecursionError:
    print("too deep")
sys.setrecursionlimit(6000)
print(depth(3000))
sys.setrecursionlimit(1000)
try:
    depth(3000)
    print("never")
except RecursionError:
    print("too deep again")
print(depth(500))
