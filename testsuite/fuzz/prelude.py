"""What programs import. It is always interpreted, so whatever it is told comes from compiled code as any unknown code sees it."""

import enum
import functools
import math
import re
from math import inf, nan
from typing import Any, Optional

__all__ = [
    "Any", "Color", "Count", "Dict", "Float", "Int", "List", "Manager", "Oops", "Optional", "Str", "attempt", "counting", "inf", "math",
    "nan", "passing", "report", "show", "shown", "tap",
]

# Frames that some versions have and others do not: `docs/deviations.md`.
INLINE = ("<listcomp>", "<dictcomp>", "<setcomp>")


def text_of(value):
    """The repr, short, without what differs from run to run."""
    try:
        if type(value) in (set, frozenset):
            return f"{type(value).__name__}{sorted(map(repr, value))}"
        text = repr(value)
    except Exception as error:
        text = f"<repr: {type(error).__name__}: {error}>"
    text = re.sub(r"0x[0-9a-f]{6,}", "0x_", text)
    return text if len(text) <= 300 else f"{text[:300]}... {len(text)}"


def show(*values):
    """Prints values with their types."""
    print(*[f"{type(value).__name__} {text_of(value)}" for value in values])


def places(error):
    """Where a traceback has been: functions and lines. Columns inside comprehensions are those of another frame in 3.11."""
    entry, found = error.__traceback__, []
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_name not in INLINE and "prelude" not in code.co_filename:
            found.append(f"{code.co_name}:{entry.tb_lineno}")
        entry = entry.tb_next
    return " ".join(found)


def report(error, depth=3):
    """Prints an exception: type, text, places, and what it comes from."""
    print("!", type(error).__name__, text_of(error.args), places(error), error.__suppress_context__)
    for name in ("__cause__", "__context__"):
        other = getattr(error, name)
        if other is not None and depth:
            print("  ", name, end=" ")
            report(other, depth - 1)


def attempt(function):
    """Shows what a function returns, or raises."""
    try:
        show(function())
    except Exception as error:
        report(error)


def shown(value):
    """An instance with its attributes, as its `__repr__`."""
    names = [name for kind in reversed(type(value).__mro__) for name in getattr(kind, "__slots__", ())]
    names += list(getattr(value, "__dict__", ()))
    kept = [f"{name}={object.__getattribute__(value, name)!r}" for name in names if has(value, name)]
    return f"{type(value).__name__}({', '.join(kept)})"


def has(value, name):
    try:
        object.__getattribute__(value, name)
    except AttributeError:
        return False
    return True


class Manager:
    """A context manager that says what happens, and swallows exceptions if told to."""

    def __init__(self, name, value, swallows):
        self.name, self.value, self.swallows = name, value, swallows

    def __enter__(self):
        print("enter", self.name)
        return self.value

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.swallows


def passing(function):
    """A decorator that changes nothing."""

    @functools.wraps(function)
    def wrapper(*args, **keywords):
        return function(*args, **keywords)

    return wrapper


def counting(step):
    """A decorator that counts calls in an attribute of the function, which stays what it is."""

    def decorate(function):
        function.count = getattr(function, "count", 0) + step
        return function

    return decorate


def tap(value):
    """Says in which order things are evaluated."""
    print("tap", text_of(value))
    return value


class Int(int):
    """An `int` that is none to look at."""

    def __add__(self, other):
        return Int(int(self) + int(other) + 1)

    def __lt__(self, other):
        return not int(self) < other

    def __bool__(self):
        return False

    def __index__(self):
        return 1


class Float(float):
    """A `float` with arithmetic of its own."""

    def __mul__(self, other):
        return "product"

    def __radd__(self, other):
        return Float(7.0)

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class Str(str):
    """A `str` with other elements and length."""

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return "item"

    def __add__(self, other):
        return Str("sum")


class List(list):
    """A `list` that looks different through each of its doors."""

    def __getitem__(self, index):
        return list.__getitem__(self, index) if isinstance(index, slice) else 77

    def __len__(self):
        return list.__len__(self) + 1

    def __iter__(self):
        return iter([4, 5])

    def append(self, item):
        list.append(self, 0)


class Dict(dict):
    """A `dict` that has every key."""

    def __missing__(self, key):
        return 12

    def get(self, key, default=None):
        return default


class Color(enum.IntEnum):
    """Ints with names."""

    RED = 1
    BLUE = 2


class Oops(ValueError):
    """An exception with a text of its own."""

    def __str__(self):
        return "oops"


class Count:
    """An iterator of its own, of a number of ints."""

    def __init__(self, stop):
        self.stop = min(int(stop), 20)

    def __iter__(self):
        return self

    def __next__(self):
        if self.stop <= 0:
            raise StopIteration
        self.stop -= 1
        return self.stop
