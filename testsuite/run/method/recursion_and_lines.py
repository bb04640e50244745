# Methods that call themselves and each other; exceptions through them; results of other types than promised.
# world: cpython
import sys
import traceback


class Node:
    value: int
    left: "Node | None"
    right: "Node | None"

    def __init__(self, value: int) -> None:
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value: int) -> None:
        if value < self.value:
            if self.left is None:
                self.left = Node(value)
            else:
                self.left.insert(value)
        elif self.right is None:
            self.right = Node(value)
        else:
            self.right.insert(value)

    def total(self) -> int:
        s = self.value
        if self.left is not None:
            s += self.left.total()
        if self.right is not None:
            s += self.right.total()
        return s

    def depth(self) -> int:
        a = self.left.depth() if self.left else 0
        b = self.right.depth() if self.right else 0
        return 1 + max(a, b)

    def forever(self, n: int) -> int:
        return self.forever(n + 1) + 1

    def fail(self, n: int) -> float:
        if n == 0:
            return 1.0 / (
                self.value
                - self.value
            )
        return self.fail(
            n - 1
        )

    def where(self, n: int) -> list[str]:
        if n == 0:
            return [f.name for f in traceback.extract_stack()[-3:]]
        return self.where(n - 1)

    def odd(self, n: int) -> int:
        return 0.5 if n % 3 == 2 else n

    def big(self, n: int) -> int:
        return n * 2**40


def run(node: Node, n: int) -> float:
    total = 0
    for i in range(n):
        total += node.odd(i)
        total += node.big(2**i)
    return total


root = Node(50)
x = 7
for _ in range(200):
    x = x * 1103515245 % 2147483648 // 3
    root.insert(x % 1000)
print(root.total(), root.depth())
root.left.value = 2**63
print(root.total())
root.left.value = "x"
try:
    root.total()
except TypeError as e:
    print(e, [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
try:
    root.fail(2)
except ZeroDivisionError as e:
    print(e, [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
sys.setrecursionlimit(300)
try:
    root.forever(0)
except RecursionError as e:
    print(type(e).__name__)
sys.setrecursionlimit(1000)
print(root.where(3))
print(run(root, 30))
