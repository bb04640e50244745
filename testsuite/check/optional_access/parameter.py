# strict
from typing import Optional

class Node:
    def __init__(self, value: int, next: "Optional[Node]" = None) -> None:
        self.value = value
        self.next = next

def second(node: Node) -> int:
    return node.next.value  # error: [N0305] "may be `None`"

def run(n: Optional[int], xs: list[int] | None) -> None:
    n + 1  # error: [N0305]
    xs[0]  # error: [N0305]
    for x in xs:  # error: [N0305]
        print(x)
    len(xs)  # error: [N0203]
