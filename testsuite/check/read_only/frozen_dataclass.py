from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


p = Point(1)
p.x = 2  # error: [N0216] "`Point` is frozen: `x` keeps its value"
