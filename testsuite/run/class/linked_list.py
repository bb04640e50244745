# A linked list with None at the end; traversal, reversal, cycles by hand.
class Node:
    value: int
    next: "Node | None"

    def __init__(self, value: int, next: "Node | None" = None) -> None:
        self.value = value
        self.next = next


def build(n: int) -> "Node | None":
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


def total(node: "Node | None") -> int:
    s = 0
    while node is not None:
        s += node.value
        node = node.next
    return s


def reverse(node: "Node | None") -> "Node | None":
    prev = None
    while node:
        node.next, prev, node = prev, node, node.next
    return prev


def values(node: "Node | None") -> list[int]:
    out = []
    while node:
        out.append(node.value)
        node = node.next
    return out


print(total(build(10)), total(None), values(reverse(build(5))), values(build(3)))
odd = Node(1, Node(2.5, Node(2**64)))
print(total(odd))
try:
    total(Node(1, Node("x")))
except TypeError as e:
    print(e)
try:
    total(Node(1, 5))
except AttributeError as e:
    print(e)


class Falsy(Node):
    def __bool__(self) -> bool:
        return False


print(values(Node(1, Falsy(2))), total(Node(1, Falsy(2))))
