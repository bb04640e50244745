class Node:
    value: int
    next: "Node | None"

    def __init__(self, value: int) -> None:
        self.value = value
        self.next = None

n = Node(1)
n.value = 2
n.next = Node(3)
reveal_type(n.next.value)  # revealed: int
