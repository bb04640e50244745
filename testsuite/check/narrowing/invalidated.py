# strict
class Node:
    def __init__(self) -> None:
        self.next: Node | None = None
        self.value = 1


def cut(node: Node) -> int:
    if node.next is not None:
        node.next = None
        return node.next.value  # error: [N0205] "`None` has no attribute `value`"
    return 0


def replaced(node: Node) -> int:
    if node.next is not None:
        node = Node()
        return node.next.value  # error: [N0305] "`Node | None` may be `None` here, which has no attribute `value`"
    return 0


def cleared(table: dict[str, int | None]) -> int:
    if table["a"] is not None:
        table["a"] = None
        return table["a"] + 1  # error: [N0206] "`None` + `int` is not supported"
    return 0
