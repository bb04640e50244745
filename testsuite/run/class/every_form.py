# Classes: `super()`, metaclasses, descriptors, private names, slots, and methods that are rebound in a hot loop.
# world: cpython
class A:
    def m(self):
        return "A.m"

    @classmethod
    def c(cls):
        return ("A.c", cls.__name__)

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"

    def __init__(self, *a, **k):
        self.a = a
        self.k = k


class B(A):
    def __init__(self, *a, **k):
        super().__init__(1, *a, z=1, **k)
        super(B, self).__init__(2, *a, **k)

    def m(self):
        return "B.m " + super().m() + " " + super(B, self).m() + A.m(self)

    @classmethod
    def c(cls):
        return ("B.c", super().c())

    @staticmethod
    def s():
        return "B.s " + A.s() + super(B, B).s()

    @property
    def p(self):
        return "B.p " + super().p

    def gen(self):
        yield super().m()
        yield __class__.__name__

    def lst(self):
        return [x for x in (super().m(), __class__)]

    def lam(self):
        return (lambda: super().m() if False else __class__)()

    def inner(self):
        def f():
            return super(__class__, self).m()

        return f()

    def star(self, *args):
        return super().m(*args)

    def nosuch(self):
        return super().nosuch

    def delself(self):
        s = super()
        return s.m(), s.__thisclass__, s.__self__ is self, s.__self_class__


class C2(B):
    def m(self):
        return "C2 " + super().m()


b = B(5, q=2)
c = C2()
print(b.a, b.k, b.m(), b.c(), b.s(), b.p, list(b.gen()), b.lst(), b.lam(), b.inner(), b.delself())
print(c.m(), c.c(), list(c.gen()))
for f in (
    lambda: b.star(1),
    lambda: b.nosuch(),
    lambda: super().x,
    lambda: super(B, 5),
    lambda: super(5),
    lambda: super(B, A()),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)


def wrong():
    class X:
        def f():
            return super()

        def g(self):
            self = 5
            return super().__init__

        def h(*a):
            return super().__init__

        def k(self):
            del self
            return super()

    return X


X = wrong()
for n in "fghk":
    try:
        print(n, getattr(X, n)() if n == "f" else getattr(X(), n)())
    except Exception as e:
        print(n, type(e).__name__)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [x.__name__ for x in bases], kw)
        return {"pre": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if k[:2] != "__"), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", a, k)
        return super().__call__(*a, **k)

    def __instancecheck__(cls, o):
        return o == 5

    def __subclasscheck__(cls, o):
        return o is int

    def __getattr__(cls, n):
        if n.startswith("__"):
            raise AttributeError(n)
        return "meta " + n

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("meta")

    def __contains__(cls, x):
        return x == "in"

    def __getitem__(cls, k):
        return ("item", k)


class MC(metaclass=Meta, opt=3):
    x = 1

    def __init__(self, v):
        self.v = v


print(MC(4).v, isinstance(5, MC), issubclass(int, MC), MC.foo, len(MC), list(MC), "in" in MC, MC[1:2], MC.pre)


class MD(MC):
    pass


class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        print("init_subclass", cls.__name__, tag)


class D1(Base, tag="t"):
    pass


class D2(D1):
    pass


try:

    class D3(Base, bad=1):
        pass

except TypeError as e:
    print(e)


class Desc:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, o, t=None):
        if o is None:
            return self
        return ("get", self.name, o.__dict__.get("_" + self.name))

    def __set__(self, o, v):
        print("set", self.name, v)
        o.__dict__["_" + self.name] = v

    def __delete__(self, o):
        print("delete", self.name)
        o.__dict__.pop("_" + self.name)


class HasD:
    d = Desc()
    e = Desc()


h = HasD()
h.d = 5
print(h.d, h.e)
del h.d
print(h.d)
h.d += (1,) if False else ("x",) if False else ()


class ND:
    def __get__(self, o, t):
        return "nd"


class HN:
    n = ND()


hn = HN()
print(hn.n)
hn.n = 3
print(hn.n)
del hn.n
print(hn.n)


class Prop:
    def __init__(self):
        self._x = 0

    @property
    def x(self):
        "doc"
        return self._x

    @x.setter
    def x(self, v):
        print("setx", v)
        self._x = v

    @x.deleter
    def x(self):
        print("delx")
        self._x = None

    @property
    def ro(self):
        return 1

    @property
    def err(self):
        raise AttributeError("inner")


p = Prop()
p.x = 5
p.x += 1
p.x **= 2
print(p.x, Prop.x.__doc__)
del p.x
print(p.x)
for f in (
    lambda: setattr(p, "ro", 1),
    lambda: delattr(p, "ro"),
    lambda: p.err,
    lambda: p.nope,
    lambda: Prop.nope,
    lambda: delattr(p, "nope"),
):
    try:
        print(f())
    except AttributeError as e:
        print(e)


class GA:
    def __getattr__(self, n):
        if n == "bad":
            raise AttributeError("custom " + n)
        return "ga " + n

    @property
    def prop(self):
        raise AttributeError("fallback")


g = GA()
g.x = 1
print(g.x, g.y, g.prop)
try:
    g.bad
except AttributeError as e:
    print(e)


class GAB:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, n):
        if n.startswith("__"):
            return object.__getattribute__(self, n)
        return ("gab", n)

    def __setattr__(self, n, v):
        print("setattr", n, v)
        object.__setattr__(self, n, v)

    def __delattr__(self, n):
        print("delattr", n)
        object.__delattr__(self, n)


g = GAB()
print(g.real, g.other)
g.z = 5
del g.z
try:
    del g.z
except AttributeError as e:
    print(e)


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slots()
print(s.a)
for f in (lambda: s.b, lambda: s.c, lambda: s.__dict__):
    try:
        print(f())
    except AttributeError as e:
        print(e)


class Priv:
    __x = 1

    def get(self):
        return self.__x, __class__.__x

    def __m(self):
        return "m"

    def call(self):
        return self.__m()

    class In:
        __y = 2

        def get(self):
            return self.__y

    def loc(self):
        __v = 3
        return locals().keys() - {"self"}

    def kw(self, __a=1):
        return __a


print(
    Priv().get(),
    Priv().call(),
    Priv.In().get(),
    Priv().loc(),
    Priv().kw(_Priv__a=4),
    sorted(k for k in vars(Priv) if "Priv" in k),
)


def cc2():
    n2 = 100
    n = "outer"

    class K:
        n = 10

        def inc(self):
            nonlocal n2
            n2 += 1
            return n2, n

        class L:
            def dec(self):
                nonlocal n2
                n2 -= 2
                return n2

        v = [n2 for _ in range(1)]

    return K(), K.L()


k, l = cc2()
print(k.inc(), l.dec(), k.inc(), k.v)


def classdel():
    class Z:
        a = 1
        b = a + 1
        del a
        try:
            a
        except NameError as e:
            err = str(e)
        for i in range(3):
            pass
        if i == 2:
            cond = "yes"
        locals()["dyn"] = 5
        with open("/dev/null") as fh:
            pass

    return sorted(x for x in vars(Z) if x[0] != "_"), Z.err


print(classdel())


class Callable:
    def __call__(self, *a, **k):
        return a, k


print(Callable()(1, *[2], x=3, **{"y": 4}))


class New:
    def __new__(cls, v):
        return v if isinstance(v, int) else super().__new__(cls)

    def __init__(self, v):
        print("init", v)


print(New(5), type(New("x")).__name__)


class MetaEq(type):
    def __eq__(cls, o):
        return True

    __hash__ = type.__hash__


class ME(metaclass=MetaEq):
    pass


print(ME == 5)


class O1:
    def m(self):
        return "O1"


class O2(O1):
    pass


class O3(O1):
    def m(self):
        return "O3" + super().m()


class O4(O2, O3):
    pass


print(O4().m(), [c.__name__ for c in O4.__mro__])
try:

    class Bad(int, str):
        pass

except TypeError as e:
    print(e)
try:

    class Bad(bool):
        pass

except TypeError as e:
    print(e)


class MroE:
    def __mro_entries__(self, bases):
        return (O1,)


class Entr(MroE()):
    pass


print(Entr.__bases__, Entr.__orig_bases__[0].__class__.__name__)


def deco(tag):
    print("deco", tag)

    def w(f):
        print("apply", tag, f.__name__)
        return f

    return w


@deco(1)
@deco(2)
class Decd:
    @deco(3)
    @staticmethod
    def f():
        return 1

    @deco(4)
    def g(self):
        return 2


print(Decd.f(), Decd().g())


def rebind(n):
    class V:
        def __init__(self, x):
            self.x = x

        def f(self):
            return self.x + 1

    v = V(1)
    r = []
    for i in range(n):
        if i == n // 2:
            V.f = lambda self: self.x * 100
        if i == n - 5:
            v.f = lambda: "inst"
        if i == n - 2:
            del v.f
            del V.f
        try:
            r.append(v.f())
        except AttributeError as e:
            r.append(str(e))
    return r[:2], r[n // 2 - 1 : n // 2 + 1], r[-6:]


print(rebind(3000))
