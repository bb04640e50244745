class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return abs(self.x) + abs(self.y)

p = Point(1, 2)
p.nrom()  # error: [N0205] "`Point` has no attribute `nrom`"
print(p.z)  # error: [N0205]
"abc".uper()  # error: [N0205] "`str` has no attribute `uper`"
(3).append(1)  # error: [N0205]
