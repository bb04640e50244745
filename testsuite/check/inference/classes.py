from enum import Enum
from functools import cached_property
from typing import NamedTuple

class Color(Enum):
    RED = 1
    BLUE = 2

class Pair(NamedTuple):
    x: int
    y: str = ""

class Shape:
    sides = 4

    def __init__(self, name: str) -> None:
        self.name = name
        self.parent = None

    @property
    def title(self) -> str:
        return self.name.title()

    @cached_property
    def area(self) -> float:
        return 1.0

    @classmethod
    def make(cls):
        return cls("x")

class Square(Shape):
    def __init__(self) -> None:
        super().__init__("square")
        self.side = 1.0

s = Square()
reveal_type(s.title)  # revealed: str
reveal_type(s.area)  # revealed: float
reveal_type(s.name)  # revealed: str
reveal_type(s.side)  # revealed: float
reveal_type(s.sides)  # revealed: int
reveal_type(Color.RED)  # revealed: Literal[Color.RED]
reveal_type(Color.RED.value)  # revealed: int
for c in Color:
    reveal_type(c.name)  # revealed: str
p = Pair(1)
reveal_type(p.x)  # revealed: int
reveal_type(p[1])  # revealed: str
a, b = p
