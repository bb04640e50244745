class Point:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return abs(self.x) + abs(self.y)

class Loose:
    def __getattr__(self, name: str) -> int:
        return len(name)

p = Point(1, 2)
reveal_type(p.norm())  # revealed: float
p.__dict__
Point.__name__
reveal_type(Loose().anything)  # revealed: int
"abc".upper().split()
