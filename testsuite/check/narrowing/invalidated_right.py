# strict
class Node:
    def __init__(self) -> None:
        self.next: Node | None = None
        self.value = 1


def run(node: Node, table: dict[str, int | None]) -> int:
    if node.next is not None:
        return node.next.value
    if (found := table["a"]) is not None:
        return found + 1
    if table["b"] is not None:
        return table["b"] + 1
    while node.next:
        node = node.next
    node.next = Node()
    return node.next.value
