# Classes whose instances or subclasses are made before the class statement is done, and others that are not as their `__slots__` say.
# world: cpython
import abc

made = []


class Eager:
    __slots__ = ()

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__()
        thing = cls()
        thing.x = 1.5
        made.append(thing)
        made.append(type("Sub", (), {"__slots__": (), "y": cls.__name__}))


class Named:
    def __set_name__(self, owner, name):
        thing = owner()
        thing.x = 2.5
        made.append(thing)


class Meta(type):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        thing = cls()
        thing.x = 3.5
        made.append(thing)
        return cls


class A(Eager):
    __slots__ = ("x",)
    x: float


class B:
    __slots__ = ("x",)
    x: float
    helper = Named()


class C(metaclass=Meta):
    __slots__ = ("x",)
    x: float


class D(abc.ABC):
    __slots__ = ("x",)
    x: float

    @abc.abstractmethod
    def f(self): ...


class E(D):
    __slots__ = ("y",)
    y: int

    def f(self):
        return self.x + self.y


def registered(cls):
    thing = cls()
    thing.x = 4.5
    made.append(thing)
    return cls


@registered
class F:
    __slots__ = ["x"]
    x: float


class G:
    __slots__ = {"x": "the x", "n": "the n"}
    x: float
    n: int


class H:
    __slots__ = "x"
    x: float


class I:
    __slots__ = ("x", "__dict__")
    x: float


class J(I):
    __slots__ = ("y",)
    y: float


class K(Exception):
    __slots__ = ("x",)
    x: float


class L(dict):
    __slots__ = ("x", "n")
    x: float
    n: int


def make():
    class Local:
        __slots__ = ("x",)
        x: float

        def __init__(self, x: float) -> None:
            self.x = x

    return Local


def add(thing: A, n: int) -> float:
    for _ in range(n):
        thing.x += 0.5
    return thing.x


def own(things: list[J], n: int) -> float:
    total = 0.0
    for j in things:
        for _ in range(n):
            j.x += 0.5
            j.y += j.x
            total += j.y
    return total


for thing in made:
    if not isinstance(thing, type):
        print(type(thing).__name__, add(thing, 3), thing.x)
for cls in (A, B, C, F, G, H, I, J, K, L):
    thing = cls()
    thing.x = 0.5
    print(cls.__name__, add(thing, 5), hasattr(thing, "__dict__"), isinstance(thing, cls))
    thing.x = "x"
    print(thing.x, cls.x.__name__)
try:
    D()
except TypeError:
    print("abstract")
e = E()
e.x, e.y = 1.5, 2
print(e.f(), add(e, 2), e.f())
j = J()
j.x = j.y = 1.0
j.z = 2.0
print(own([j, j], 3), j.x, j.y, vars(j))
one, two = make(), make()
print(one(1.0).x + two(2.0).x, one.x is two.x, add(one(5.0), 2))
print(G.x.__doc__, G.n.__doc__)
for _ in range(3):
    class Again:
        __slots__ = ("x",)
        x: float

    a = Again()
    a.x = 1.0
    print(add(a, 4))
try:
    class Wrong(object, object()):
        __slots__ = ("x",)
        x: float
except TypeError as e:
    print(type(e).__name__)
