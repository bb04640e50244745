# isinstance and type in branches: subclasses, tuples, bools, faked __class__, classes with hooks.
def kind(x: object) -> str:
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int"
    if isinstance(x, (float, complex)):
        return "number"
    if isinstance(x, str):
        return "str"
    if type(x) is list or type(x) == tuple:
        return "sequence"
    if x is None:
        return "none"
    return type(x).__name__


class MyInt(int):
    pass


class Fake:
    @property
    def __class__(self) -> type:
        return int


class Meta(type):
    def __instancecheck__(cls, x: object) -> bool:
        return x == 42


class Answer(metaclass=Meta):
    pass


def double(x: object) -> object:
    if isinstance(x, int):
        return x * 2
    elif isinstance(x, str):
        return x + x
    return x


print([kind(x) for x in (True, 1, 2**70, 1.5, 1j, "s", [1], (1,), None, {}, MyInt(3), Fake(), kind)])
print(isinstance(42, Answer), isinstance(41, Answer), isinstance(Answer(), Answer), isinstance(1, int | str), isinstance("a", (int, (str, list))))
print([double(x) for x in (1, "a", True, 2.5, MyInt(4), 2**63)], issubclass(bool, int), type(True) is int, type(1) is type(2))
for bad in (lambda: isinstance(1, 5), lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: isinstance(1)):
    try:
        bad()
    except TypeError as e:
        print("TypeError")
try:
    print(double(Fake()))
except TypeError as e:
    print("TypeError")
