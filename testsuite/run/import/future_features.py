# `from __future__` imports: postponed annotations are text, whatever they name; the features are objects.
from __future__ import annotations, division, generator_stop

import __future__


class Node:
    value: Missing[int]
    next: Node | None = None

    def link(self, other: "Node", *rest: list[Absent]) -> Node:
        self.next = other
        return self


def total(node: Node | None) -> int:
    n = 0
    while node is not None:
        n += node.value
        node = node.next
    return n


a, b = Node(), Node()
a.value, b.value = 3, 4
print(total(a.link(b)), Node.__annotations__, Node.link.__annotations__, total.__annotations__)
print(annotations, division.mandatory, generator_stop is __future__.generator_stop, 7 / 2)
print(annotations.getOptionalRelease(), __future__.all_feature_names[-1])
