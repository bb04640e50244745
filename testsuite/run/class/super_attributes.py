# `super().name` and `super(C, x).name`, called and not, whatever is found and whatever `super` means.
# world: cpython
import builtins
import sys


class Descriptor:
    def __get__(self, instance, owner):
        return "got", type(instance).__name__, owner.__name__


class Base:
    shared = "shared"
    odd = Descriptor()

    def __init__(self, *args, **kwargs):
        self.given = args, kwargs

    def plain(self, x=1):
        return "plain", x

    @property
    def size(self):
        return 7

    @size.setter
    def size(self, value):
        self.given = value

    @property
    def adder(self):
        return lambda x: x + 1

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def free(x):
        return "free", x

    def __repr__(self):
        return f"<{type(self).__name__}>"

    def __len__(self):
        return 3


class Child(Base):
    def __new__(cls, *args, **kwargs):
        instance = super().__new__(cls)
        instance.early = True
        return instance

    def __init__(self, a, b=2):
        super().__init__(a, k=b)

    def __getattribute__(self, name):
        if name in ("plain", "shared"):
            return "hidden"
        return super().__getattribute__(name)

    def all(self):
        return [
            super().plain(),
            super().plain(2),
            super().plain(x=3),
            super().plain(*[4]),
            super().plain,
            super().shared,
            super().size,
            super().adder(1),
            super().made(5),
            super().made,
            super().free(6),
            super().free,
            super().odd,
            super().__repr__(),
            super().__len__(),
            super().__thisclass__,
            super().__class__,
            super().__self_class__,
            super(Child, self).plain(8),
            super(Child, self).size,
            super(Child, type(self)).made(9),
            super(Child, type(self)).plain(self, 10),
        ]

    @classmethod
    def made(cls, x):
        return super().made(x), super().shared, super().plain(Base(), 1), super().free(x), super().size

    @staticmethod
    def free(x):
        try:
            return super().free(x)
        except (RuntimeError, TypeError) as error:
            return type(error).__name__, str(error)[:22]

    def inner(self):
        def deeper(self):
            return super().plain("deeper")

        return deeper(self), (lambda other: super().plain("lambda"))(self)

    def each(self):
        yield super().plain("yielded")
        yield [x for x in [super().shared]]

    def store(self):
        try:
            super().size = 5
        except AttributeError as error:
            return str(error)[:38]

    def missing(self):
        try:
            super().nothing
        except AttributeError as error:
            return str(error), error.name, error.obj is not None

    def missing_called(self):
        try:
            super().nothing(1 / 0)
        except AttributeError as error:
            return str(error)


class Grandchild(Child):
    def all(self):
        return super().all()[:3]


def show(value):
    if isinstance(value, (list, tuple)):
        return [show(item) for item in value]
    text = str(value)
    return text.split(" at 0x")[0]


def everything():
    for _ in range(3):
        child = Child(1)
        print(child.early, child.given, show(child.all()), show(Child.made(1)), Child.free(2))
        print(show(child.inner()), list(child.each()), child.store(), child.missing(), child.missing_called())
        print(show(Grandchild(4).all()), show(Grandchild.made(2)))


everything()


def told(error):
    """Whether what is unset is told of as this version does: by `super()`, or from 3.12 on as any variable is."""
    if sys.version_info < (3, 12):
        return type(error) is RuntimeError and str(error) in ["super(): arg[0] deleted", "super(): empty __class__ cell"]
    return isinstance(error, NameError) and "where it is not associated with a value" in str(error)


class Rebinding(Base):
    def other(self, other):
        self = other
        return super().plain()

    def spoilt(self):
        self = 5
        try:
            return super().plain()
        except TypeError as error:
            return str(error)[:22]

    def deleted(self):
        del self
        try:
            return super().plain()
        except (RuntimeError, UnboundLocalError) as error:
            return told(error)

    def captured(self, other):
        def change():
            nonlocal self
            self = other

        change()
        return super().size, super().plain()

    def captured_deleted(self):
        def delete():
            nonlocal self
            del self

        delete()
        try:
            return super().size
        except (RuntimeError, NameError) as error:
            return told(error)

    def emptied(self):
        nonlocal_cell = Rebinding.emptied.__closure__[0]
        kept = nonlocal_cell.cell_contents
        del nonlocal_cell.cell_contents
        try:
            super().plain()
        except (RuntimeError, NameError) as error:
            return told(error)
        finally:
            nonlocal_cell.cell_contents = kept

    def mistaken(self):
        cell = Rebinding.mistaken.__closure__[0]
        kept, cell.cell_contents = cell.cell_contents, 5
        try:
            super().plain()
        except (RuntimeError, TypeError) as error:
            return type(error).__name__, str(error)[:20]
        finally:
            cell.cell_contents = kept


r = Rebinding()
print(r.other(Rebinding()), r.other(r), r.spoilt(), r.deleted(), r.captured(r), r.captured_deleted())
print(r.emptied(), r.mistaken(), r.other(r))


# What `super` means may change.
class Shadowed(Base):
    def ask(self):
        return super().plain("asked")

    def spelled(self):
        return super(Shadowed, self).plain("spelled")


class Fake:
    def __init__(self, *args):
        self.args = args

    def plain(self, x):
        return "fake", len(self.args), x


s = Shadowed()
print(s.ask(), s.spelled())
genuine = builtins.super
builtins.super = Fake
print(s.ask(), s.spelled())
builtins.super = genuine
print(s.ask(), s.spelled())


globals()["super"] = Fake
print(s.ask(), s.spelled())
globals()["super"] = lambda *args: genuine(Shadowed, s)
print(s.ask(), s.spelled())
del globals()["super"]
print(s.ask(), s.spelled())


# Resolution orders, classes and methods change.
class Left(Base):
    def plain(self, x=1):
        return "left", super().plain(x)


class Right(Base):
    def plain(self, x=1):
        return "right", super().plain(x)


class Both(Left, Right):
    def plain(self, x=1):
        return "both", super().plain(x)


class Other:
    def plain(self, x=1):
        return "other", x


both = Both()
for change in range(6):
    print(both.plain(), Left().plain())
    if change == 1:
        Both.__bases__ = (Right, Left)
    elif change == 2:
        Right.plain = lambda self, x=1: ("replaced", x)
    elif change == 3:
        del Right.plain
    elif change == 4:
        both.__class__ = Left


class Liar(Base):
    __class__ = Both


class Proxy:
    def __init__(self, target):
        self.target = target

    @property
    def __class__(self):
        return type(self.target)


print(Left.plain(Liar()) if False else isinstance(Liar(), Both))
try:
    print(Left.plain(Proxy(both), 3))
except TypeError as error:
    print(str(error)[:22])


# Metaclasses.
class Meta(type):
    def __new__(mcs, name, bases, namespace, **kw):
        return super().__new__(mcs, name, bases, dict(namespace, tag=name))

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        return super().__call__(*args), "called"

    def mro(cls):
        return super().mro()


class Made(Base, metaclass=Meta, key=1):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)

    def __init__(self, x):
        super().__init__(x)


class MadeToo(Made):
    pass


for _ in range(2):
    print(Made(1), MadeToo(2)[0].given, Made.tag, MadeToo.tag)


# Builtin bases.
class Names(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.looks = 0

    def __getitem__(self, key):
        self.looks += 1
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


class Failure(ValueError):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"{self.code}: {super().__str__()}"


class Bare:
    def __init__(self):
        super().__init__()
        self.x = 1


class TooMany:
    def __init__(self, x):
        super().__init__(x)


for _ in range(3):
    names = Names(a=1)
    names["B"] = 2
    print(names["a"], names["b"], names.looks, str(Failure("no", 3)), Failure("no", 4).args, Bare().x)
    try:
        TooMany(1)
    except TypeError as error:
        print(error)


class Asked(Base):
    def first(self):
        return super().nothing

    def second(self):
        return super().nothing(1)

    def third(self):
        self = 1
        return super().plain()

    def fourth(self):
        return super().plain(1, 2, 3)

    def fifth(self):
        return super(Asked, 3).plain


for name in ["first", "second", "third", "fourth", "fifth"]:
    try:
        getattr(Asked(), name)()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error.__traceback__.tb_next.tb_lineno)
