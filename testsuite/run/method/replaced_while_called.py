# Methods that are replaced, shadowed, or turned into something else while a loop calls them.
# interpreted: a code object that is put into another function has no compiled body there
# world: cpython
import gc


class Shape:
    side: float

    def __init__(self, side: float) -> None:
        self.side = side

    def area(self, k: float) -> float:
        return self.side * self.side * k

    def count(self, n: int) -> int:
        return n + 1


class Circle(Shape):
    def area(self, k: float) -> float:
        return 3.0 * self.side * k


class Counter:
    def __call__(self, *args):
        return len(args) * 0.5


def nothing(s: Shape) -> None:
    pass


def patch_class(s: Shape) -> None:
    Shape.area = lambda self, k: -k


def patch_code(s: Shape) -> None:
    Shape.area.__code__ = (lambda self, k: "code").__code__


def shadow(s: Shape) -> None:
    s.area = lambda k: k * 10.0


def make_static(s: Shape) -> None:
    Shape.area = staticmethod(lambda k: k + 0.25)


def make_class_method(s: Shape) -> None:
    Shape.area = classmethod(lambda cls, k: len(cls.__name__))


def make_property(s: Shape) -> None:
    Shape.area = property(lambda self: lambda k: 99.0)


def make_callable(s: Shape) -> None:
    Shape.area = Counter()


def change_class(s: Shape) -> None:
    s.__class__ = Circle


def hide_in_dict(s: Shape) -> None:
    s.__dict__["area"] = lambda k: 4.0
    gc.collect()


def delete(s: Shape) -> None:
    del Shape.area


def add_getattr(s: Shape) -> None:
    del Shape.area
    Shape.__getattr__ = lambda self, name: lambda k: 0.75


ORIGINAL = Shape.area
CODE = ORIGINAL.__code__


def drive(s: Shape, n: int, at: int, change) -> object:
    total = 0.0
    m = 0
    for i in range(n):
        if i == at:
            change(s)
        total += s.area(i + 0.5)
        m = s.count(m)
    return total, m


def mixed(shapes: list[Shape], n: int) -> float:
    total = 0.0
    for _ in range(n):
        for s in shapes:
            total += s.area(2.0)
    return total


CHANGES = [nothing, patch_class, shadow, make_static, make_class_method, make_property, make_callable, change_class,
           hide_in_dict, delete, add_getattr, patch_code]
for change in CHANGES:
    for s in (Shape(2.0), Circle(2.0)):
        try:
            print(change.__name__, type(s).__name__, drive(s, 6, 3, change))
        except (AttributeError, TypeError) as error:
            print(change.__name__, type(error).__name__, error)
        if "__getattr__" in Shape.__dict__:
            del Shape.__getattr__
        Shape.area = ORIGINAL
        ORIGINAL.__code__ = CODE
print(mixed([Shape(1.0), Circle(1.0), Shape(3.0)], 3))
