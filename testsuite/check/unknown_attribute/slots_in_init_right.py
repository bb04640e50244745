class Point:
    __slots__ = ("x", "y", "__secret")

    def __init__(self) -> None:
        self.x = 1
        self.y = 2
        self.__secret = 3


class Open(Point):
    def __init__(self) -> None:
        super().__init__()
        self.z = 3


print(Point().x, Open().z)
