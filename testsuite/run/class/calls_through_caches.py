# Classes called in every way, and attributes that classes hold: changed while sites know them.
# world: cpython
import abc
import collections
import gc


class Plain:
    pass


class WithInit:
    def __init__(self, x, y=2, *, z=3):
        self.values = x, y, z


class WithNew:
    def __new__(cls, x, **kw):
        made = object.__new__(cls)
        made.new = x, sorted(kw)
        return made


class WithBoth(WithNew):
    def __init__(self, x, **kw):
        self.init = x, sorted(kw)


class Elsewhere:
    def __new__(cls, x):
        return x

    def __init__(self, x):
        self.init = "initialised", x


class Below(Elsewhere):
    pass


class Returning:
    def __init__(self, x):
        return x


class Error(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code


class Number(int):
    def __init__(self, value):
        self.text = str(value)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def needed(self):
        pass

    def __init__(self):
        pass


class Meta(type):
    def __call__(cls, *args):
        return "meta", args


class Called(metaclass=Meta):
    def __init__(self, x):
        raise AssertionError


Pair = collections.namedtuple("Pair", "left right", defaults=[9])


def call_each():
    out = []
    for callee, args in [
        (Plain, ()), (Plain, (1,)), (WithInit, (1,)), (WithInit, ()), (WithNew, (1,)), (WithBoth, (2,)), (Elsewhere, (3,)),
        (Returning, (None,)), (Returning, (4,)), (Number, (5,)), (Abstract, ()), (Called, (6,)), (Pair, (7,)), (Pair, ()),
        (type, (8,)), (Below, (Below,)), (int, ("9",)), (Plain().__class__, ()),
    ]:
        try:
            value = callee(*args)
            direct = None
            if len(args) == 1:
                direct = callee(args[0])
            is_class = isinstance(value, type)
            held = value.__name__ if is_class else getattr(value, "__dict__", value)
            out.append((type(value).__name__, type(direct).__name__, held))
        except TypeError as error:
            # Versions go on differently.
            out.append(str(error)[:38])
    out.append((WithInit(1, z=5).values, WithInit(y=1, x=2).values, WithBoth(1, k=2).init, Pair(1, right=2), Error("m", code=2).code))
    return out


for _ in range(3):
    for line in call_each():
        print(line)


def made(cls, *args):
    if args:
        return cls(args[0])
    return cls()


# `__new__` and `__init__` come and go.
class Changing:
    pass


def first(self, x="first"):
    self.x = x


def second(self, x="second"):
    type(self).__init__ = first
    self.x = x, "second"


for _ in range(3):
    print(vars(made(Changing)))
Changing.__init__ = first
print(vars(made(Changing)), vars(made(Changing, 1)))
Changing.__init__ = second
print(vars(made(Changing)), vars(made(Changing)), vars(made(Changing, 2)))
Changing.__new__ = lambda cls, *args: object.__new__(cls)
print(vars(made(Changing)), vars(made(Changing, 3)))
Changing.__new__ = lambda cls, *args: "not made"
print(made(Changing), made(Changing, 4))
Changing.__new__ = lambda cls, *args: made(Lower)


class Lower(Changing):
    def __new__(cls):
        return object.__new__(cls)

    def __init__(self, *args):
        self.lower = args


print(vars(made(Changing)), vars(made(Changing, 5)))
del Changing.__init__
del Changing.__new__
print(vars(made(Changing)))


# Properties, class methods and static methods.
class Holder:
    def __init__(self):
        self._size = 1

    @property
    def size(self):
        return self._size

    @size.setter
    def size(self, value):
        self._size = value

    @classmethod
    def of(cls, x=0):
        return cls.__name__, x

    @staticmethod
    def free(x=0):
        return "free", x

    def method(self, x=0):
        return "method", x

    value = 5


class Held(Holder):
    pass


def read(holder):
    bound = holder.method, holder.of, holder.free
    return (
        holder.size, holder.of(1), holder.free(2), holder.method(3), holder.value, [one(4) for one in bound],
        type(holder).of(5), type(holder).free(6), [type(holder).of(7), type(type(holder).value).__name__],
    )


def try_read(holder):
    try:
        return read(holder)
    except (AttributeError, TypeError) as error:
        return str(error).split(" at 0x")[0]


holders = [Holder(), Held()]
for _ in range(3):
    for holder in holders:
        holder.size = holder.size + 1
        print(try_read(holder))
for holder in holders:
    holder.of = lambda x: ("own", x)
    print(try_read(holder))
    holder.free = holder.method = lambda x: ("own too", x)
    print(try_read(holder))
    del holder.of
for change in range(7):
    if change == 0:
        vars(Holder)["size"].__init__(lambda self: "other getter")
    elif change == 1:
        vars(Holder)["size"].__init__(None)
    elif change == 2:
        Holder.size = property(lambda self: "new")
    elif change == 3:
        vars(Holder)["of"].__init__(lambda cls, x=0: ("other", cls.__name__, x))
        vars(Holder)["free"].__init__(lambda x=0: ("other free", x))
    elif change == 4:
        Held.of = staticmethod(lambda x=0: ("static now", x))
        Held.value = property(lambda self: "computed")
    elif change == 5:
        Holder.of = classmethod(len)
    elif change == 6:
        del Holder.size
    for holder in holders:
        print(change, try_read(holder))
        try:
            holder.size = 3
        except AttributeError as error:
            print(str(error)[-13:])


# Fields of named tuples, and shorter ones.
class Point(Pair):
    @property
    def sum(self):
        return self.left + self.right


def fields(pair):
    try:
        return pair.left, pair.right
    except IndexError as error:
        return str(error)


for pair in [Pair(1, 2), Point(3, 4), tuple.__new__(Pair, [5]), Point(6), tuple.__new__(Point, [])]:
    print(fields(pair), fields(pair))
print(Point(1, 2).sum, Pair.left.__get__(Pair(8)), Point(3)._replace(left=1))


# Attributes of classes of metaclasses.
class Registry(type):
    known = "of the metaclass"

    @property
    def data(cls):
        return "data of " + cls.__name__

    def listed(cls):
        return "listed " + cls.__name__


class Entry(metaclass=Registry):
    data = "hidden"
    known = "of the class"

    @classmethod
    def make(cls):
        return cls.__name__


def of_class(cls):
    return cls.data, cls.known, cls.listed(), cls.make()


for _ in range(3):
    print(of_class(Entry))
Registry.known = property(lambda cls: "computed by the metaclass")
print(of_class(Entry))
Entry.listed = classmethod(lambda cls: "hidden " + cls.__name__)
print(of_class(Entry))
Registry.make = property(lambda cls: lambda: "made by the metaclass")
print(of_class(Entry))


# Bound methods and what they hold on to.
class Watched:
    def __del__(self):
        print("dead")

    def go(self, *args, **kw):
        return len(args), sorted(kw)


def calls():
    bound = Watched().go
    print(bound(), bound(1, 2), bound(1, k=2), bound(*[1], **{"j": 1}))
    del bound
    print(Watched().go(1), "after")


calls()
calls()
gc.collect()
