class Slotted:
    __slots__ = ("x",)

    def __init__(self) -> None:
        self.x = 1

s = Slotted()
s.y = 2  # error: [N0205] "`Slotted` has no attribute `y`"
