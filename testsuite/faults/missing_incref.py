# Who returns an argument gives its caller a reference.
# fault: missing_incref
import sys


def same(xs: list[int]) -> list[int]:
    return xs


def times(xs: list[int], n: int) -> int:
    count = 0
    for _ in range(n):
        count += len(same(xs))
    return count


data = [1, 2, 3]
before = sys.getrefcount(data)
print(times(data, 10))
print(sys.getrefcount(data) - before)
