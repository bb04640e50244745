class Base:
    def area(self, scale: float) -> float:
        return scale

    def name(self) -> str:
        return "base"

class Square(Base):
    def area(self, scale: str) -> float:  # error: [N0213] "parameter `scale`"
        return 1.0

    def name(self) -> int:  # error: [N0213] "result"
        return 1

class Circle(Base):
    def area(self) -> float:  # error: [N0213]
        return 2.0
