# Unpacking, slices, deletions and calls of every shape, and the words of their errors.
# world: cpython
def err(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)


def u2(v):
    a, b = v
    return a, b


def us(v):
    a, *b, c = v
    return a, b, c


def us1(v):
    (*b,) = v
    return b


def un(v):
    (a, [b, c]), *d = v
    return a, b, c, d


def u0(v):
    [] = v
    return "empty"


def u1(v):
    [a] = v
    return a


class It:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            print("yield", i)
            yield i
        print("exhausted")


for v in (
    (1, 2),
    [1, 2],
    "ab",
    {1: 2, 3: 4},
    {1},
    (1,),
    (1, 2, 3),
    [],
    [1, 2, 3, 4],
    5,
    None,
    It(1),
    It(2),
    It(3),
    It(5),
    range(2),
    (i for i in range(2)),
    b"ab",
    iter("ab"),
):
    for f in (u2, us, us1, u0, u1):
        err(f, v)
for v in (((1, (2, 3)), 4), ((1, (2,)), 4), ((1, 2),), ("a12", 5), (("a", "bc"),), [[1, [2, 3]]]):
    err(un, v)
for _ in range(300):
    u2((1, 2))
    u2([1, 2])
err(u2, (1, 2, 3))
err(u2, [1])
err(u2, "xyz")
err(u2, 3)


def targets():
    class O:
        pass

    o = O()
    l = [0] * 5
    d = {}
    o.a, l[0], d["k"], (l[1:3]), *d["rest"] = 1, 2, 3, "xy", 5, 6
    return o.a, l, d


print(targets())


def order():
    log = []

    class O:
        def __setattr__(self, n, v):
            log.append(("set", n, v))

        def __setitem__(self, k, v):
            log.append(("item", k, v))

    def o(n):
        log.append(n)
        return O()

    o(1).a, o(2)[log.append("k") or 3], o(4).b = log.append("rhs") or (7, 8, 9)
    return log


print(order())


def swap(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    x = [1, 2, 3]
    i = 0
    i, x[i] = 1, 9
    x[0], x[1], x[2] = x[2], x[0], x[1]
    i = x[i] = 2 if False else 1
    return a, b, c, i, x


print(swap(1, 2, 3))


def multi():
    a = b = c = [1]
    a.append(2)
    x, y = z = (1, 2)
    [p, q] = r = "ab"
    return a, b is c, x, y, z, p, q, r


print(multi())


def forun():
    out = []
    for i, (a, *b) in enumerate([(1, 2, 3), "xy", [5]]):
        out.append((i, a, b))
    for [x, y] in ((1, 2), (3, 4)):
        out.append(x * y)
    for (out[0],) in ((7,), (8,)):
        pass
    return out


print(forun())


def calls(*a, **k):
    return a, k


print(calls(*[1, 2], 3, *"ab", *(), x=1, **{"y": 2}, **{}, z=3))
for f in (
    lambda: calls(**{"x": 1}, x=2),
    lambda: calls(x=1, **{"x": 2}),
    lambda: calls(*5),
    lambda: calls(**5),
    lambda: calls(**{1: 2}),
    lambda: calls(*[1], **{"a": 1}, **{"a": 2}),
    lambda: u2(),
    lambda: u2(1, 2),
    lambda: u2(w=1),
    lambda: u2(v=(1, 2)),
    lambda: u2((1, 2), v=3),
):
    err(f)


def sig(a, b=2, /, c=3, *, d, e=5, **k):
    return a, b, c, d, e, k


for f in (
    lambda: sig(1, d=4),
    lambda: sig(1, 2, 3, d=4, z=9),
    lambda: sig(d=1),
    lambda: sig(1),
    lambda: sig(1, b=2, d=3),
    lambda: sig(1, 2, 3, 4, d=5),
    lambda: sig(a=1, d=2),
    lambda: sig(1, c=9, d=0, a=8),
    lambda: sig(1, 2, c=3, d=4, **{"c": 5}),
    lambda: sig(*[1, 2, 3, 4], d=1),
):
    err(f)


def ko(*, a, b):
    pass


def many(a, b, c, d):
    pass


for f in (
    lambda: ko(),
    lambda: ko(a=1),
    lambda: ko(1, a=1, b=2),
    lambda: many(),
    lambda: many(1),
    lambda: many(1, 2, 3),
    lambda: many(1, 2, 3, 4, 5),
    lambda: many(1, 2, 3, e=4),
    lambda: many(1, a=2),
    lambda: (lambda: 0)(1),
    lambda: (lambda *a: a)(b=1),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(x=1),
    lambda: isinstance(1),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: "a".join(),
    lambda: {}.get(),
):
    err(f)


def dels():
    a = b = c = 1
    d = [1, 2, 3, 4, 5]
    e = {"k": 1}
    del a, (b, [c]), d[0], d[1:3], e["k"]
    try:
        return a
    except UnboundLocalError as x:
        return str(x), d, e


print(dels())


def delloop(n):
    out = []
    for i in range(n):
        if i % 3 == 0:
            x = i
        try:
            out.append(x)
            del x
        except UnboundLocalError as e:
            out.append("U")
    return "".join(map(str, out))


print(delloop(10))
g = 1


def delg():
    global g
    del g
    try:
        g
    except NameError as e:
        print(e)
    try:
        del g
    except NameError as e:
        print(e)
    g = 2


delg()
print(g)


def nl():
    x = 1

    def i():
        nonlocal x
        del x
        try:
            return x
        except NameError as e:
            return type(e).__name__ + str(e)

    r = i()
    try:
        x
    except NameError as e:
        return r, type(e).__name__, str(e)


print(nl())


def nl2():
    def i():
        return x

    try:
        i()
    except NameError as e:
        return type(e).__name__, str(e)
    x = 1


print(nl2())


def slices():
    l = list(range(10))
    t = tuple(l)
    s = "0123456789"
    b = bytes(range(48, 58))
    out = []
    for a in (None, 0, 2, -3, 15, -15):
        for z in (None, 0, 7, -1, 15, -15):
            for st in (None, 1, 2, -1, -3):
                x = l[a:z:st]
                assert tuple(x) == t[a:z:st] and "".join(map(str, x)) == s[a:z:st] and b[a:z:st].decode() == s[a:z:st]
                out.append(len(x))
    return out


print(slices())


def ext():
    for rng, val in (
        ((2, 5, None), "ab"),
        ((0, 10, 2), "abcde"),
        ((0, 10, 3), "ab"),
        ((5, 2, None), "xy"),
        ((None, None, -1), range(10)),
        ((8, 1, -3), "pqr"),
        ((3, 3, 1), [1, 2]),
        ((0, 5, 0), []),
        ((0, 4, 2), 5),
        ((1, 3, 1), 5),
        ((0, 0, 2), ""),
        ((0, 0, -1), "a"),
    ):
        l = list(range(10))
        try:
            l[slice(*rng)] = val
            print(l)
        except Exception as e:
            print(type(e).__name__)
        l = list(range(10))
        try:
            del l[slice(*rng)]
            print(l)
        except Exception as e:
            print(type(e).__name__, e)


ext()


def bad():
    l = [1, 2, 3]
    t = (1, 2)
    s = "ab"
    for f in (
        lambda: l["a"],
        lambda: l[1.0],
        lambda: l[5],
        lambda: l[-4],
        lambda: t[2],
        lambda: t["x"],
        lambda: s[2],
        lambda: s[None],
        lambda: l[1:2, 3],
        lambda: l["a":],
        lambda: t[::0],
        lambda: s[::"x"],
        lambda: l.__setitem__(5, 1),
        lambda: l.pop(9),
        lambda: [].pop(),
        lambda: l.remove(9),
        lambda: l.index(9),
        lambda: t.index(9),
        lambda: l.insert("a", 1),
        lambda: range(3)[5],
        lambda: range(1, 2, 0),
        lambda: b"a"[3],
        lambda: 5[0],
        lambda: None[0],
        lambda: (lambda: 0)[0],
        lambda: int[0],
        lambda: {}[0],
    ):
        err(f)
    for st in (
        "t[0] = 1",
        "s[0] = 'x'",
        "del t[0]",
        "del s[0]",
        "l[5] = 1",
        "l['a'] = 1",
        "del l[9]",
        "5[0] = 1",
        "b'a'[0] = 1",
        "range(3)[0] = 1",
    ):
        try:
            exec(st)
        except Exception as e:
            print(st, type(e).__name__, e)


bad()


def badassign(l, t, s, i):
    try:
        t[0] = 1
    except TypeError as e:
        print(e)
    try:
        s[0] = "x"
    except TypeError as e:
        print(e)
    try:
        del t[0]
    except TypeError as e:
        print(e)
    try:
        l[i] = 1
    except IndexError as e:
        print(e)
    try:
        del l[i]
    except IndexError as e:
        print(e)
    try:
        t[0] += 1
    except TypeError as e:
        print(e)
    try:
        t[2] += [1]
    except TypeError as e:
        print(e, t)
    try:
        i[0] = 1
    except TypeError as e:
        print(e)
    try:
        del i[0]
    except TypeError as e:
        print(e)
    try:
        i.x += 1
    except AttributeError as e:
        print(type(e))
    try:
        undefd += 1
    except NameError as e:
        print(e)
    try:
        l[10] += 1
    except IndexError as e:
        print(e)


badassign([1], (1, 2, []), "ab", 7)
