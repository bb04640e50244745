# sys.getrefcount differences around calls and loops: nothing leaks, nothing is freed twice.
# world: cpython
import sys


class A:
    pass


def use(a: A, n: int) -> int:
    xs = []
    for i in range(n):
        xs.append(a)
        b = a
        d = {"k": b}
        t = (a, d)
        try:
            if i % 2:
                raise KeyError(t)
        except KeyError as e:
            pass
    return len(xs)


def gen(a: A) -> object:
    yield a
    yield a


def delta(a: A, n: int) -> int:
    before = sys.getrefcount(a)
    for i in range(n):
        use(a, 3)
        list(gen(a))
        next(gen(a))
        f = lambda: a
        f()
        [a for _ in range(2)]
        try:
            a.missing
        except AttributeError:
            pass
        a.x = a
        del a.x
    f = None
    return sys.getrefcount(a) - before


a = A()
print(delta(a, 1), delta(a, 50))
none_before = sys.getrefcount(1000003)
big = 10**30
before = sys.getrefcount(big)


def arith(x: int, n: int) -> int:
    s = 0
    for _ in range(n):
        s = s + x - x
        s = max(s, x) - x
    return s


print(arith(big, 100), sys.getrefcount(big) - before)
