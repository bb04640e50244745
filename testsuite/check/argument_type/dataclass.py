from dataclasses import dataclass, field

@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = field(default_factory=list)

Point("1")  # error: [N0203] "expected `float`, found `str`"
Point()  # error: [N0204] "needs `x`"
Point(1, 2, [], 4)  # error: [N0204] "takes 3"
Point(1, z=3)  # error: [N0204] "`z`"
