# Functions and constants of imported modules in hot loops, every import form.
# world: cpython
import collections
import functools
import itertools
import math
import os.path as path
from collections import OrderedDict, defaultdict as dd
from math import floor, pi, sqrt as root


def circle(n: int) -> float:
    s = 0.0
    for i in range(n):
        s += pi * i * i + root(i) + math.cos(i)
    return s


def count(words: list[str]) -> dict[str, int]:
    d: dict[str, int] = dd(int)
    for w in words:
        d[w] += 1
    return d


print(round(circle(100), 6), floor(-1.5), math.gcd(12, 18), path.basename("/a/b.txt"))
print(dict(count("a b a c".split())), OrderedDict(a=1)["a"], collections.Counter("abca").most_common(1))
print(functools.reduce(lambda a, b: a * b, range(1, 30)), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.chain([1], "a")))


@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(95), fib.cache_info().misses)
try:
    import does_not_exist_anywhere
except ImportError as e:
    print(type(e).__name__, e.name)
try:
    from math import nothing_of_the_kind
except ImportError as e:
    print(type(e).__name__)
try:
    math.sqrt(-1)
except ValueError as e:
    print("ValueError")
