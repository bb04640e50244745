# Type parameters of functions and classes, and `type` statements: scopes, what is evaluated lazily, and hot loops.
# python: >=3.12
# world: cpython
import typing


def first[T](xs: list[T], default: T | None = None) -> T:
    return xs[0] if xs else default


class Box[T]:
    kind = T

    def __init__(self, x: T) -> None:
        self.x = x

    def map[U](self, f: typing.Callable[[T], U]) -> "Box[U]":
        return Box(f(self.x))

    def params(self):
        return T


type IntList = list[int]
type Pair[A, B] = tuple[A, B]
type Tree[T] = T | list[Tree[T]]

print(first([1, 2]), first([], 5), first.__type_params__, first.__annotations__)
print(
    Box(3).map(lambda v: v * 2).x,
    Box.__type_params__,
    Box.__orig_bases__,
    Box[int],
    Box.kind,
    Box(1).params() is Box.__type_params__[0],
)
print(Box.map.__type_params__, Box.map.__qualname__, first.__qualname__, Box.__bases__, Box.__mro__)
print(
    IntList,
    IntList.__value__,
    IntList.__type_params__,
    Pair,
    Pair.__value__,
    Pair.__type_params__,
    Pair[int, str],
    Tree.__value__,
)
print(
    type(IntList),
    IntList.__name__,
    IntList.__module__,
    first.__type_params__[0].__module__,
    first.__type_params__[0].__name__,
)


def bounded[T: int, S: (int, str), *Ts, **P](a: T, b: S, *args: *Ts, **kw: P.kwargs):
    return T, S, Ts, P


T, S, Ts, P = bounded(1, "x")
print(
    T, S, Ts, P, T.__bound__, S.__constraints__, T.__constraints__, S.__bound__, T.__infer_variance__, T.__covariant__
)
print(bounded.__annotations__)


def lazy[T: undefined](x: T):
    return x


print(lazy(1))
try:
    lazy.__type_params__[0].__bound__
except NameError as e:
    print(e)
undefined = float
print(lazy.__type_params__[0].__bound__)
type Bad = nothing[int]
try:
    Bad.__value__
except NameError as e:
    print(e)


class Outer[A, *Bs, **C](dict[str, A], metaclass=type):
    X = int
    type Alias = X
    type AliasT[V: X] = dict[V, X]

    def m[B: X](self, a: A, b: B, c: X = X(7)) -> "Outer[A]":
        return a, b, c, A, B

    class Inner[D](list[D]):
        def g(self):
            return A, D, __class__.__name__

        @classmethod
        def h[Q](cls, q: Q):
            return Q, cls

    async def co[Z](self) -> Z:
        return Z

    def gen[Z](self):
        yield Z

    lam = lambda self: A
    comp = [A for _ in range(2)]


o = Outer(a=1)
print(
    o,
    o.m(1, 2),
    Outer.Alias.__value__,
    Outer.AliasT.__value__,
    Outer.AliasT.__type_params__[0].__bound__,
    Outer.Inner().g(),
    Outer.Inner.h(1),
    next(o.gen()),
    o.lam(),
    Outer.comp,
)
print(
    Outer.__orig_bases__,
    Outer.__parameters__,
    Outer[int, str, [int]],
    sorted(k for k in vars(Outer) if not k.startswith("__")),
)
Outer.X = str
print(Outer.m.__type_params__[0].__bound__, Outer.m.__annotations__)


def local():
    y = 5

    def f[T: y](a: T) -> y:
        nonlocal y
        y += 1
        return T, y

    type L = list[y]
    type M[K] = dict[K, y]

    class C[T]:
        z = y

        def g(self):
            return T, y

    return f, L, M, C


f, L, M, C = local()
print(f(1), L.__value__, f.__type_params__[0].__bound__, M.__value__, C().g(), C.z, C.__qualname__)
fs = []
for i in range(3):

    def loop[T](a=i) -> T:
        return T, a

    fs.append(loop)
print(len({g()[0] for g in fs}), [g()[1] for g in fs], [g()[0] is g.__type_params__[0] for g in fs])


def deco(f):
    print("deco", f.__name__, f.__type_params__)
    return f


@deco
def d[T](x: T = print("default")) -> (print("annotation"), T)[1]: ...
@deco
class DC[T]: ...


def shadow[T](T):
    return T


print(shadow(3))


def inner[T]():
    def g[U](a: T, b: U):
        return T, U

    return g


print(inner()(1, 2), inner().__annotations__)


class Proto[T](typing.Protocol):
    def meth(self) -> T: ...


print(Proto.__parameters__)
import dataclasses


@dataclasses.dataclass
class Data[T]:
    a: T
    b: list[T] = dataclasses.field(default_factory=list)


print(Data(1), Data[int](2).b, Data.__annotations__)
type type = int
print(type.__value__)
match = 1


def hot[T: (int, float)](n: int, x: T) -> T:
    t: T = x
    for i in range(n):
        t = t + x * i
    return t


print(hot(1000, 1), hot(1000, 1.5), hot(10, 2**62))


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()

    def __len__(self) -> int:
        return len(self.items)


s = Stack[int]()
for i in range(1000):
    s.push(i)
t = 0
while s:
    t += s.pop()
print(t)
try:

    class Twice[T](typing.Generic[T]):
        pass

except TypeError as e:
    print(e)
