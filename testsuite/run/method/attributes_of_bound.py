# Attributes of bound methods are those of their functions; what class methods wrap need not be a function.
import types


def tagged(function):
    function.tag = "tagged " + function.__name__
    return function


class Box:
    def __init__(self, *parts: object) -> None:
        self.parts = parts

    @tagged
    def size(self) -> int:
        """How many parts."""
        return len(self.parts)

    @classmethod
    @tagged
    def empty(cls) -> "Box":
        return cls()

    shown = classmethod(repr)


class Callable:
    def __call__(self, *args: object) -> str:
        return f"called with {args}"


class Other(Box):
    called = classmethod(Callable())


box = Box(1, 2)
print(box.size.tag, box.size.__doc__, Box.empty.tag, box.size.__func__ is Box.size, len(box.size.__name__))
print(Box.shown(), Other.shown(), Other.called(1))
for change in (lambda: setattr(box.size, "tag", 1), lambda: box.size.missing):
    try:
        change()
    except AttributeError as error:
        print(str(error).split(" and ")[0])


class Wrapped:
    kind = classmethod(Box)


print(type(Wrapped.kind).__name__, Wrapped.kind(3).parts, Wrapped().kind().parts)
made = types.MethodType(Box.size, box)
print(made(), made == box.size, made.__self__ is box, types.MethodType(print, "bound")("and", "given", sep="-"))
for arguments in (1, box), (Box.size, None):
    try:
        types.MethodType(*arguments)
    except TypeError as error:
        print(error)
