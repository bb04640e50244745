from typing import Optional

class Node:
    def __init__(self, value: int, next: "Optional[Node]" = None) -> None:
        self.value = value
        self.next = next

def second(node: Node) -> int:
    if node.next is None:
        return 0
    return node.next.value

def last(node: Node) -> Node:
    while node.next is not None:
        node = node.next
    return node

def run(n: Optional[int], xs: list[int] | None) -> int:
    if n is None or not xs:
        return 0
    total = n + xs[0]
    for x in xs:
        total += x
    return total + (n or 1)

def early(n: Optional[int]) -> int:
    n = n if n is not None else 3
    assert n
    return n + 1
