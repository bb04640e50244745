from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


p = replace(Point(1), x=2)
print(p.x + p.y)
