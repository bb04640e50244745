# Untyped code calls a strict module: what is legal runs as ever, what is not is a TypeError at the boundary.
# strict
from unittest import mock

import shapes
from shapes import Big, Point, Shape


def show(function, *args, **kwargs):
    try:
        print(function.__qualname__, repr(function(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}:", error)


class List(list):
    def __iter__(self):
        return iter([10, 20])


class Square(Shape):
    def area(self, h):
        return "square"


print("numbers")
for w in (1.5, 3, True, "3", None, 1j):
    show(shapes.area, w)
show(shapes.area, 1.0, h="x")
for n in (4, True, Big(7), 10**30, 1.0, None):
    show(shapes.double, n)
show(shapes.keyword, n=1)
show(shapes.keyword, n="1")

print("lists")
show(shapes.total, [1, 2])
show(shapes.total, List([1, 2]))
show(shapes.total, [1, 2.5, 10**30])
show(shapes.total, (1, 2))
show(shapes.twice, List([1]))
show(shapes.twice, [1, True])
show(shapes.total, [1, "x"])

print("collected")
show(shapes.collected, 1, 2, a="x")
show(shapes.collected, 1, "2")
show(shapes.collected, 1, a=2)

print("unions")
for n in (None, 3, "3"):
    show(shapes.optional, n)
for first, mode in ((Shape(1.0), "r"), ("s", "w"), (3, "w"), ("s", 3)):
    show(shapes.either, first, mode)

print("classes")
for shape in (Shape(2.0), Square(2.0), 3, Shape):
    show(shapes.of_shape, shape)
show(shapes.some, Point(1, 2))
for x in (3, "x", 3.0):
    show(shapes.one, x)

print("builtin classes")
right = (True, "b", b"c", {"d": 1}, {1}, (1,), None)
wrong = (1, b"b", "c", [], frozenset(), [1], 0)
show(shapes.builtin, *right)
for index, value in enumerate(wrong):
    show(shapes.builtin, *right[:index], value, *right[index + 1 :])
show(shapes.unchecked, 1, 2, 3, 4)

print("functions of all kinds")
show(shapes.count, "x")
print(list(shapes.count(3)))
show(shapes.nested(2.0), 3.0)
show(shapes.nested(2.0), "x")
show(Shape, "x")
show(Shape(2.0).area, [])

print("values of unknown type")
for function in (shapes.declared, shapes.returned, shapes.passed):
    for value in (3, 2.5, "x", True):
        show(function, value)
show(shapes.method, Shape(1.0), 2)
show(shapes.method, Shape(1.0), "2")
show(shapes.made, "w")
show(Shape(1.0).put, "w")

print("patched")
with mock.patch("shapes.total", lambda xs: 100):
    show(shapes.twice, [1])
with mock.patch.object(Shape, "area", lambda self, h: -1.0):
    show(shapes.of_shape, Shape(1.0))
with mock.patch("shapes.Shape", Square):
    show(shapes.of_shape, Shape(3.0))
    show(shapes.of_shape, Square(3.0))
with mock.patch("shapes.Shape", "no class"):
    show(shapes.of_shape, Shape(3.0))
shape = Shape(1.0)
shape.w = "ab"
show(shapes.of_shape, shape)

# expect:
# numbers
# area 1.5
# area 3.0
# area 1.0
# TypeError: area() argument 'w' must be float, not str
# TypeError: area() argument 'w' must be float, not None
# TypeError: area() argument 'w' must be float, not complex
# TypeError: area() argument 'h' must be float, not str
# double 8
# double 2
# double 1014
# double 2000000000000000000000000000000
# TypeError: double() argument 'n' must be int, not float
# TypeError: double() argument 'n' must be int, not None
# keyword 1
# TypeError: keyword() argument 'n' must be int, not str
# lists
# total 3
# total 30
# total 1e+30
# TypeError: total() argument 'xs' must be list[int], not tuple
# twice 60
# twice 4
# TypeError: unsupported operand type(s) for +=: 'int' and 'str'
# collected
# collected 3
# TypeError: collected() argument 'rest' must be int, not str
# TypeError: collected() argument 'named' must be str, not int
# unions
# optional 0
# optional 3
# TypeError: optional() argument 'n' must be int | None, not str
# either 'r'
# either 'w'
# TypeError: either() argument 'first' must be Shape | str, not int
# TypeError: either() argument 'mode' must be Literal["r", "w"], not int
# classes
# of_shape 4.0
# of_shape 'square'
# TypeError: of_shape() argument 'shape' must be Shape, not int
# TypeError: of_shape() argument 'shape' must be Shape, not type
# TypeError: some() argument 'x' must be Shape, not Point
# one 3
# one 'x'
# TypeError: one() argument 'x' must be int | str, not float
# builtin classes
# builtin 5
# TypeError: builtin() argument 'a' must be bool, not int
# TypeError: builtin() argument 'b' must be str, not bytes
# TypeError: builtin() argument 'c' must be bytes, not str
# TypeError: builtin() argument 'd' must be dict[str, int], not list
# TypeError: builtin() argument 'e' must be set[int], not frozenset
# TypeError: builtin() argument 'f' must be tuple[int, ...], not list
# TypeError: builtin() argument 'g' must be None, not int
# unchecked 'unchecked'
# functions of all kinds
# TypeError: count() argument 'n' must be int, not str
# [3]
# nested.<locals>.inner 6.0
# TypeError: nested.<locals>.inner() argument 'h' must be float, not str
# TypeError: Shape.__init__() argument 'w' must be float, not str
# TypeError: Shape.area() argument 'h' must be float, not list
# values of unknown type
# declared 3
# TypeError: 'n' must be int, not float
# TypeError: 'n' must be int, not str
# declared True
# TypeError: result of returned() must be str, not int
# TypeError: result of returned() must be str, not float
# returned 'x'
# TypeError: result of returned() must be str, not bool
# passed 3.0
# passed 2.5
# TypeError: area() argument 'w' must be float, not str
# passed 1.0
# method 2.0
# TypeError: Shape.area() argument 'h' must be float, not str
# TypeError: Shape.__init__() argument 'w' must be float, not str
# TypeError: 'w' must be float, not str
# patched
# twice 200
# of_shape -1.0
# of_shape 6.0
# of_shape 'square'
# of_shape 6.0
# TypeError: can't multiply sequence by non-int of type 'float'
