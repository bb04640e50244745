class Slotted:
    __slots__ = ("x", "y")

    def __init__(self) -> None:
        self.x = 1

class Open:
    pass

s = Slotted()
s.y = 2
o = Open()
o.anything = 1
