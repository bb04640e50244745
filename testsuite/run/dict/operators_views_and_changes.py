# Operators, views and errors of dicts and sets, and those that change while they are iterated.
# world: cpython
s = {1, 2, 3}
t = {2, 3, 4}
fs = frozenset(s)
print(
    s | t, s & t, s - t, s ^ t, s <= t, s < {1, 2, 3, 4}, s >= {1}, s > {1}, s == fs, fs | t, type(fs | t), type(t | fs)
)
for op in ("|", "&", "-", "^", "<", "<=", "|=", "&=", "-=", "^="):
    for r in ([1], (1,), {1: 2}, {1: 2}.keys(), {1: 2}.items(), "ab", 5, None):
        u = {1, 2}
        try:
            if op.endswith("=") and op != "<=":
                exec(f"u {op} r")
                print(op, r, sorted(u, key=str))
            else:
                print(op, r, eval(f"u {op} r"))
        except TypeError as e:
            print(op, type(r).__name__, e)


def ops(a, b):
    a |= b
    x = set(a)
    a &= {1, 2, 3}
    y = set(a)
    a -= {1}
    z = set(a)
    a ^= {9}
    return x, y, z, a


print(ops({1}, {2}))
print(ops(frozenset({1}), {2}))
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(
    k,
    v,
    i,
    len(k),
    "a" in k,
    3 in v,
    ("a", 1) in i,
    ("a", 2) in i,
    k & {"a", "z"},
    k | {"z"} == {"a", "b", "c", "z"},
    k - {"a"} == {"b", "c"},
    i & {("a", 1)},
    k ^ {"a"} == {"b", "c"},
    k <= {"a", "b", "c"},
    k == {"a", "b", "c"},
    v == v,
    list(reversed(k)),
    list(reversed(i)),
)
print(k.mapping, k.isdisjoint({"q"}))
print(d | {"a": 9}, {"z": 0} | d, d.__or__(5))
d |= [("x", 1)]
print(d)
try:
    d | [("x", 1)]
except TypeError as e:
    print(e)
try:
    d |= 5
except TypeError as e:
    print(e)
try:
    d.update([1])
except TypeError as e:
    print(e)
try:
    d.update([(1, 2, 3)])
except ValueError as e:
    print(e)
try:
    {**d, **5}
except TypeError as e:
    print(e)


def changing(what):
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            if what == "add":
                d[k + 10] = 1
            elif what == "del":
                del d[k]
            elif what == "delother":
                d.pop(k + 1, None) if k == 1 else None
            elif what == "replace":
                del d[k]
                d[k] = 9
            elif what == "set":
                d[k] = 5
            elif what == "clear":
                d.clear()
    except RuntimeError as e:
        return str(e), d
    return d


for w in ("add", "del", "delother", "replace", "set", "clear"):
    print(w, changing(w))


def changing_items(what):
    d = {1: 1, 2: 2, 3: 3}
    out = []
    try:
        for k, v in d.items():
            out.append((k, v))
            if what == "add":
                d[k + 10] = 1
            elif what == "set":
                d[k + 1 if k < 3 else 1] = v + 100
            elif what == "pop":
                d.popitem()
    except RuntimeError as e:
        return str(e), d, out
    return d, out


for w in ("add", "set", "pop"):
    print(w, changing_items(w))


def changing_set(what):
    s = {1, 2, 3}
    try:
        for k in s:
            if what == "add":
                s.add(k + 10)
            elif what == "del":
                s.discard(k)
    except RuntimeError as e:
        return str(e)
    return s


for w in ("add", "del"):
    print(w, changing_set(w))


class H:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        print("hash", self.v)
        return hash(self.v)

    def __eq__(self, o):
        print("eq", self.v, getattr(o, "v", o))
        return self.v == getattr(o, "v", o)

    def __repr__(self):
        return f"H{self.v}"


dd = {H(1): "a", H(2): "b"}
print(dd[H(1)], dd.get(H(3)), H(2) in dd, dd.setdefault(H(1), "z"))
print({H(1), H(1)}, {H(1): 1, H(1): 2})
print({1: "a", 1.0: "b", True: "c"}, {1, 1.0, True}, {0: 1, False: 2})


class Bad:
    def __hash__(self):
        raise ValueError("nohash")


for fn in (
    lambda: {Bad()},
    lambda: {Bad(): 1},
    lambda: Bad() in {},
    lambda: {}[Bad()],
    lambda: {}.get(Bad()),
    lambda: {1: 2}.pop(Bad()),
    lambda: {[]: 1},
    lambda: [] in {1},
    lambda: {1}.discard({}),
    lambda: {}[{}],
    lambda: {(1, [])},
):
    try:
        print(fn())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for fn in (
    lambda: {}["k"],
    lambda: {}[1, 2],
    lambda: {}.pop("q"),
    lambda: {}.popitem(),
    lambda: {1}.remove(2),
    lambda: set().pop(),
    lambda: {}.pop(()),
    lambda: {1}.remove((1, 2)),
):
    try:
        print(fn())
    except KeyError as e:
        print(repr(e), e)


class Miss(dict):
    def __missing__(self, k):
        return f"missing {k}"


m = Miss(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m)
import collections

c = collections.Counter("abracadabra")
print(
    c.most_common(2),
    c["z"],
    c + collections.Counter("a"),
    c - collections.Counter("aaaa"),
    +c,
    c & collections.Counter("ab"),
)
od = collections.OrderedDict(a=1, b=2)
od.move_to_end("a")
print(list(od.items()), od == {"a": 1, "b": 2})
dq = collections.deque([1, 2, 3], 3)
dq.append(4)
dq.appendleft(0)
dq.rotate(1)
print(dq)
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], dict(cm))
ddd = collections.defaultdict(list)
for i in range(5):
    ddd[i % 2].append(i)
print(ddd)
print(dict.fromkeys("ab"), dict.fromkeys("ab", 0), dict([("a", 1)], b=2), dict(a=1, **{"b-c": 2}), dict({"x": 1}, x=2))


def count(words: list[str]) -> dict[str, int]:
    c: dict[str, int] = {}
    for w in words:
        c[w] = c.get(w, 0) + 1
    return c


print(count("a b a c b a".split() * 300))


def count2(words):
    c = {}
    for w in words:
        try:
            c[w] += 1
        except KeyError:
            c[w] = 1
    return c


print(count2("a b a c b a".split() * 300), count2([1, 1.0, True, None, (1,)] * 300))


def inv(d: dict[str, int]) -> dict[int, str]:
    r = {}
    for k, v in d.items():
        r[v] = k
    for k in list(r):
        r[k] += "!"
    return r


print(inv({"a": 1, "b": 2, "c": 1}))


def dels():
    d = {1: 1}
    del d[1]
    try:
        del d[1]
    except KeyError as e:
        print(repr(e))
    try:
        del d[[]]
    except TypeError as e:
        print(e)
    s = {1}
    try:
        del s[1]
    except TypeError as e:
        print(e)
    try:
        s[1]
    except TypeError as e:
        print(e)
    try:
        s[1] = 2
    except TypeError as e:
        print(e)


dels()
print({1, 2} == {2, 1}, {1: 2} == {1: 2.0}, {1: [1]} != {1: [2]}, {} == set(), {1} < {1, 2} < {1, 2, 3})
for fn in (lambda: {} < {}, lambda: {1} < [1], lambda: {1} + {2}, lambda: {} + {}, lambda: -{1}, lambda: {1} * 2):
    try:
        print(fn())
    except TypeError as e:
        print(e)
x = {}
x["self"] = x
print(x)
y = [x]
x["y"] = y
print(x)
print(str({}), repr(set()), repr(frozenset()), repr({1: {2}}), frozenset({1}))


def setmeth():
    s = {1, 2}
    s.update([3], (4,))
    s.intersection_update({1, 2, 3})
    s.difference_update([1])
    s.symmetric_difference_update({3, 9})
    return (
        s,
        s.issubset([2, 9, 1]),
        s.issuperset([2]),
        s.union([5], [6]),
        s.intersection([2], [2]),
        s.difference([2]),
        s.copy() is s,
    )


print(setmeth())


class SS(set):
    pass


print(type(SS([1]) | {2}), type({2} | SS([1])), type(SS([1]).copy()), SS([1]))
