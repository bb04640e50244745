# Instances made in loops: classes that are patched, subclassed, abstract, with their own __new__, and odd __init__.
# world: cpython
import abc
import traceback


class P:
    x: float
    n: int

    def __init__(self, x: float, n: int) -> None:
        self.x = x
        self.n = n
        if n == 13:
            raise ValueError("unlucky")

    def plus(self, o: "P") -> "P":
        return P(self.x + o.x, self.n + o.n)


class Odd:
    v: int

    def __init__(self, v: int) -> None:
        self.v = v
        return v if v > 2 else None


class Abstract(abc.ABC):
    def __init__(self, v: int) -> None:
        self.v = v

    @abc.abstractmethod
    def f(self) -> int: ...


class Single:
    only = None
    v: int

    def __new__(cls, v: int) -> "Single":
        if cls.only is None:
            cls.only = object.__new__(cls)
        return cls.only

    def __init__(self, v: int) -> None:
        self.v = v


class Meta(type):
    def __call__(cls, *args):
        return ("made", args)


class Made(metaclass=Meta):
    def __init__(self, v: int) -> None:
        self.v = v


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a: int, b: float) -> None:
        self.b = b
        self.a = a


class Dying:
    n: int

    def __init__(self, n: int) -> None:
        self.n = n
        if n == 2:
            raise KeyError(n)

    def __del__(self) -> None:
        print("died", self.n)


def total(n: int) -> float:
    p = P(0.0, 0)
    for i in range(n):
        p = p.plus(P(i * 0.5, i))
    return p.x + p.n


def odd(n: int) -> int:
    s = 0
    for i in range(n):
        s += Odd(i).v
    return s


def others(n: int) -> object:
    out = []
    for i in range(n):
        out.append((Single(i).v, Made(i)))
        s = Slotted(i, 0.5)
        out.append((s.a, s.b))
    return out, Single(1) is Single(2)


def dying(n: int) -> None:
    for i in range(n):
        Dying(i)
        print("made", i)


def order(n: int) -> list[str]:
    out = []
    for i in range(n):
        p = P(1.0, i)
        out.extend(vars(p))
    return out


def shown(f, *args) -> None:
    try:
        print(f.__name__, f(*args))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
        print("  ", [(frame.name, frame.lineno) for frame in traceback.extract_tb(e.__traceback__)[1:]])


shown(total, 5)
shown(total, 20)
shown(odd, 3)
shown(odd, 6)
shown(others, 3)
shown(dying, 2)
shown(dying, 4)
shown(order, 3)
try:
    Abstract(1)
except TypeError as e:
    print("abstract", "abstract" in str(e))
shown(P, 1.0)
shown(P, 1.0, 2, 3)
first = P.__init__


def patched(self, x, n):
    first(self, x + 100.0, n)


P.__init__ = patched
shown(total, 5)
P.__init__ = first
shown(total, 5)
P.__new__ = lambda cls, x, n: "not a P"
shown(total, 5)
del P.__new__
shown(total, 5)
P.__init__.__code__ = (lambda self, x, n: setattr(self, "x", 7.0) or setattr(self, "n", 1)).__code__
shown(total, 5)
P = lambda x, n: 3
shown(total, 5)
