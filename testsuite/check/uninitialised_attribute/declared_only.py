# strict
class Node:
    value: int
    next: "Node | None"  # error: [N0304] "no path through `__init__` sets `next`"

    def __init__(self, value: int) -> None:
        self.value = value
