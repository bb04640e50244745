# strict
from dataclasses import dataclass
from typing import ClassVar

class Node:
    value: int
    next: "Node | None" = None
    count: ClassVar[int]

    def __init__(self, value: int) -> None:
        self.reset(value)

    def reset(self, value: int) -> None:
        self.value = value

@dataclass
class Point:
    x: int
