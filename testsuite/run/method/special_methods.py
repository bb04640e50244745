# Special methods: reflected and in-place operators, comparisons, truth, indices, iteration, formats, and errors of operators.
# world: cpython
class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V({self.n})"


ops = "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split()
log = []
for o in ops:

    def mk(o):
        def f(self, other, *m):
            log.append((o, self.n, getattr(other, "n", other)))
            return NotImplemented if getattr(other, "n", other) == "no" else (o, self.n)

        def r(self, other, *m):
            log.append(("r" + o, self.n, other))
            return NotImplemented if other == "rno" else ("r" + o, self.n)

        def i(self, other):
            log.append(("i" + o, self.n, other))
            return NotImplemented if other == "ino" else self

        return f, r, i

    f, r, i = mk(o)
    setattr(V, f"__{o}__", f)
    setattr(V, f"__r{o}__", r)
    setattr(V, f"__i{o}__", i)
import operator


def allops(a, b):
    out = []
    for f in (
        lambda: a + b,
        lambda: a - b,
        lambda: a * b,
        lambda: a / b,
        lambda: a // b,
        lambda: a % b,
        lambda: a**b,
        lambda: a << b,
        lambda: a >> b,
        lambda: a & b,
        lambda: a | b,
        lambda: a ^ b,
        lambda: a @ b,
    ):
        try:
            out.append(f())
        except TypeError as e:
            out.append(str(e))
    return out


for a, b in (
    (V(1), 2),
    (2, V(1)),
    (V(1), V(2)),
    (V(1), "no"),
    ("rno", V(3)),
    (V(1), None),
    ([1], V(4)),
    ("s", V(5)),
    (2.5, V(6)),
):
    print(allops(a, b))


def inpl(x, y):
    out = []
    a = x
    a += y
    out.append(a)
    a = x
    a -= y
    out.append(a)
    a = x
    a *= y
    out.append(a)
    a = x
    a @= y
    out.append(a)
    a = x
    a **= y
    out.append(a)
    a = x
    a //= y
    out.append(a)
    a = x
    a <<= y
    out.append(a)
    a = x
    a &= y
    out.append(a)
    return out


print(inpl(V(1), 2))
print(inpl(V(1), "ino"))
print(inpl(3, V(2)))
print(len(log))


class Sub(V):
    def __radd__(self, o):
        return "Sub.radd"


print(V(1) + Sub(2), Sub(1) + V(2), Sub(1) + Sub(2))


class IntSub(int):
    def __radd__(self, o):
        return "IS.radd"

    def __add__(self, o):
        return "IS.add"

    def __lt__(self, o):
        return "IS.lt"

    def __gt__(self, o):
        return "IS.gt"

    def __eq__(self, o):
        return "IS.eq"

    def __neg__(self):
        return "IS.neg"

    def __index__(self):
        return 1

    def __bool__(self):
        return False

    __hash__ = int.__hash__


def addi(a: int, b: int):
    return a + b


def lti(a: int, b: int):
    return a < b


def eqi(a: int, b: int):
    return a == b


def negi(a: int):
    return -a


def booli(a: int):
    return "T" if a else "F"


def idx(xs: list, a: int):
    return xs[a]


for f in (addi, lti, eqi):
    for _ in range(50):
        f(1, 2)
    print(f(1, IntSub(2)), f(IntSub(1), 2), f(IntSub(1), IntSub(2)), f(1.5, IntSub(3)), f(True, False))
print(negi(IntSub(3)), booli(IntSub(3)), idx([10, 20, 30], IntSub(2)))


class FloatSub(float):
    def __mul__(self, o):
        return "FS.mul"

    def __rmul__(self, o):
        return "FS.rmul"

    def __le__(self, o):
        return "FS.le"

    def __ge__(self, o):
        return "FS.ge"


def mulf(a: float, b: float):
    return a * b


def lef(a: float, b: float):
    return a <= b


for f in (mulf, lef):
    for _ in range(50):
        f(1.0, 2.0)
    print(
        f(1.0, FloatSub(2)), f(FloatSub(1), 2.0), f(FloatSub(1), FloatSub(2)), f(3, FloatSub(2)), f(3, 4), f(True, 2.5)
    )


class Cmp:
    def __init__(self, n, r):
        self.n = n
        self.r = r

    def __lt__(self, o):
        print("lt", self.n)
        return self.r

    def __gt__(self, o):
        print("gt", self.n)
        return self.r

    def __eq__(self, o):
        print("eq", self.n)
        return self.r

    def __le__(self, o):
        print("le", self.n)
        return self.r


class CmpSub(Cmp):
    def __gt__(self, o):
        print("subgt", self.n)
        return self.r


NI = NotImplemented
a, b, s = Cmp("a", NI), Cmp("b", True), CmpSub("s", "x")
for f in (
    lambda: a < b,
    lambda: b < a,
    lambda: a == b,
    lambda: a != b,
    lambda: a < s,
    lambda: a < a,
    lambda: a == a,
    lambda: a != a,
    lambda: a <= 5,
    lambda: 5 > a,
    lambda: 5 == b,
    lambda: a >= b,
    lambda: a is a,
    lambda: a not in [b],
):
    try:
        print(f())
    except TypeError as e:
        print(e)


def chain(x, y, z):
    log = []

    def t(n, v):
        log.append(n)
        return v

    r = t("x", x) < t("y", y) <= t("z", z) != t("w", 0)
    return r, log


print(chain(1, 2, 3), chain(2, 1, 3), chain(1, 3, 2))


class L:
    def __init__(self, v):
        self.v = v

    def __len__(self):
        return self.v


class Bo:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v


for o in (L(0), L(1), L(-1), L("x"), L(2**70), Bo(True), Bo(0), Bo(None)):
    try:
        print("T" if o else "F", not o, bool(o), type(o and 1))
    except Exception as e:
        print(type(e).__name__, e)


class Idx:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


for v in (1, 2.0, "x", 2**70, -1):
    for f in (
        lambda: [1, 2, 3][Idx(v)],
        lambda: "abc"[Idx(v)],
        lambda: range(Idx(v)),
        lambda: [1, 2, 3][: Idx(v)],
        lambda: [0] * Idx(v),
        lambda: hex(Idx(v)),
        lambda: int(Idx(v)),
        lambda: float(Idx(v)),
        lambda: (1, 2)[Idx(v)],
        lambda: 1 << Idx(v),
        lambda: round(1.55, Idx(v)),
        lambda: list(range(10))[:: Idx(v)],
    ):
        try:
            print(v, f())
        except Exception as e:
            print(v, type(e).__name__, e)


class It:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * 2


print(list(It()), 4 in It(), 5 in It(), [*It()], (lambda a, b, c, d: d)(*It()), max(It()), dict.fromkeys(It()))
a, *b = It()
print(a, b)


class ItBad:
    def __iter__(self):
        return 5


class ItNone:
    __iter__ = None


class NextBad:
    def __iter__(self):
        return self


class ItErr:
    def __iter__(self):
        raise KeyError("it")


for o in (ItBad(), ItNone(), NextBad(), ItErr(), 5, None):
    for f in (
        lambda: [x for x in o],
        lambda: list(o),
        lambda: (lambda a: a)(*o),
        lambda: 1 in o,
        lambda: dict(o),
        lambda: {**o},
        lambda: sum(o),
    ):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)


class Cont:
    def __contains__(self, x):
        return x


print(5 in Cont(), 0 in Cont(), [] not in Cont(), "x" in Cont())


class NoCont:
    __contains__ = None


try:
    1 in NoCont()
except TypeError as e:
    print(e)


class Hash:
    __hash__ = None


class EqOnly:
    def __eq__(self, o):
        return True


for o in (Hash(), EqOnly()):
    try:
        hash(o)
    except TypeError as e:
        print(e)


class HB:
    def __hash__(self):
        return 2**70


class HB2:
    def __hash__(self):
        return "x"


print(hash(HB()) == hash(2**70))
try:
    hash(HB2())
except TypeError as e:
    print(e)


class Fmt:
    def __format__(self, s):
        return f"<{s}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(
    f"{Fmt()}",
    f"{Fmt():abc}",
    f"{Fmt()!r:>6}",
    f"{Fmt()!s}",
    "{:x}".format(Fmt()),
    "%s %r" % (Fmt(), Fmt()),
    format(Fmt(), "q"),
)


class FmtBad:
    def __format__(self, s):
        return 5

    def __str__(self):
        return 5

    def __repr__(self):
        return None


for f in (
    lambda: f"{FmtBad()}",
    lambda: str(FmtBad()),
    lambda: repr(FmtBad()),
    lambda: "%s" % FmtBad(),
    lambda: print(FmtBad()),
):
    try:
        f()
    except TypeError as e:
        print(e)


class Pw:
    def __pow__(self, o, m=None):
        return ("pow", o, m)

    def __rpow__(self, o, m=None):
        return ("rpow", o, m)

    def __divmod__(self, o):
        return ("dm", o)

    def __rdivmod__(self, o):
        return ("rdm", o)

    def __round__(self, n="none"):
        return ("round", n)

    def __abs__(self):
        return "abs"

    def __invert__(self):
        return "inv"

    def __pos__(self):
        return "pos"

    def __neg__(self):
        return "neg"

    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __complex__(self):
        return 7j

    def __trunc__(self):
        return 8

    def __floor__(self):
        return 9

    def __ceil__(self):
        return 10


p = Pw()
import math

print(
    p**2,
    2**p,
    pow(p, 2, 3),
    divmod(p, 1),
    divmod(1, p),
    round(p),
    round(p, 2),
    abs(p),
    ~p,
    +p,
    -p,
    int(p),
    float(p),
    complex(p),
    math.trunc(p),
    math.floor(p),
    math.ceil(p),
)
for f in (
    lambda: -"x",
    lambda: +[],
    lambda: ~1.5,
    lambda: -None,
    lambda: abs("x"),
    lambda: not [],
    lambda: round("x"),
    lambda: divmod(1, "x"),
    lambda: pow(1, "x"),
    lambda: 1 @ 2,
    lambda: 1 + "x",
    lambda: "x" + 1,
    lambda: [] + (),
    lambda: "a" * "b",
    lambda: "a" * 2.0,
    lambda: [1] < ["a"],
    lambda: 1 < "a",
    lambda: 1j < 2j,
    lambda: None > 1,
    lambda: {} >= {},
    lambda: 1 in 1,
    lambda: 1 << -1,
    lambda: 1 // 0,
    lambda: 1.0 // 0,
    lambda: 1 % 0,
    lambda: 0**-1,
    lambda: 0.0**-1,
    lambda: (-1) ** 0.5,
    lambda: 1.5 & 1,
    lambda: "%d" % "x",
    lambda: "%s %s" % 1,
    lambda: "%s" % (1, 2),
    lambda: b"a" + "a",
    lambda: 2.0**10000,
    lambda: 1e308 * 10,
    lambda: int("x"),
    lambda: int(float("inf")),
    lambda: int(float("nan")),
    lambda: float("x"),
    lambda: int([]),
    lambda: float([]),
    lambda: 10**400 * 1.0,
    lambda: 10**400 / 3,
    lambda: int("1" * 5000),
    lambda: str(10**5000),
    lambda: chr(-1),
    lambda: ord("ab"),
    lambda: bytes([256]),
    lambda: 1 << 10**20 if False else 0,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
