# Numbers in slots are kept unboxed: nothing but `sys.getsizeof` can tell.
# world: cpython
import copy
import inspect
import pickle
import struct
import types


class Cell:
    """A cell."""

    __slots__ = ("f", "i", "tag", "__private", "__weakref__")
    f: float
    i: int
    tag: object

    def __init__(self, f: float, i: int) -> None:
        self.f = f
        self.i = i
        self.__private: float = 0.25

    def total(self) -> float:
        return self.f * self.i + self.__private


def spin(c: Cell, n: int) -> float:
    total = 0.0
    for k in range(n):
        c.f += 0.5
        c.i += k
        total += c.total()
    return total


def attempt(what: object, *args: object) -> None:
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)


def bits(x: float) -> str:
    return hex(struct.unpack("<Q", struct.pack("<d", x))[0])


def put(c: Cell, f: float, i: int) -> tuple[float, int]:
    c.f = f
    c.i = i
    return c.f, c.i


# Every float and int comes back as it was, in compiled code and out of it.
c = Cell(1.5, 2)
patterns = [0, 1, 1 << 63, 0x7FF46E616A610001, 0x7FF46E616A610000, 0x7FF8000000000000, 0xFFF8000000000001, 0x7FF0000000000001]
for pattern in [*patterns, 0x7FF0000000000000, 0xFFF0000000000000, 0x3FF0000000000000, 0xFFFFFFFFFFFFFFFF]:
    x = struct.unpack("<d", struct.pack("<Q", pattern))[0]
    print(bits(put(c, x, 0)[0]), bits(c.f), end=" ")
    setattr(c, "f", x)
    print(bits(c.f), bits(getattr(c, "f")))
for i in [0, -1, 1, 256, 257, 2**31, 2**63 - 1, -(2**63), -(2**63) + 1, 2**63, -(2**64), 2**100]:
    print(put(c, 0.0, i)[1] == i, c.i == i, end=" ")
    object.__setattr__(c, "i", -i)
    print(c.i == -i, type(c.i).__name__)

# What is no number of the kind is kept as it is.
for f, i in [(1, 1.5), (True, False), (2**70, 2.0), ("a", "b"), (None, None), (c, [c]), (0.5, 7)]:
    Cell.f.__set__(c, f)
    c.i = i
    print(c.f is f or c.f == f, c.i is i or c.i == i, type(c.f).__name__, type(c.i).__name__)
    attempt(spin, c, 3)
print(spin(c, 10), c.f, c.i)

# Unset and deleted.
for name in ("f", "i", "tag"):
    print(hasattr(c, name), end=" ")
    attempt(delattr, c, name)
    print(hasattr(c, name), end=" ")
    attempt(delattr, c, name)
    attempt(getattr, c, name)
attempt(spin, c, 1)
attempt(Cell.__new__(Cell).total)
try:
    c.other = 1
except AttributeError:
    print("no such slot")
c.__init__(2.5, 3)
print(spin(c, 3), c.f, c.i)

# The descriptors.
print(Cell.f, repr(Cell.i), Cell.f.__name__, Cell.f.__qualname__, Cell.f.__objclass__ is Cell, Cell.f.__doc__)
print(isinstance(Cell.f, types.MemberDescriptorType), type(Cell.f) is types.MemberDescriptorType, type(Cell.f).__name__)
print(inspect.ismemberdescriptor(Cell.f), inspect.isdatadescriptor(Cell.f), callable(Cell.f), Cell.f.__class__)
print(Cell.f.__get__(c), Cell.f.__get__(c, Cell), Cell.f.__get__(None, Cell) is Cell.f, Cell.__slots__, Cell.__doc__)
attempt(Cell.f.__get__, 1)
attempt(Cell.f.__set__, 1, 2)
attempt(Cell.f.__delete__, "x")
attempt(Cell.f.__get__, None)
print(inspect.getattr_static(c, "f") is Cell.f, sorted(name for name in dir(c) if not name.startswith("__")))
Cell.f.__delete__(c)
attempt(getattr, c, "f")
c.f = 0.5
Cell.g = Cell.i
print(c.g, Cell.g is Cell.i)
Cell.i, Cell.f = Cell.f, Cell.i
print(c.i, c.f)
attempt(spin, c, 3)
Cell.i, Cell.f = Cell.f, Cell.i
print(c.i, c.f, spin(c, 3), c.i, c.f)

# Copies and pickles.
c.tag = [c.f]
for other in (copy.copy(c), copy.deepcopy(c)):
    print(other.f, other.i, other.tag, other.tag is c.tag, other.total(), spin(other, 2))
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    try:
        other = pickle.loads(pickle.dumps(c, protocol))
        print(protocol, other.f, other.i, other.tag, spin(other, 2))
    except TypeError as e:
        print(protocol, e)
print(Cell.__getstate__ is object.__getstate__, c.__getstate__(), Cell.__getstate__, object.__getstate__(c))
print(c.__reduce_ex__(2)[1:], super(Cell, c).__getstate__() == c.__getstate__())


class Same:
    __slots__ = ("f", "i")
    f: float
    i: int


class Alike:
    __slots__ = ("f", "i")
    f: float
    i: int


class Unlike:
    __slots__ = ("f", "j")
    f: float
    j: int


s = Same()
s.f, s.i = 1.5, 2
s.__class__ = Alike
print(type(s).__name__, s.f, s.i)
attempt(setattr, s, "__class__", Unlike)
attempt(setattr, s, "__class__", Cell)
