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


class Ok(TypedDict):
    status: Literal["ok"]
    value: int


class Failed(TypedDict):
    status: Literal["failed"]
    reason: str


def area(shape: Circle | Square) -> float:
    if shape.kind == "circle":
        return 3.14 * shape.radius**2
    return shape.side**2


def show(result: Ok | Failed) -> str:
    if result["status"] == "ok":
        return str(result["value"] + 1)
    return result["reason"].upper()
