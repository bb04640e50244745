# Scopes of comprehensions: captures, walruses, classes, shadowed and deleted names, errors.
# world: cpython
x = "global"


def f():
    x = "f"
    return [x for _ in range(2)], [x for x in range(3)], x


print(f())


class C2:
    y = 5
    ys = [1, 2]
    it = [z for z in ys]
    try:
        bad = [y for _ in range(1)]
    except NameError as e:
        bad = str(e)
    nested = [[i * j for j in range(3)] for i in ys]
    dict_ = {k: v for k, v in zip("ab", ys)}

    def m(self):
        return [__class__.__name__ for _ in range(1)]

    g = list(y for y in ys)


print(C2.bad, C2.it, C2.nested, C2.dict_, C2().m(), C2.g)


def lam():
    fs = [lambda: i for i in range(4)]
    gs = [lambda i=i: i for i in range(4)]
    hs = [(lambda: j)() for j in range(4)]
    ks = [[lambda: (a, b) for a in range(2)] for b in range(2)]
    return [g() for g in fs], [g() for g in gs], hs, [k() for kk in ks for k in kk]


print(lam())


def walrus(data):
    r = [y for d in data if (y := d * 2) > 2]
    s = any((last := d) > 2 for d in data)
    t = {(k := d): (v := d + 1) for d in data}
    return r, y, s, last, t, k, v


print(walrus([1, 2, 3]))


def walrus_nested():
    res = [[(acc := i + j) for j in range(3)] for i in range(2)]
    return res, acc


print(walrus_nested())
tot = 0
part = [tot := tot + v for v in range(5)]
print(part, tot)


def glob():
    global tot
    [tot := v for v in range(3)]

    def inner():
        nonlocal q
        return [q := v for v in "xyz"]

    q = None
    inner()
    return q


print(glob(), tot)


def order():
    log = []

    def k(v):
        log.append(("k", v))
        return v

    def w(v):
        log.append(("v", v))
        return v

    d = {k(i): w(i) for i in (1, 2)}
    return log


print(order())


def mutate():
    xs = [1, 2, 3]
    out = [xs.append(v) or v for v in xs if len(xs) < 10]
    return out, len(xs)


print(mutate())


def mutate2():
    xs = [1, 2, 3, 4, 5]
    return [xs.pop() for _ in xs], xs


print(mutate2())


def cond(n):
    return [i if i % 2 else -i for i in range(n) if i % 3 if i % 5 or i == 0]


print(cond(20))


def unp():
    return (
        [a + b for a, b in [(1, 2), (3, 4)]],
        [(a, c) for a, *b, c in ["abc", "xyz1"]],
        [k for k, (v, w) in {"a": (1, 2)}.items()],
    )


print(unp())


class T:
    pass


t = T()
lst = [0] * 3
print([t.x for t.x in range(3)], t.x, [lst[1] for lst[1] in "ab"], lst)


def err():
    try:
        return [1 // i for i in (2, 1, 0)]
    except ZeroDivisionError as e:
        tb = e.__traceback__
        names = []
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        return str(e)


print(err())
try:
    [i for i in 5]
except TypeError as e:
    print(e)
try:
    {**1}
except TypeError as e:
    print(e)
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
try:
    {[] for _ in range(1)}
except TypeError as e:
    print(e)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as e:
    print(e)


def unbound():
    try:
        return [zz for _ in range(1)]
    except NameError as e:
        return "unbound"
    zz = 1


print(unbound())


def unbound2():
    try:
        return [zz for zz in range(2) if qq]
    except NameError as e:
        return "unbound"
    qq = 1


print(unbound2())


def shadow():
    i = 10
    r = [i for i in range(3)] + [i]
    s = {i: i for i in range(2)}
    return r, s, i


print(shadow())


def gen():
    g = (i * x for i in range(3))
    x = 5
    a = list(g)
    g = (i * x for i in range(3))
    x = 7
    return a, list(g)


print(gen())


def first():
    try:
        g = (i for i in 1 / 0)
    except ZeroDivisionError:
        return "eager"


print(first())


def cells():
    out = []
    for n in range(3):
        out.append([lambda: (n, m) for m in range(2)])
    return [g() for fs in out for g in fs]


print(cells())


def deep(n: int) -> list[list[list[int]]]:
    return [[[i * j * k for k in range(n) if k != j] for j in range(i)] for i in range(n)]


print(deep(4))


def hot(xs: list[float]) -> float:
    t = 0.0
    for r in range(200):
        t += sum([x * r for x in xs if x > 1.0])
    return t


print(hot([0.5, 1.5, 2.5]), hot([1, 2, 3]), hot([True, 2**70, 3.5]))


def hot2(n: int) -> int:
    return len({i % 10 for i in range(n)}) + len({i: i for i in range(n)}) + sum(i for i in range(n) if i % 2)


print(hot2(1000))


def args(*a, **k):
    return [a for a in a], {k: v for k, v in k.items()}, a, k


print(args(1, 2, z=3))


def dele():
    x = 1
    r = [x for x in range(3)]
    del x
    try:
        x
    except UnboundLocalError as e:
        return r, str(e)


print(dele())


def exc():
    try:
        raise ValueError("v")
    except ValueError as e:
        r = [e for e in range(3)]
        return r, repr(e)


print(exc())


def fstr():
    return [f"{i}{[j for j in range(i)]}" for i in range(3)]


print(fstr())


def tern():
    return [(lambda v: [v + w for w in range(2)])(u) for u in range(2)]


print(tern())


def cmp():
    return [1 < i < 4 for i in range(5)], [i in (1, 2) for i in range(3)], [not i for i in (0, 1)]


print(cmp())


def yields():
    r = yield from (i for i in range(2))
    l = [v for v in (yield)]
    yield l


g = yields()
print(next(g), next(g), next(g), g.send("ab"))
import inspect

print(inspect.getgeneratorstate((i for i in [])))


def star():
    return [*[i for i in range(2)], *{j for j in range(1)}], {**{k: k for k in "a"}}


print(star())


def bigdict():
    return {i: {j: i * j for j in range(2)} for i in range(2)}


print(bigdict())
