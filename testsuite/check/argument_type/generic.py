from typing import Generic, TypeVar

T = TypeVar("T")

class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()

def run(stack: Stack[int]) -> None:
    stack.push("a")  # error: [N0203] "expected `int`, found `str`"
    name: str = stack.pop()  # error: [N0201]
