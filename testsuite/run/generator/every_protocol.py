# Generators: values and exceptions sent in, delegation, closing, and what they capture.
# world: cpython
def g1():
    try:
        x = yield 1
        print("got", x)
        y = yield x
        print("got", y)
        return "ret"
    finally:
        print("fin")


def d1():
    r = yield from g1()
    print("r", r)
    r2 = yield from [10, 20]
    print(r2)
    return "d"


g = d1()
print(next(g), g.send("a"), g.send("b"), next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)
g = d1()
next(g)
try:
    g.throw(ValueError("t"))
except ValueError as e:
    print("VE", e)
g = d1()
next(g)
g.close()


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def send(self, v):
        print("send", v)
        return ("s", v)

    def throw(self, t, v=None, tb=None):
        print("throw", t if isinstance(t, type) else type(t), v)
        return "thrown"

    def close(self):
        print("close")


def d2():
    r = yield from It()


g = d2()
print(next(g), g.send(5), g.throw(ValueError), g.throw(ValueError("x")))
g.close()


class NoSend:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def d3():
    yield from NoSend()


g = d3()
next(g)
try:
    g.send(1)
except AttributeError as e:
    print(e)
g = d3()
try:
    g.send(1)
except TypeError as e:
    print(e)
g = d3()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print(repr(e))


def d4():
    yield from 5


try:
    next(d4())
except TypeError as e:
    print(e)


def ignore():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return


g = ignore()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def si():
    yield 1
    raise StopIteration("inner")


g = si()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__))


def si2():
    yield next(iter([]))


try:
    list(si2())
except RuntimeError as e:
    print(e)


def rec():
    yield 1
    yield next(g)


g = rec()
next(g)
try:
    next(g)
except ValueError as e:
    print(e)


def fib(n: int):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b


print(sum(fib(200)), list(fib(10)))


def tree(d: int, n: int):
    if d == 0:
        yield n
        return
    yield from tree(d - 1, n * 2)
    yield n
    yield from tree(d - 1, n * 2 + 1)


print(sum(tree(10, 1)), list(tree(3, 1)))


def coro():
    tot = 0.0
    while True:
        x = yield tot
        if x is None:
            return tot
        tot += x


c = coro()
next(c)
for i in range(1000):
    c.send(i)
for v in (1.5, True, 2**70, 3):
    print(c.send(v))
try:
    c.send("x")
except TypeError as e:
    print(e)
try:
    c.send(1)
except StopIteration as e:
    print("finished", e.value)


def genexc():
    for i in range(3):
        try:
            yield i
        except ValueError as e:
            yield ("caught", str(e), i)
        else:
            print("ok", i)


g = genexc()
print(next(g), g.throw(ValueError("v")), next(g), next(g))
try:
    g.throw(KeyError)
except KeyError as e:
    print(repr(e))
print(list(g))
try:
    g.throw(ValueError("after"))
except ValueError as e:
    print(repr(e))
g = genexc()
try:
    g.throw(ValueError("before"))
except ValueError as e:
    print(repr(e))
print(next(g, "dead"))
print(g.gi_frame, g.gi_running, g.gi_code.co_name, g.gi_yieldfrom, g.__name__, g.__qualname__)


def ctx():
    try:
        raise KeyError("outer")
    except KeyError:
        yield 1
        try:
            raise ValueError("in")
        except ValueError as e:
            yield repr(e.__context__)
        import sys

        yield repr(sys.exc_info()[1])


g = ctx()
print(next(g))
try:
    1 / 0
except ZeroDivisionError:
    print(next(g), next(g))


def lamgen():
    f = lambda: (yield 5)
    return next(f())


print(lamgen())


class GC:
    def __iter__(self):
        yield from (x * 2 for x in range(3))

    def __getitem__(self, i):
        return i


print(list(GC()), [*GC()], max(GC()), dict(enumerate(GC())), sorted(GC(), reverse=True))


def two(n):
    i = 0
    while i < n:
        j = yield i
        i = j if j is not None else i + 1


g = two(20)
out = []
for v in g:
    out.append(v)
    if v == 3:
        out.append(g.send(10))
print(out)
import itertools


def prim():
    ps = []
    for n in itertools.count(2):
        if all(n % p for p in ps):
            ps.append(n)
            yield n


print(list(itertools.islice(prim(), 20)))


def pipeline(xs: list[int]):
    def sq(it):
        for x in it:
            yield x * x

    def ev(it):
        for x in it:
            if x % 2 == 0:
                yield x

    return list(ev(sq(xs)))


print(pipeline(list(range(10))), pipeline([2**40, 3, 2.0, True]))


def cond():
    x = (yield) or "default"
    y = [(yield 1), (yield 2)]
    z = {(yield 3): (yield 4)}
    w = f"{(yield 5)}"
    v = (yield 6) + (yield 7)
    return x, y, z, w, v


g = cond()
next(g)
for s in ("", "a", "b", "k", "v", "w", 10):
    g.send(s)
try:
    g.send(20)
except StopIteration as e:
    print(e.value)


def delg():
    try:
        yield 1
    finally:
        print("del fin")


g = delg()
next(g)
del g
g = delg()
del g


def closing():
    r = []

    def inner():
        try:
            yield 1
        finally:
            r.append("closed")

    for _ in inner():
        break
    for a, b in zip(inner(), [1, 2]):
        pass
    any(inner())
    next(inner())
    return r


print(closing())
gen = (x for x in "abc")
print(next(gen), list(gen), list(gen))


def throwargs():
    try:
        yield
    except Exception as e:
        yield repr(e), repr(e.__cause__), repr(e.__context__)


import warnings

warnings.simplefilter("ignore")
for args in (
    (ValueError,),
    (ValueError, 5),
    (ValueError, (1, 2)),
    (ValueError, ValueError("z")),
    (ValueError("q"),),
    (5,),
    ("s",),
    (ValueError("a"), 3),
    (ValueError, None, 5),
):
    g = throwargs()
    next(g)
    try:
        print(args, g.throw(*args))
    except TypeError as e:
        print(e)
