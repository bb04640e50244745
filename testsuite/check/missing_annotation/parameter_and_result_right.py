# strict
def scale(x: int, k: int) -> int:
    return x * k

class Box:
    def __init__(self, *items: int) -> None:
        self.n = len(items)

    def double(self) -> int:
        return self.n * 2

    @staticmethod
    def make(n: int) -> "Box":
        return Box(n)
