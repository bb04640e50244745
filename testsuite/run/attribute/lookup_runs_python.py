# A name is looked up once: keys of a namespace that are no strings have an `__eq__`, which here changes the bases.
# world: cpython

import warnings


class Key:
    def __init__(self, name: str) -> None:
        self.name = name

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            Box.__bases__ = (Second,)
        return False


class First:
    name = "first"
    other = "of first"

    def method(self) -> str:
        return "method of first"


class Second:
    name = "second"
    other = "of second"

    def method(self) -> str:
        return "method of second"


def read_class(box: First) -> str:
    return Box.name


def read_instance(box: First) -> str:
    return box.name


def call_method(box: First) -> str:
    return box.method()


warnings.simplefilter("ignore")
for use, name in (read_class, "name"), (read_instance, "name"), (call_method, "method"):
    Box = type("Box", (First,), {Key(name): 5})
    box = Box()
    for _ in range(2):
        Box.__bases__ = (First,)
        print(use.__name__, use(box), Box.other)


def write(box: First) -> str:
    box.name = "own"
    return box.name


Box = type("Box", (First,), {Key("name"): 5})
print(write(Box()), Box.other)


class Odd:
    def __hash__(self) -> int:
        return hash("counted")

    def __eq__(self, other: object) -> bool:
        questions.append(other)
        return False


questions: list[object] = []
globals()[Odd()] = None


def counted() -> int:
    return 7


def call_global() -> int:
    return counted() + counted()


def asked(what) -> int:
    """How often; a place may be probed twice."""
    questions.clear()
    what()
    return questions.count("counted")


once = asked(lambda: globals().get("counted"))
print(call_global(), asked(call_global) // once)
instance = First()
instance.__dict__[Odd()] = None
First.counted = "of the class"
once = asked(lambda: instance.__dict__.get("counted"))
print(asked(lambda: [instance.counted for _ in range(3)]) // once)
