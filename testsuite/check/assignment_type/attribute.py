class Node:
    value: int
    next: "Node | None"

    def __init__(self, value: int) -> None:
        self.value = value
        self.next = None

n = Node(1)
n.value = "x"  # error: [N0201] "expected `int`, found `str`"
n.next = 3  # error: [N0201]
