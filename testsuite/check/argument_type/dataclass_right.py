from dataclasses import dataclass, field
from typing import ClassVar

@dataclass(order=True)
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = field(default_factory=list)
    origin: ClassVar[str] = "here"
    cache: int = field(default=0, init=False)

@dataclass
class Point3(Point):
    z: float = 0.0

p = Point(1, tags=["a"])
reveal_type(p.x)  # revealed: float
Point3(1, 2, [], 3)
print(p < Point(2))
