class Point:
    __slots__ = ("x", "y")

    def __init__(self) -> None:
        self.x = 1
        self.y = 2
        self.z = 3  # error: [N0205] "`Point` has no slot `z`"
