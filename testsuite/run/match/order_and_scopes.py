# The order in which `match` looks, the scopes it binds in, errors on the way, and jumps out of it.
# world: cpython
class T:
    def __init__(self, n):
        self.n = n

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        print("getattr", name)
        if name == "boom":
            raise ValueError("boom")
        if name == "gone":
            raise AttributeError("gone")
        return self.n


class Meta(type):
    def __instancecheck__(cls, o):
        print("instancecheck")
        return True


class M(metaclass=Meta):
    __match_args__ = ("x", "gone")


def f(x):
    match x:
        case M(1, 2):
            return "12"
        case M(1):
            return "1"
        case M(x=3):
            return "3"
        case T(boom=1):
            return "boom"
    return None


for n in (1, 3, 5):
    try:
        print(f(T(n)))
    except Exception as e:
        print(type(e).__name__, e)


def subj():
    print("subject")
    return 1, 2


match subj():
    case (2, x):
        print("no")
    case (x, 2):
        print("yes", x)
match 1, 2, 3:
    case a, *b:
        print(a, b)
match *[1, 2], 3:
    case [a, b, c]:
        print(a, b, c)
match (x := 5):
    case 5:
        print("w", x)


class Box:
    pass


b = Box()
b.v = 0
# captures in global, class, nonlocal scope
match [1, [2, 3]]:
    case [g1, [g2, *g3]]:
        pass
print(g1, g2, g3)


class K:
    match {"a": 1, "b": 2}:
        case {"a": q, **r}:
            z = q
    print(sorted(k for k in vars() if not k.startswith("__")))


def outer():
    n = None

    def inner(v):
        nonlocal n
        match v:
            case [n, 0]:
                return "zero"
            case {"n": n}:
                return "dict"
            case _:
                return "none"

    for v in ([1, 2], [3, 0], {"n": 9}, 4):
        print(inner(v), n)


outer()


def gl(v):
    global gg
    match v:
        case (gg, _):
            pass


gl((7, 8))
print(gg)


def ret(x):
    for i in range(3):
        try:
            match x:
                case 0:
                    return "ret"
                case 1:
                    break
                case 2:
                    continue
                case 3:
                    raise KeyError(i)
        except KeyError as e:
            print("caught", e)
            match e.args:
                case (int(n),) if n == 2:
                    return "done"
        finally:
            print("fin", i)
    else:
        return "else"
    return "end"


for x in range(5):
    print(ret(x))


def gen(xs):
    for x in xs:
        match x:
            case [a, b]:
                y = yield a
                print("got", y)
            case {"k": k}:
                yield from k
            case int() if (yield "guard"):
                yield "guarded"
            case _:
                yield None


g = gen([[1, 2], {"k": "ab"}, 5, "x"])
print(next(g), g.send("s"), next(g), next(g), g.send(True), next(g))


def unhash(d, k):
    class N:
        pass

    N.k = k
    match d:
        case {N.k: v}:
            return v


try:
    print(unhash({1: 2}, []))
except TypeError as e:
    print(e)


class BadLen:
    def __len__(self):
        raise ZeroDivisionError("len")


import collections.abc

collections.abc.Sequence.register(BadLen)
try:
    match BadLen():
        case [a]:
            pass
except ZeroDivisionError as e:
    print(e)


class Nums(collections.abc.Sequence):
    def __init__(self, *a):
        self.a = a

    def __len__(self):
        return len(self.a) + 1

    def __getitem__(self, i):
        return self.a[i]


for s in (Nums(1), Nums(1, 2)):
    try:
        match s:
            case [a, b]:
                print("ab", a, b)
            case [a, b, c]:
                print("abc")
            case [a, *_]:
                print("star", a)
            case _:
                print("none")
    except Exception as e:
        print(type(e).__name__, e)


def soft():
    match = {"case": 1}
    case = "case"
    _ = 3
    type = 4
    match[case]
    print(match[case], _, type)
    match match:
        case {"case": case}:
            print(case)


soft()


def wild(x):
    _ = 9
    match x:
        case [_, _]:
            pass
        case _ if _ == 9:
            return _
    return _


print(wild([1, 2]), wild(3))


def manyor(x):
    match x:
        case (1 | 2, "a" | "b") | [3, *_] | {"z": 0 | 1}:
            return True
        case ([x, y] | (x, y, _)) as whole:
            return x, y, whole
        case [[[x]]] | {"x": {"y": [x]}}:
            return x
    return False


for v in ((1, "a"), (2, "c"), [3], {"z": 1}, {"z": 2}, [5, 6], (5, 6, 7), [[[8]]], {"x": {"y": [9]}}):
    print(manyor(v))


def nanm(x):
    nan = float("nan")

    class C:
        n = nan

    match x:
        case C.n:
            return "nan"
        case [C.n]:
            return "in list"
        case {"k": C.n}:
            return "in dict"
    return "no"


n = float("nan")
print(nanm(n), nanm([n]))


class Str(str):
    def __eq__(self, o):
        print("Str.eq")
        return True

    __hash__ = str.__hash__


match Str("x"):
    case "y":
        print("y")
match [Str("q")]:
    case ["z", *_]:
        print("z")


class EqRaise:
    def __eq__(self, o):
        raise RuntimeError("eq")


try:
    match EqRaise():
        case 1:
            pass
except RuntimeError as e:
    print(e)


class NoBool:
    def __bool__(self):
        raise RuntimeError("bool")


class EqNoBool:
    def __eq__(self, o):
        return NoBool()


try:
    match EqNoBool():
        case 1:
            pass
except RuntimeError as e:
    print(e)
match None:
    case None:
        print("n")
try:
    match 1:
        case undefined.attr:
            pass
except NameError as e:
    print(e)
try:
    match 1:
        case undefinedcls():
            pass
except NameError as e:
    print(e)
try:
    match 1:
        case M.nope:
            pass
except AttributeError as e:
    print(e)


def localbound(x):
    match x:
        case 1:
            y = 1
        case [y]:
            pass
    return y


try:
    print(localbound([3]))
    print(localbound(4))
except UnboundLocalError as e:
    print(e)


def hot(xs: list[object], n: int) -> int:
    c = 0
    for _i in range(n):
        for x in xs:
            match x:
                case [int(a), int(b)] if a < b:
                    c += a
                case [float(a), *_]:
                    c += 1
                case {"p": {"q": int(v)}}:
                    c += v
                case str() as s if s.startswith("a"):
                    c += len(s)
                case (None, True | False as t):
                    c += t
                case _:
                    c -= 1
    return c


print(hot([[1, 2], [2, 1], [1.0], {"p": {"q": 4}}, "abc", "bc", (None, True), (None, False), None, [], {}], 500))
