# strict
from typing import Generic, Sequence, TypeVar

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


def first(xs: Sequence[T]) -> T:
    return 1  # error: [N0202] "expected `T`, found `int`"


def size(x: T) -> int:
    return x.size  # error: [N0205] "`T` has no attribute `size`"


stack: Stack[int] = Stack()
stack.push("a")  # error: [N0203] "expected `int`, found `str`"
text: str = stack.pop()  # error: [N0201] "expected `str`, found `int`"
