# Every kind of pattern over values of every kind: what matches, what is bound, what is raised.
# world: cpython
import collections, collections.abc, array, enum, sys
from dataclasses import dataclass


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class NS:
    ONE = 1
    PI = 3.5

    class inner:
        deep = "deep"


@dataclass
class P:
    x: int
    y: int


class Q(P):
    pass


class R:
    __match_args__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class S(R):
    __match_args__ = ("b",)


def lit(x):
    match x:
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case -1:
            return "-1"
        case 0:
            return "0"
        case 1.5:
            return "1.5"
        case -2.5:
            return "-2.5"
        case 1 + 2j:
            return "1+2j"
        case -1 - 2j:
            return "-1-2j"
        case 3j:
            return "3j"
        case "s" "t":
            return "st"
        case b"by":
            return "by"
        case 123456789012345678901234567890:
            return "big"
        case _:
            return "other"


def value(x):
    match x:
        case NS.ONE:
            return "ONE"
        case NS.PI:
            return "PI"
        case NS.inner.deep:
            return "deep"
        case Color.RED:
            return "RED"
        case Color.BLUE | Color.RED:
            return "BLUE"
    return "no"


def cls(x):
    match x:
        case bool(b):
            return ("bool", b)
        case int(i):
            return ("int", i)
        case float(f):
            return ("float", f)
        case str(s):
            return ("str", s)
        case bytes(s):
            return ("bytes", s)
        case bytearray(s):
            return ("bytearray", s)
        case frozenset(s):
            return ("frozenset", sorted(s))
        case set(s):
            return ("set", sorted(s))
        case dict(d):
            return ("dict", d)
        case list([a, *_]):
            return ("list", a)
        case list(l):
            return ("emptylist", l)
        case tuple((a, b)):
            return ("tuple2", a, b)
        case tuple(t):
            return ("tuple", t)
        case Q(x, y=1):
            return ("Q", x)
        case P(0, 0):
            return "origin"
        case P(x, 0) | P(0, x):
            return ("axis", x)
        case P(x=xx, y=yy) if xx == yy:
            return ("diag", xx)
        case P():
            return "P"
        case S(b, a=aa):
            return ("S", b, aa)
        case R(a, b):
            return ("R", a, b)
        case object():
            return "object"


def seq(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "[1]"
        case (1, 2):
            return "(1,2)"
        case [first, *mid, last] if first == last:
            return ("same ends", first, mid, last)
        case [[a, b], [c, *d], *e]:
            return ("nested", a, b, c, d, e)
        case [*init, "end"]:
            return ("end", init)
        case ["start", *rest]:
            return ("start", rest)
        case [_, _, *_]:
            return "two or more"
        case [*all]:
            return ("all", all)
        case _:
            return "not a seq"


def mapping(x):
    match x:
        case {"a": 1, "b": [x, y], **rest}:
            return ("ab", x, y, rest)
        case {"a": {"b": {"c": c}}}:
            return ("deep", c)
        case {NS.ONE: v, -1: w}:
            return ("keys", v, w)
        case {None: n}:
            return ("none", n)
        case {"kind": "x" | "y" as kind, **rest} if not rest:
            return ("kind", kind)
        case {**rest} if len(rest) == 1:
            return ("one", rest)
        case {}:
            return "map"
    return "no map"


class Missing(dict):
    def __missing__(self, k):
        print("missing", k)
        return 1


dd = collections.defaultdict(lambda: 1)


class Reg:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i + 1


collections.abc.Sequence.register(Reg)


class MyMap:
    def __init__(self, d):
        self.d = d

    def keys(self):
        print("keys")
        return self.d.keys()

    def __getitem__(self, k):
        return self.d[k]

    def get(self, k, default=None):
        print("get", k)
        return self.d.get(k, default)


collections.abc.Mapping.register(MyMap)


class Eq:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        print("eq", self.v, o)
        return self.v == o


class Sub(int):
    pass


class SubS(str):
    pass


vals = [
    None,
    True,
    False,
    -1,
    0,
    0.0,
    -0.0,
    1,
    1.0,
    1.5,
    -2.5,
    1 + 2j,
    -1 - 2j,
    3j,
    "st",
    b"by",
    123456789012345678901234567890,
    1.2345678901234568e29,
    "s",
    Sub(0),
    Sub(1),
    SubS("st"),
    Eq(-1),
    Eq(99),
    2,
    float("nan"),
]
for rep in range(3):
    for v in vals:
        print(lit(v), value(v) if not isinstance(v, Eq) else "")
for v in [Color.RED, Color.BLUE, 1, 1.0, True, 3.5, "deep", "x", Eq(3.5)]:
    print(value(v))
for v in [
    True,
    3,
    2.5,
    "abc",
    b"x",
    bytearray(b"y"),
    {1, 2},
    frozenset([3]),
    {1: 2},
    [1, 2],
    [],
    (1, 2),
    (1,),
    P(0, 0),
    P(0, 5),
    P(5, 0),
    P(3, 3),
    P(1, 2),
    Q(7, 1),
    Q(7, 2),
    S(1, 2),
    R(3, 4),
    object(),
    Sub(4),
    SubS("q"),
    1j,
]:
    print(cls(v))
for v in [
    [],
    [1],
    (1,),
    [1, 2],
    (1, 2),
    [5, 6, 5],
    [[1, 2], [3, 4, 5], 6, 7],
    ["a", "end"],
    ["start", 1, 2],
    [1, 2, 3],
    [9],
    range(3),
    range(0),
    array.array("i", [1, 2, 1]),
    collections.deque([4, 5, 4]),
    "abc",
    b"abc",
    bytearray(b"abc"),
    {1: 2},
    {1, 2},
    Reg(),
    memoryview(b"ab"),
    iter([1, 2]),
    None,
    5,
    Sub(3),
    ("start",),
]:
    try:
        print(seq(v))
    except Exception as e:
        print(type(e), e)
for v in [
    {"a": 1, "b": [2, 3], "c": 4},
    {"a": {"b": {"c": 9}}},
    {1: 2, -1: 3},
    {True: 5, -1.0: 6},
    {None: 1},
    {"kind": "x"},
    {"kind": "y", "z": 1},
    {"q": 1},
    {},
    {"u": 1, "v": 2},
    Missing(a=1),
    dd,
    MyMap({"a": 1, "b": (4, 5)}),
    MyMap({"q": 2}),
    5,
    [1],
]:
    try:
        print(mapping(v))
    except Exception as e:
        print(type(e), e)
print(len(dd))


def dup(x, k1, k2):
    class K:
        a = k1
        b = k2

    match x:
        case {K.a: p, K.b: q}:
            return p, q


try:
    print(dup({1: 2}, 1, 1))
except ValueError as e:
    print(e)
print(dup({1: 2, 3: 4}, 1, 3))


class A1:
    __match_args__ = ["x"]


class A2:
    __match_args__ = (1,)


class A3:
    __match_args__ = ("x",)


class A4:
    __match_args__ = ("x", "x")
    x = 1


class A5:
    __match_args__ = ("x",)
    x = 1


for c in (A1, A2, A3, A4, A5, int, object):
    for shape in range(4):
        try:
            o = c()
            match o:
                case c(p) if shape == 0:
                    print("0", p)
                case c(p, q) if shape == 1:
                    print("1", p, q)
                case c(p, x=q) if shape == 2:
                    print("2", p, q)
                case c() if shape == 3:
                    print(3)
                case _:
                    print("none", shape)
        except TypeError as e:
            print(c.__name__, shape, "TypeError", e)


def leftovers(x):
    try:
        match x:
            case [a, b, 3]:
                pass
            case [a, c]:
                pass
            case {"k": v, "z": w}:
                pass
            case P(x=l, y=5):
                pass
            case [g] if h := g:
                pass
            case _:
                pass
    finally:
        return sorted((k, repr(v)) for k, v in locals().items() if k != "x")


for v in ([1, 2, 4], [1, 2], {"k": 1}, P(1, 2), [0], [7]):
    print(leftovers(v))


def guards(x):
    out = []

    def g(n, r):
        out.append(n)
        return r

    match x:
        case int() as n if g(1, n > 5):
            out.append("big")
        case int() as n if g(2, n > 3):
            out.append("mid")
        case n if g(3, False):
            out.append("never")
        case (int() | str()) as n if g(4, 1):
            out.append("small")
        case n:
            out.append(("rest", n))
    return out


for v in (1, 4, 9, "s", 2.0):
    print(guards(v))


def hot(n):
    tot = 0
    for i in range(n):
        match i % 7:
            case 0:
                tot += 1
            case 1 | 2:
                tot += 2
            case 3 as t:
                tot += t
            case k if k > 5:
                tot -= k
            case _:
                tot += i
    return tot


print(hot(10000))


def hot2(xs):
    out = 0
    for x in xs:
        match x:
            case (a, b):
                out += a * b
            case [a, b, *c]:
                out += a + b + len(c)
            case {"v": v}:
                out += v
            case P(x, y):
                out += x - y
            case int(v) | float(v):
                out += v
            case str(s):
                out += len(s)
            case None:
                pass
    return out


print(hot2([(1, 2), [1, 2, 3], {"v": 5}, P(4, 3), 7, 2.5, "xyz", None] * 500))


def annotated(x: int) -> str:
    match x:
        case 1:
            return "one"
        case 2 | 3:
            return "few"
        case int(n) if n > 100:
            return f"big {n}"
        case float():
            return "float"
        case str():
            return "str"
        case [a, b]:
            return f"{a} {b}"
        case _:
            return "?"


for v in (1, 2, 3, 4, 101, 2**70, 1.0, 1.5, "s", [1, 2], True, None):
    print(annotated(v))
