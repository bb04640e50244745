# Attributes that are missing, and what their errors say; where exceptions come from in the middle of expressions.
import traceback


class Node:
    value: int
    weight: float
    next: "Node | None"

    def __init__(self, value: int) -> None:
        self.value = value
        self.next = None


def total(node: Node) -> float:
    return (
        node.value
        + node.weight
    )


def chain(node: Node) -> int:
    n = 0
    while node is not None:
        n += node.value
        node = node.next
    return n


def store(node: Node, v: float) -> None:
    node.weight = v
    node.weight += (
        1.0 /
        node.value
    )


def shown(f, *args) -> None:
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)
        for frame in traceback.extract_tb(e.__traceback__)[1:]:
            print("  ", frame.name, frame.lineno, frame.line)


a, b = Node(1), Node(0)
a.next = b
for _ in range(3):
    shown(total, a)
    shown(store, a, 2.0)
    shown(total, a)
    shown(store, b, 2.0)
    shown(chain, a)
    shown(total, None)
    shown(total, 5)
    del a.weight
b.next = 5
shown(chain, a)
b.next = Node("x")
shown(chain, a)
Node.weight = 0.25
shown(total, a)
