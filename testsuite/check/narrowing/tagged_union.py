# strict
from dataclasses import dataclass
from typing import Literal, TypedDict


@dataclass
class Circle:
    kind: Literal["circle"]
    radius: float


@dataclass
class Square:
    kind: Literal["square"]
    side: float


def area(shape: Circle | Square) -> float:
    if shape.kind == "circle":
        return shape.side  # error: [N0205] "`Circle` has no attribute `side`"
    return shape.radius  # error: [N0205] "`Square` has no attribute `radius`"
